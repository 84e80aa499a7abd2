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
 * The adjusted shifts of all dates that edges connect to a fixed one (see {@link Adjustment}).
 * Immutable.
 */
final class AdjustedNetwork {
  /** Added to the variances of every edge, square pixels (0.01 px): keeps the weights finite. */
  private static final double MIN_VARIANCE = 1e-4;

  /** Residuals beyond this many standard deviations get less weight. */
  private static final double HUBER_LIMIT = 2;

  private static final int MAX_ITERATIONS = 30;

  /** The iteration ends when no shift changes by more than this, pixels. */
  private static final double CONVERGED_PX = 1e-6;

  private final Map<String, AdjustedShift> fixed;
  private final Map<String, Integer> free;
  private final Map<String, Integer> hops;
  private final Map<String, List<Edge>> edges;
  private final ShiftSystem system;
  private final double[] shifts;

  private AdjustedNetwork(
      Map<String, AdjustedShift> fixed,
      Map<String, Integer> free,
      Map<String, Integer> hops,
      Map<String, List<Edge>> edges,
      ShiftSystem system,
      double[] shifts) {
    this.fixed = fixed;
    this.free = free;
    this.hops = hops;
    this.edges = edges;
    this.system = system;
    this.shifts = shifts;
  }

  /**
   * Solves the network.
   *
   * @param edges accepted edges
   * @param fixed the anchor and the locked dates
   * @param dates all dates, in the order of the unknowns
   */
  static AdjustedNetwork of(List<Edge> edges, Map<String, AdjustedShift> fixed, Set<String> dates) {
    Map<String, List<Edge>> byDate = byDate(edges);
    Map<String, Integer> hops = hops(byDate, fixed.keySet());
    Map<String, Integer> free = new LinkedHashMap<>();
    for (String id : dates) {
      if (hops.containsKey(id) && !fixed.containsKey(id)) {
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
    for (int step = 0; step < MAX_ITERATIONS; step++) {
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
      if (moved < CONVERGED_PX) {
        break;
      }
    }
    return new AdjustedNetwork(fixed, free, hops, byDate, system, shifts);
  }

  /** The edges of every date, in their order. */
  static Map<String, List<Edge>> byDate(List<Edge> edges) {
    Map<String, List<Edge>> byDate = new HashMap<>();
    for (Edge e : edges) {
      byDate.computeIfAbsent(e.referenceId(), k -> new ArrayList<>()).add(e);
      byDate.computeIfAbsent(e.targetId(), k -> new ArrayList<>()).add(e);
    }
    return byDate;
  }

  private static ShiftSystem.Link link(
      Edge e, Map<String, AdjustedShift> fixed, Map<String, Integer> free) {
    double[] from = constant(fixed, e.referenceId());
    double[] to = constant(fixed, e.targetId());
    double a = e.varXX() + MIN_VARIANCE;
    double c = e.varYY() + MIN_VARIANCE;
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
    return m <= HUBER_LIMIT ? 1 : HUBER_LIMIT / m;
  }

  /** Every date connected to a fixed one, with the number of edges of the shortest path. */
  private static Map<String, Integer> hops(Map<String, List<Edge>> byDate, Set<String> fixed) {
    Map<String, Integer> seen = new HashMap<>();
    fixed.forEach(id -> seen.put(id, 0));
    Deque<String> open = new ArrayDeque<>(fixed);
    while (!open.isEmpty()) {
      String here = open.remove();
      int far = seen.getOrDefault(here, 0) + 1;
      for (Edge e : byDate.getOrDefault(here, List.of())) {
        String id = other(e, here);
        if (seen.putIfAbsent(id, far) == null) {
          open.add(id);
        }
      }
    }
    return seen;
  }

  /** Edges on the shortest path from a fixed date to this one. */
  int hops(String id) {
    return hops.getOrDefault(id, 0);
  }

  /** Whether the shift of the date is an unknown that the network determines. */
  boolean isFree(String id) {
    return free.containsKey(id);
  }

  /** {x, y} of a free or fixed date, alignment pixels. */
  double[] shift(String id) {
    Integer k = free.get(id);
    return k == null ? constant(fixed, id) : new double[] {shifts[2 * k], shifts[2 * k + 1]};
  }

  private static double[] constant(Map<String, AdjustedShift> fixed, String id) {
    AdjustedShift shift = fixed.get(id);
    return shift == null ? new double[2] : new double[] {shift.dxPx(), shift.dyPx()};
  }

  /** The edges of a date, in the order given. */
  List<Edge> edgesOf(String id) {
    return edges.getOrDefault(id, List.of());
  }

  /** The edge of the shortest path to a fixed date; the most confident one of several. */
  Edge connectingEdge(String id) {
    return edgesOf(id).stream()
        .filter(e -> hops(other(e, id)) < hops(id))
        .reduce((a, b) -> b.confidence() > a.confidence() ? b : a)
        .orElseThrow();
  }

  /** The sum of the edges' non-rigid parts along the path from the fixed date. */
  Displacement nonRigid(String id) {
    if (!isFree(id)) {
      AdjustedShift constant = fixed.get(id);
      return constant == null ? Displacement.NONE : constant.nonRigid();
    }
    Edge edge = connectingEdge(id);
    Displacement own = edge.targetId().equals(id) ? edge.nonRigid() : edge.nonRigid().negated();
    return nonRigid(other(edge, id)).plus(own);
  }

  private static String other(Edge e, String id) {
    return e.referenceId().equals(id) ? e.targetId() : e.referenceId();
  }

  /** One standard deviation of the length of a free date's shift, pixels. */
  double uncertainty(String id) {
    return Math.sqrt(system.variance(free.getOrDefault(id, 0)));
  }

  /** The residual of an edge against the adjusted shifts, pixels; 0 between two fixed dates. */
  double misfit(Edge e) {
    if (!isFree(e.referenceId()) && !isFree(e.targetId())) {
      return 0;
    }
    double[] r = shift(e.referenceId());
    double[] t = shift(e.targetId());
    return Math.hypot(t[0] - r[0] - e.dxPx(), t[1] - r[1] - e.dyPx());
  }
}
