package io.terralapse.pipeline;

import io.terralapse.coregister.AdjustedShift;
import io.terralapse.coregister.Adjustment;
import io.terralapse.coregister.AnchorChoice;
import io.terralapse.coregister.ChangingRegion;
import io.terralapse.coregister.CoregisterSettings;
import io.terralapse.coregister.Edge;
import io.terralapse.coregister.MedianGauge;
import io.terralapse.coregister.ShiftModel;
import io.terralapse.coregister.ShiftPolicy;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.publish.Ledger;
import io.terralapse.window.WindowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passes 1b and 1c: every date is compared with the anchor, a date that the anchor cannot hold is
 * compared with its neighbours in time, and all edges are adjusted into one shift a date.
 */
final class AlignmentPass {

  /**
   * The shifts.
   *
   * @param shifts by acquisition id, one for every date, grid pixels
   * @param reference the date with shift 0 and why; empty if alignment is off
   * @param measured what the shifts were made from, in the anchor's native pixels
   * @param issues refused dates
   */
  record Result(
      Map<String, Shift> shifts,
      Optional<Ledger.Reference> reference,
      Measured measured,
      List<Issue> issues) {

    /** A date's shift. */
    Shift shiftOf(ReadDate date) {
      return shifts.getOrDefault(date.id(), Shift.OFF);
    }
  }

  /**
   * The evidence.
   *
   * @param edges every pair that was measured
   * @param adjusted by acquisition id
   * @param ratio grid pixels per pixel of the two
   */
  record Measured(List<Edge> edges, Map<String, AdjustedShift> adjusted, double ratio) {
    private static final Measured NOTHING = new Measured(List.of(), Map.of(), 1);
  }

  /** An edge with less confidence wants support. */
  private static final double FIRM = 0.65;

  private final Grid grid;
  private final CoregisterSettings settings;
  private final WindowStore store;
  private final EdgeCache cache;
  private final Progress progress;

