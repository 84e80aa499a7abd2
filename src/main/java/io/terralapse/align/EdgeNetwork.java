package io.terralapse.align;

import io.terralapse.align.core.ChangingRegion;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.ShiftPolicy;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The edges that an alignment is made from: every date is compared with the anchor, and one that
 * the anchor cannot hold with its neighbours in time. What is held is not measured again.
 *
 * @param edges every pair that was measured
 * @param changing squares that nothing looked at because they change
 */
record EdgeNetwork(List<Edge> edges, List<ChangingRegion.Square> changing) {
  /** An edge with less confidence wants support. */
  private static final double FIRM = 0.65;

  /**
   * What is to be measured.
   *
   * @param dates in order of time
   * @param anchor one of them, or a picture outside of the film
   * @param held dates that stay as they were published
   * @param findChanging leave out what keeps disagreeing
   * @param evidence measure edges of held dates too
   */
  record Wanted(
      List<ReadAcquisition> dates,
      ReadAcquisition anchor,
      LockedAlignment held,
      boolean findChanging,
      boolean evidence) {

    private List<ReadAcquisition> fromAnchor() {
      return dates.stream()
          .filter(date -> !date.id().equals(anchor.id()) && (evidence || !held.holds(date)))
          .toList();
    }
  }

  /** Measures it, pairs side by side. */
  static EdgeNetwork measure(Wanted wanted, PairMatcher survey, Workers workers, Progress progress)
      throws Exception {
    List<ChangingRegion.Square> changing = wanted.held.changing();
    PairMatcher used = survey.without(changing, wanted.anchor);
    List<Edge> edges = star(wanted, used, workers, progress);
    if (wanted.findChanging && !wanted.held.isHeld()) {
      changing = ChangingRegion.of(edges);
      if (!changing.isEmpty()) {
        used = survey.without(changing, wanted.anchor);
        edges = star(wanted, used, workers, progress);
      }
    }
    List<Edge> all = new ArrayList<>(edges);
    all.addAll(neighbours(wanted, edges, used, workers));
    return new EdgeNetwork(all, changing);
  }

  private static List<Edge> star(
      Wanted wanted, PairMatcher survey, Workers workers, Progress progress) throws Exception {
    List<ReadAcquisition> dates = wanted.fromAnchor();
    progress.stage("aligning", dates.size());
    return workers.map(
        dates,
        date -> {
          Edge edge = survey.measure(wanted.anchor, date, true, true);
          progress.step();
          return edge;
        });
  }

  /** Refused and weak dates are compared with accepted neighbours in time as well. */
  private static List<Edge> neighbours(
      Wanted wanted, List<Edge> star, PairMatcher survey, Workers workers) throws Exception {
    LockedAlignment held = wanted.held;
    List<ReadAcquisition> dates = wanted.dates;
    String anchor = wanted.anchor.id();
    Set<String> accepted = new HashSet<>(Set.of(anchor));
    Set<String> firm = new HashSet<>(Set.of(anchor));
    Set<String> upright = new HashSet<>();
    for (ReadAcquisition date : dates) {
      if (held.isAligned(date.id())) {
        accepted.add(date.id());
      }
      if (held.isUpright(date.id())) {
        upright.add(date.id());
      }
      if (held.holds(date) && !wanted.evidence) {
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
          upright.add(edge.targetId());
        }
      }
    }
    List<String> inTime = dates.stream().map(ReadAcquisition::id).toList();
    List<ReadAcquisition[]> pairs = new ArrayList<>();
    // Two weak dates are each other's neighbours; their pair says the same from either side.
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
        pairs, pair -> survey.measure(pair[0], pair[1], false, upright.contains(pair[0].id())));
  }

  private static ReadAcquisition byId(List<ReadAcquisition> dates, String id) {
    return dates.stream().filter(date -> date.id().equals(id)).findFirst().orElseThrow();
  }
}
