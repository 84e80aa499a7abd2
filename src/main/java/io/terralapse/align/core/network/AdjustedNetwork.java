package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.model.Displacement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shifts of all dates that are tied to a fixed one, by iteratively re-weighted least squares over
 * their edges (see {@link Adjustment}). Immutable.
 */
final class AdjustedNetwork {
  /** Nothing is known better than this, whatever an edge claims; keeps weights finite. */
  private static final double LEAST_VARIANCE = 1e-4;

  private static final double HUBER = 2;
  private static final int STEPS = 30;

  private final Map<String, LockedShift> fixed;
  private final Map<String, Integer> free;
  private final Map<String, Integer> hops;
  private final ShiftSystem system;
  private final double[] shifts;

  private AdjustedNetwork(
      Map<String, LockedShift> fixed,
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

  static AdjustedNetwork of(List<Edge> edges, Map<String, LockedShift> fixed, Set<String> dates) {
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
    return new AdjustedNetwork(fixed, free, tied, system, shifts);
  }

  private static ShiftSystem.Link link(
      Edge e, Map<String, LockedShift> fixed, Map<String, Integer> free) {
    double[] from = constant(fixed, e.referenceId());
    double[] to = constant(fixed, e.targetId());
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
    return k == null ? constant(fixed, id) : new double[] {shifts[2 * k], shifts[2 * k + 1]};
  }

  private static double[] constant(Map<String, LockedShift> fixed, String id) {
    LockedShift shift = fixed.get(id);
    return shift == null ? new double[2] : new double[] {shift.dxPx(), shift.dyPx()};
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
      LockedShift constant = fixed.get(id);
      return constant == null ? Displacement.NONE : constant.shape();
    }
    Edge carrier = carrier(id, usable);
    Displacement own = carrier.targetId().equals(id) ? carrier.shape() : carrier.shape().negated();
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
