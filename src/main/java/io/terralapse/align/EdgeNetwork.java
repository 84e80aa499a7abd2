package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.util.List;

/**
 * The network of edges that an alignment is adjusted from: every date is compared with the anchor,
 * and a date that the anchor constrains only weakly with its neighbours in time as well. Locked
 * dates are not measured again.
 *
 * @param edges every pair that was measured
 * @param changing squares that were left out because they change
 */
record EdgeNetwork(List<Edge> edges, List<ChangingRegion.Square> changing) {
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
    // Changing squares are found by edges of all dates, so rotated ones are measured at once.
    boolean rotation = plan.findChanging && !plan.locked.applies();
    List<Edge> edges = star(plan, remaining, rotation, workers, progress);
    if (rotation) {
      changing = ChangingRegion.of(edges);
      if (!changing.isEmpty()) {
        remaining = matcher.without(changing, plan.anchor);
        edges = star(plan, remaining, true, workers, progress);
      }
    }
    NeighbourEdges network = new NeighbourEdges(plan, edges, remaining, workers, progress);
    if (matcher.isPlain()) {
      network.measurePlain();
    } else {
      network.measure(false);
    }
    return new EdgeNetwork(network.edges(), changing);
  }

  private static List<Edge> star(
      Plan plan, PairMatcher matcher, boolean rotation, Workers workers, Progress progress)
      throws Exception {
    List<ReadAcquisition> dates = plan.fromAnchor();
    progress.stage("aligning", dates.size());
    return workers.map(
        dates,
        date -> {
          Edge edge = matcher.measure(plan.anchor, date, true, rotation);
          progress.step();
          return edge;
        });
  }
}
