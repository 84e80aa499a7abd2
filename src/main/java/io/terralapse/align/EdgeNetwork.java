package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.align.core.network.ShiftPolicy;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Rounds of comparisons with neighbours in time for images without georeference. */
  private static final int PLAIN_ROUNDS = 4;

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
    Known known = new Known(plan);
    known.addStar(edges);
    List<Edge> all = new ArrayList<>(edges);
    // Images without georeference change more: a date may match one that has just been aligned.
    int rounds = matcher.isPlain() ? PLAIN_ROUNDS : 1;
    for (int round = 0; round < rounds; round++) {
      List<Edge> more = neighbours(plan, known, remaining, workers, progress);
      all.addAll(more);
      known.addNeighbours(more);
      if (more.isEmpty()) {
        break;
      }
    }
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
      Plan plan, Known known, PairMatcher matcher, Workers workers, Progress progress)
      throws Exception {
    List<String> inTime = plan.dates.stream().map(ReadAcquisition::id).toList();
    Map<String, ReadAcquisition> byId = new HashMap<>();
    plan.dates.forEach(date -> byId.put(date.id(), date));
    List<ReadAcquisition[]> pairs = new ArrayList<>();
    for (ReadAcquisition date : plan.dates) {
      if (!known.firm.contains(date.id())) {
        for (String reference : ShiftPolicy.extraReferences(inTime, known.accepted, date.id())) {
          if (!reference.equals(plan.anchor.id())
              && known.pairs.add(Set.of(reference, date.id()))) {
            pairs.add(new ReadAcquisition[] {Objects.requireNonNull(byId.get(reference)), date});
          }
        }
      }
    }
    if (pairs.isEmpty()) {
      return List.of();
    }
    progress.stage("aligning with neighbours in time", pairs.size());
    return workers.map(
        pairs,
        pair -> {
          Edge edge =
              matcher.measure(pair[0], pair[1], false, known.translated.contains(pair[0].id()));
          progress.step();
          return edge;
        });
  }

  /** What the edges that were measured determine. Not thread-safe. */
  private static final class Known {
    /** Dates whose shift is known. */
    final Set<String> accepted = new HashSet<>();

    /** Dates that need no further edge. */
    final Set<String> firm = new HashSet<>();

    /** Dates that are not rotated against the anchor. */
    final Set<String> translated = new HashSet<>();

    /** Two weak dates are each other's neighbours; one measurement of the pair is enough. */
    final Set<Set<String>> pairs = new HashSet<>();

    Known(Plan plan) {
      accepted.add(plan.anchor.id());
      firm.add(plan.anchor.id());
      for (ReadAcquisition date : plan.dates) {
        if (plan.locked.isAligned(date.id())) {
          accepted.add(date.id());
        }
        if (plan.locked.isTranslated(date.id())) {
          translated.add(date.id());
        }
        if (plan.locked.isLocked(date) && !plan.evidence) {
          firm.add(date.id());
        }
      }
    }

    void addStar(List<Edge> edges) {
      for (Edge edge : edges) {
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
    }

    /** A date that the anchor was not sufficient for needs no more once a neighbour is accepted. */
    void addNeighbours(List<Edge> edges) {
      for (Edge edge : edges) {
        if (edge.accepted()) {
          firm.add(edge.targetId());
          if (accepted.add(edge.targetId())
              && edge.model() == ShiftModel.TRANSLATION
              && translated.contains(edge.referenceId())) {
            translated.add(edge.targetId());
          }
        }
      }
    }
  }
}
