package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns measured edges into one shift per date that agree with each other.
 *
 * <p>Unknown are the shifts s of all dates but the anchor, whose shift is 0, and the locked ones,
 * whose shifts are constants. Every accepted edge e from r to t observes {@code s_t - s_r = d_e}
 * with its covariance C; minimised is
 *
 * <pre>
 *   sum over e of  w_e (s_t - s_r - d_e)' C_e^-1 (s_t - s_r - d_e)
 * </pre>
 *
 * by iteratively re-weighted least squares with Huber's weights (Huber 1964). A date whose edges
 * contradict each other by more than {@link #MAX_CLOSURE_PX} is refused together with nothing else:
 * its edges are left out and the rest is solved again. Dates that no accepted edge ties to a fixed
 * one are refused too.
 */
public final class Adjustment {
  /** Edges that miss the adjusted shifts by more than this show that something is wrong, pixels. */
  static final double MAX_CLOSURE_PX = 0.5;

  private Adjustment() {}

  /**
   * Solves the network.
   *
   * @param edges measurements, refused ones included (they only give reasons); dates appear in the
   *     result in the order in which edges name them, the anchor first
   * @param anchorId the date with shift 0
   * @param locked shifts relative to the anchor that must not change
   * @return every date named by an edge or lock
   */
  public static Map<String, AdjustedShift> solve(
      List<Edge> edges, String anchorId, Map<String, LockedShift> locked) {
    Map<String, AdjustedShift> result = new LinkedHashMap<>();
    Map<String, LockedShift> fixed = new LinkedHashMap<>();
    fixed.put(anchorId, new LockedShift(0, 0, Displacement.NONE));
    result.put(anchorId, AdjustedShift.anchor(anchorId));
    locked.forEach(
        (id, s) -> {
          if (!id.equals(anchorId)) {
            fixed.put(id, s);
          }
        });
    fixed.keySet().forEach(id -> result.computeIfAbsent(id, k -> locked(k, edges, fixed)));
    Set<String> dates = new LinkedHashSet<>(fixed.keySet());
    for (Edge e : edges) {
      dates.add(e.referenceId());
      dates.add(e.targetId());
    }
    List<Edge> usable = new ArrayList<>(edges.stream().filter(Edge::accepted).toList());
    Map<String, Double> contradicted = new HashMap<>();
    while (true) {
      AdjustedNetwork solution = AdjustedNetwork.of(usable, fixed, dates);
      Suspect worst = worst(usable, solution);
      if (worst == null) {
        for (String id : dates) {
          result.computeIfAbsent(id, k -> describe(k, edges, usable, solution, contradicted));
        }
        return result;
      }
      contradicted.put(worst.id(), worst.closure());
      usable.removeIf(e -> e.referenceId().equals(worst.id()) || e.targetId().equals(worst.id()));
    }
  }

  private record Suspect(String id, double closure) {}

  /**
   * The free date to give up because its edges contradict each other; null if all is well. A
   * contradiction runs round a whole loop; of the dates on it the one furthest from the fixed dates
   * has the weakest claim, then the one whose edges miss most on average.
   */
  private static @Nullable Suspect worst(List<Edge> usable, AdjustedNetwork solution) {
    Map<String, double[]> misfit = new LinkedHashMap<>();
    for (Edge e : usable) {
      double r = solution.misfit(e);
      for (String id : List.of(e.referenceId(), e.targetId())) {
        if (solution.isFree(id)) {
          double[] sum = misfit.computeIfAbsent(id, k -> new double[3]);
          sum[0] += r;
          sum[1] = Math.max(sum[1], r);
          sum[2]++;
        }
      }
    }
    Suspect found = null;
    double most = 0;
    int furthest = 0;
    for (Map.Entry<String, double[]> m : misfit.entrySet()) {
      double mean = m.getValue()[0] / m.getValue()[2];
      int hops = solution.hops(m.getKey());
      if (m.getValue()[1] > MAX_CLOSURE_PX
          && (hops > furthest || (hops == furthest && mean > most))) {
        furthest = hops;
        most = mean;
        found = new Suspect(m.getKey(), m.getValue()[1]);
      }
    }
    return found;
  }

  private static AdjustedShift describe(
      String id,
      List<Edge> all,
      List<Edge> usable,
      AdjustedNetwork solution,
      Map<String, Double> contradicted) {
    if (!solution.isFree(id)) {
      return refused(id, all, contradicted);
    }
    Edge carrier = solution.carrier(id, usable);
    double closure = 0;
    for (Edge e : usable) {
      if (e.referenceId().equals(id) || e.targetId().equals(id)) {
        closure = Math.max(closure, solution.misfit(e));
      }
    }
    double[] s = solution.shift(id);
    double[] from = solution.shift(carrier.referenceId());
    boolean forward = carrier.targetId().equals(id);
    Displacement shape = solution.shape(id, usable);
    // The edge was told at the middle; the middle itself stands a little elsewhere in its
    // reference.
    double[] middle = {
      shape.a() * from[0] + shape.b() * from[1], shape.c() * from[0] + shape.d() * from[1]
    };
    return new AdjustedShift(
        id,
        AdjustedShift.Status.ALIGNED,
        s[0] + (forward ? middle[0] : 0),
        s[1] + (forward ? middle[1] : 0),
        solution.uncertainty(id),
        carrier.confidence(),
        carrier.residualPx(),
        carrier.votes(),
        carrier.rejectedVotes(),
        closure,
        carrier.model(),
        shape,
        forward
            ? carrier.ties().stream().map(tie -> tie.moved(from[0], from[1])).toList()
            : List.of(),
        "");
  }

  /** A locked date keeps its shift; what an edge to it from another fixed date says is evidence. */
  private static AdjustedShift locked(String id, List<Edge> edges, Map<String, LockedShift> fixed) {
    LockedShift shift = Objects.requireNonNull(fixed.get(id));
    Edge best = null;
    for (Edge e : edges) {
      boolean tells = e.accepted() && e.targetId().equals(id) && fixed.containsKey(e.referenceId());
      if (tells && (best == null || e.confidence() > best.confidence())) {
        best = e;
      }
    }
    return best == null
        ? AdjustedShift.locked(id, shift)
        : AdjustedShift.locked(shift, best, Objects.requireNonNull(fixed.get(best.referenceId())));
  }

  private static AdjustedShift refused(
      String id, List<Edge> all, Map<String, Double> contradicted) {
    Edge best =
        all.stream()
            .filter(e -> e.referenceId().equals(id) || e.targetId().equals(id))
            .reduce((a, b) -> b.confidence() > a.confidence() ? b : a)
            .orElseThrow(() -> new IllegalStateException("date without an edge: " + id));
    double sign = best.targetId().equals(id) ? 1 : -1;
    Double clash = contradicted.get(id);
    if (clash != null) {
      return AdjustedShift.refused(
          id,
          best,
          sign,
          clash,
          String.format(Locale.ROOT, "its measurements contradict each other by %.2f px", clash));
    }
    String why =
        best.accepted() ? "the dates it agrees with are not tied to the anchor" : best.reason();
    return AdjustedShift.refused(id, best, sign, 0, why);
  }
}