  AlignmentPass(
      Grid grid,
      CoregisterSettings settings,
      WindowStore store,
      EdgeCache cache,
      Progress progress) {
    this.grid = grid;
    this.settings = settings;
    this.store = store;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Aligns dates given in order of time, at least one.
   *
   * @param outside the picture that they are aligned to; empty takes one of them
   */
  Result run(List<ReadDate> dates, Optional<ReadDate> outside, Workers workers) throws Exception {
    if (!settings.enabled()) {
      Map<String, Shift> off = new HashMap<>();
      dates.forEach(date -> off.put(date.id(), Shift.OFF));
      return new Result(off, Optional.empty(), Measured.NOTHING, List.of());
    }
    AnchorChoice choice =
        outside.isPresent()
            ? new AnchorChoice(
                outside.get().id(), 1, outside.get().id() + " is named by coregister.reference")
            : anchor(dates);
    ReadDate anchor = outside.isPresent() ? outside.get() : byId(dates, choice.id());
    List<ReadDate> others = dates.stream().filter(date -> !date.id().equals(anchor.id())).toList();
    progress.stage("aligning", others.size());
    EdgeSurvey survey = new EdgeSurvey(grid, settings, store, cache);
    List<Edge> edges = new ArrayList<>(measureAll(survey, anchor, others, workers));
    List<ChangingRegion.Square> changing =
        settings.excludeChanging() ? ChangingRegion.of(edges) : List.of();
    if (!changing.isEmpty()) {
      survey = survey.without(changing, anchor);
      progress.stage("aligning", others.size());
      edges = new ArrayList<>(measureAll(survey, anchor, others, workers));
    }
    edges.addAll(measureNeighbours(survey, dates, anchor, edges, workers));

    double anchorPixel = survey.pixelSize(anchor);
    double ratio = anchorPixel / grid.pixelSize();
    Map<String, AdjustedShift> adjusted = Adjustment.solve(edges, anchor.id(), Map.of());
    Map<String, Shift> shifts = new HashMap<>();
    shifts.put(anchor.id(), Shift.REFERENCE);
    if (settings.toMedian()) {
      adjusted = MedianGauge.of(adjusted);
      shifts.put(
          anchor.id(),
          ShiftPolicy.toShift(Objects.requireNonNull(adjusted.get(anchor.id())), ratio));
    }
    List<Issue> issues = new ArrayList<>();
    for (ReadDate date : others) {
      AdjustedShift shift =
          Objects.requireNonNull(adjusted.get(date.id()), "the adjustment answers for every date");
      shifts.put(date.id(), ShiftPolicy.toShift(shift, ratio));
      if (shift.status() == AdjustedShift.Status.REFUSED) {
        issues.add(
            new Issue(
                "refused",
                date.id(),
                date.id()
                    + " could not be aligned ("
                    + shift.reason()
                    + (grid.hasGroundSize()
                        ? "); it is shown by its own georeference."
                        : "); it is placed by its first pixel.")));
      }
    }
    String why =
        settings.toMedian()
            ? choice.why() + "; the sequence is moved so that its median shift is 0"
            : choice.why();
    return new Result(
        shifts,
        Optional.of(new Ledger.Reference(anchor.id(), why)),
        new Measured(edges, adjusted, ratio),
        issues);
  }

  private List<Edge> measureAll(
      EdgeSurvey survey, ReadDate anchor, List<ReadDate> others, Workers workers) throws Exception {
    return workers.map(
        others,
        date -> {
          Edge edge = survey.measure(anchor, date, true, true);
          progress.step();
          return edge;
        });
  }

  /** Refused and weak dates are compared with accepted neighbours in time as well. */
  private List<Edge> measureNeighbours(
      EdgeSurvey survey, List<ReadDate> dates, ReadDate anchor, List<Edge> edges, Workers workers)
      throws Exception {
    Set<String> accepted = new HashSet<>();
    accepted.add(anchor.id());
    edges.stream().filter(Edge::accepted).forEach(edge -> accepted.add(edge.targetId()));
    List<String> inTime = dates.stream().map(ReadDate::id).toList();
    List<ReadDate[]> pairs = new ArrayList<>();
    Set<String> firm = new HashSet<>(Set.of(anchor.id()));
    edges.stream()
        .filter(edge -> edge.accepted() && edge.confidence() >= FIRM)
        .forEach(edge -> firm.add(edge.targetId()));
    for (ReadDate date : dates) {
      if (!firm.contains(date.id())) {
        for (String reference : ShiftPolicy.extraReferences(inTime, accepted, date.id())) {
          if (!reference.equals(anchor.id())) {
            pairs.add(new ReadDate[] {byId(dates, reference), date});
          }
        }
      }
    }
    Set<String> upright =
        edges.stream()
            .filter(edge -> edge.accepted() && edge.model() == ShiftModel.TRANSLATION)
            .map(Edge::targetId)
            .collect(Collectors.toSet());
    return workers.map(
        pairs, pair -> survey.measure(pair[0], pair[1], false, upright.contains(pair[0].id())));
  }

  private AnchorChoice anchor(List<ReadDate> dates) {
    if (settings.reference().isEmpty()) {
      return AnchorChoice.of(dates.stream().map(ReadDate::candidate).toList());
    }
    String wanted = settings.reference().get();
    for (ReadDate date : dates) {
      boolean named =
          date.acquisition().scenes().stream().map(Scene::id).anyMatch(wanted::equals)
              || date.acquisition().acquired().text().startsWith(wanted);
      if (named) {
        return new AnchorChoice(date.id(), 1, date.id() + " is named by coregister.reference");
      }
    }
    throw UserError.usage(
        "coregister.reference: no usable date is called "
            + wanted
            + "; name a scene id or a date that `terralapse plan` lists, or say auto.");
  }

  private static ReadDate byId(List<ReadDate> dates, String id) {
    return dates.stream().filter(date -> date.id().equals(id)).findFirst().orElseThrow();
  }
}
