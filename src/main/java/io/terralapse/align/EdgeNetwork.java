package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.align.core.network.ShiftPolicy;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The network of edges that an alignment is adjusted from: every date is compared with the anchor,
 * and a date that the anchor constrains only weakly with its neighbours in time as well. Locked
 * dates are not measured again.
 *
 * @param edges every pair that was measured
 * @param changing squares that were left out because they change
 */
record EdgeNetwork(List<Edge> edges, List<ChangingRegion.Square> changing) {
  /** A date whose edge to the anchor has less confidence is compared with its neighbours too. */
  private static final double FIRM = 0.65;

  /**
   * What is to be measured.
   *
   * @param dates in order of time
   * @param anchor one of them, or a reference image outside the sequence
   * @param locked dates that keep their published shift
   * @param findChanging find squares that keep disagreeing and measure again without them
   * @param evidence measure edges of locked dates too
   */
  record Plan(
      List<ReadAcquisition> dates,
      ReadAcquisition anchor,
      LockedAlignment locked,
      boolean findChanging,
      boolean evidence) {

    private List<ReadAcquisition> fromAnchor() {
      return dates.stream()
          .filter(date -> !date.id().equals(anchor.id()) && (evidence || !locked.isLocked(date)))
          .toList();
    }
  }

  /** Measures the edges, several pairs at a time. */
  static EdgeNetwork measure(Plan plan, PairMatcher matcher, Workers workers, Progress progress)
      throws Exception {
    List<ChangingRegion.Square> changing = plan.locked.changing();
    PairMatcher remaining = matcher.without(changing, plan.anchor);
    List<Edge> edges = star(plan, remaining, workers, progress);
    if (plan.findChanging && !plan.locked.applies()) {
      changing = ChangingRegion.of(edges);
      if (!changing.isEmpty()) {
        remaining = matcher.without(changing, plan.anchor);
        edges = star(plan, remaining, workers, progress);
      }
    }
    List<Edge> all = new ArrayList<>(edges);
    all.addAll(neighbours(plan, edges, remaining, workers));
    return new EdgeNetwork(all, changing);
  }

  private static List<Edge> star(Plan plan, PairMatcher matcher, Workers workers, Progress progress)
      throws Exception {
    List<ReadAcquisition> dates = plan.fromAnchor();
    progress.stage("aligning", dates.size());
    return workers.map(
        dates,
        date -> {
          Edge edge = matcher.measure(plan.anchor, date, true, true);
          progress.step();
          return edge;
        });
  }

  /** Refused and weak dates are compared with accepted neighbours in time as well. */
  private static List<Edge> neighbours(
      Plan plan, List<Edge> star, PairMatcher matcher, Workers workers) throws Exception {
    LockedAlignment locked = plan.locked;
    List<ReadAcquisition> dates = plan.dates;
    String anchor = plan.anchor.id();
    Set<String> accepted = new HashSet<>(Set.of(anchor));
    Set<String> firm = new HashSet<>(Set.of(anchor));
    Set<String> translated = new HashSet<>();
    for (ReadAcquisition date : dates) {
      if (locked.isAligned(date.id())) {
        accepted.add(date.id());
      }
      if (locked.isTranslated(date.id())) {
        translated.add(date.id());
      }
      if (locked.isLocked(date) && !plan.evidence) {
        firm.add(date.id());
      }
    }
    for (Edge edge : star) {
      if (edge.accepted()) {
        accepted.add(edge.targetId());
        if (edge.confidence() >= FIRM) {
          firm.add(edge.targetId());
        }
        if (edge.model() == ShiftModel.TRANSLATION) {
          translated.add(edge.targetId());
        }
      }
    }
    List<String> inTime = dates.stream().map(ReadAcquisition::id).toList();
    List<ReadAcquisition[]> pairs = new ArrayList<>();
    // Two weak dates are each other's neighbours; one measurement of the pair is enough.
    Set<Set<String>> known = new HashSet<>();
    for (ReadAcquisition date : dates) {
      if (!firm.contains(date.id())) {
        for (String reference : ShiftPolicy.extraReferences(inTime, accepted, date.id())) {
          if (!reference.equals(anchor) && known.add(Set.of(reference, date.id()))) {
            pairs.add(new ReadAcquisition[] {byId(dates, reference), date});
          }
        }
      }
    }
    return workers.map(
        pairs, pair -> matcher.measure(pair[0], pair[1], false, translated.contains(pair[0].id())));
  }

  private static ReadAcquisition byId(List<ReadAcquisition> dates, String id) {
    return dates.stream().filter(date -> date.id().equals(id)).findFirst().orElseThrow();
  }
}
