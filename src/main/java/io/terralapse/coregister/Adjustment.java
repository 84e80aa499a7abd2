package io.terralapse.coregister;

import io.terralapse.model.Displacement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Nothing is known better than this, whatever an edge claims; keeps weights finite. */
  private static final double LEAST_VARIANCE = 1e-4;

  private static final double HUBER = 2;
  private static final int STEPS = 30;

  private Adjustment() {}

  /**
   * Solves the network.
   *
   * @param edges measurements, refused ones included (they only give reasons); dates appear in the
   *     result in the order in which edges name them, the anchor first
   * @param anchorId the date with shift 0
   * @param locked shifts {dx, dy} in alignment pixels that must not change, relative to the anchor
   * @return every date named by an edge or lock
   */
  public static Map<String, AdjustedShift> solve(
      List<Edge> edges, String anchorId, Map<String, double[]> locked) {
    Map<String, AdjustedShift> result = new LinkedHashMap<>();
    Map<String, double[]> fixed = new LinkedHashMap<>();
    fixed.put(anchorId, new double[2]);
    result.put(anchorId, AdjustedShift.fixed(anchorId, AdjustedShift.Status.ANCHOR, 0, 0));
    locked.forEach(
        (id, s) -> {
          if (!id.equals(anchorId)) {
            fixed.put(id, s.clone());
            result.put(id, AdjustedShift.fixed(id, AdjustedShift.Status.LOCKED, s[0], s[1]));
          }
        });
    Set<String> dates = new LinkedHashSet<>(fixed.keySet());
    for (Edge e : edges) {
      dates.add(e.referenceId());
      dates.add(e.targetId());
    }
    List<Edge> usable = new ArrayList<>(edges.stream().filter(Edge::accepted).toList());
    Map<String, Double> contradicted = new HashMap<>();
    while (true) {
      Solution solution = Solution.of(usable, fixed, dates);
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
  private static @Nullable Suspect worst(List<Edge> usable, Solution solution) {
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
      Solution solution,
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

  /** Shifts of all dates that are tied to a fixed one. */
  private static final class Solution {
    private final Map<String, double[]> fixed;
    private final Map<String, Integer> free;
    private final Map<String, Integer> hops;
    private final ShiftSystem system;
    private final double[] shifts;

    private Solution(
        Map<String, double[]> fixed,
        Map<String, Integer> free,
        Map<String, Integer> hops,
        ShiftSystem system,
        double[] shifts) {
      this.fixed = fixed;
      this.free = free;
      this.hops = hops;
      this.system = system;
      this.shifts = shifts;
    }

    static Solution of(List<Edge> edges, Map<String, double[]> fixed, Set<String> dates) {
      Map<String, Integer> tied = tied(edges, fixed.keySet());
      Map<String, Integer> free = new LinkedHashMap<>();
      for (String id : dates) {
        if (tied.containsKey(id) && !fixed.containsKey(id)) {
          free.put(id, free.size());
        }
      }
      List<ShiftSystem.Link> links = new ArrayList<>();
      for (Edge e : edges) {
        if (free.containsKey(e.referenceId()) || free.containsKey(e.targetId())) {
          links.add(link(e, fixed, free));
        }
      }
      double[] weight = new double[links.size()];
      Arrays.fill(weight, 1);
      ShiftSystem system = new ShiftSystem(free.size(), links, weight);
      double[] shifts = system.solve();
      for (int step = 0; step < STEPS; step++) {
        for (int k = 0; k < weight.length; k++) {
          weight[k] = huber(links.get(k), shifts);
        }
        system = new ShiftSystem(free.size(), links, weight.clone());
        double[] next = system.solve();
        double moved = 0;
        for (int i = 0; i < next.length; i++) {
          moved = Math.max(moved, Math.abs(next[i] - shifts[i]));
        }
        shifts = next;
        if (moved < 1e-6) {
          break;
        }
      }
      return new Solution(fixed, free, tied, system, shifts);
    }

    private static ShiftSystem.Link link(
        Edge e, Map<String, double[]> fixed, Map<String, Integer> free) {
      double[] from = fixed.getOrDefault(e.referenceId(), new double[2]);
      double[] to = fixed.getOrDefault(e.targetId(), new double[2]);
      double a = e.varXX() + LEAST_VARIANCE;
      double c = e.varYY() + LEAST_VARIANCE;
      double b = e.varXY();
      double det = a * c - b * b;
      return new ShiftSystem.Link(
          free.getOrDefault(e.referenceId(), -1),
          free.getOrDefault(e.targetId(), -1),
          e.dxPx() + from[0] - to[0],
          e.dyPx() + from[1] - to[1],
          c / det,
          -b / det,
          a / det);
    }

    private static double huber(ShiftSystem.Link l, double[] s) {
      double rx = (l.to() < 0 ? 0 : s[2 * l.to()]) - (l.from() < 0 ? 0 : s[2 * l.from()]) - l.dx();
      double ry =
          (l.to() < 0 ? 0 : s[2 * l.to() + 1]) - (l.from() < 0 ? 0 : s[2 * l.from() + 1]) - l.dy();
      double m = Math.sqrt(l.ixx() * rx * rx + 2 * l.ixy() * rx * ry + l.iyy() * ry * ry);
      return m <= HUBER ? 1 : HUBER / m;
    }

    /** Every date that edges tie to a fixed one, with the number of edges on the shortest way. */
    private static Map<String, Integer> tied(List<Edge> edges, Set<String> fixed) {
      Map<String, List<String>> next = new HashMap<>();
      for (Edge e : edges) {
        next.computeIfAbsent(e.referenceId(), k -> new ArrayList<>()).add(e.targetId());
        next.computeIfAbsent(e.targetId(), k -> new ArrayList<>()).add(e.referenceId());
      }
      Map<String, Integer> seen = new HashMap<>();
      fixed.forEach(id -> seen.put(id, 0));
      Deque<String> open = new ArrayDeque<>(fixed);
      while (!open.isEmpty()) {
        String here = open.remove();
        int far = seen.getOrDefault(here, 0) + 1;
        for (String id : next.getOrDefault(here, List.of())) {
          if (seen.putIfAbsent(id, far) == null) {
            open.add(id);
          }
        }
      }
      return seen;
    }

    int hops(String id) {
      return hops.getOrDefault(id, 0);
    }

    boolean isFree(String id) {
      return free.containsKey(id);
    }

    double[] shift(String id) {
      Integer k = free.get(id);
      return k == null
          ? fixed.getOrDefault(id, new double[2])
          : new double[] {shifts[2 * k], shifts[2 * k + 1]};
    }

    /** The edge that ties a date most directly to a fixed one; the surest of equals. */
    Edge carrier(String id, List<Edge> usable) {
      return usable.stream()
          .filter(e -> e.referenceId().equals(id) || e.targetId().equals(id))
          .filter(e -> hops(other(e, id)) < hops(id))
          .reduce((a, b) -> b.confidence() > a.confidence() ? b : a)
          .orElseThrow();
    }

    /** Shapes add up along the way from the fixed date. */
    Displacement shape(String id, List<Edge> usable) {
      if (!isFree(id)) {
        return Displacement.NONE;
      }
      Edge carrier = carrier(id, usable);
      Displacement own =
          carrier.targetId().equals(id) ? carrier.shape() : carrier.shape().negated();
      return shape(other(carrier, id), usable).plus(own);
    }

    private static String other(Edge e, String id) {
      return e.referenceId().equals(id) ? e.targetId() : e.referenceId();
    }

    double uncertainty(String id) {
      return Math.sqrt(system.variance(free.getOrDefault(id, 0)));
    }

    /** Distance between what an edge measured and what the shifts say; 0 if not comparable. */
    double misfit(Edge e) {
      if (!isFree(e.referenceId()) && !isFree(e.targetId())) {
        return 0;
      }
      double[] r = shift(e.referenceId());
      double[] t = shift(e.targetId());
      return Math.hypot(t[0] - r[0] - e.dxPx(), t[1] - r[1] - e.dyPx());
    }
  }
}
