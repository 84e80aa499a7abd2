package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Network adjustment: turns measured edges into one consistent shift per date.
 *
 * <p>The unknowns are the shifts s of all dates except the anchor, whose shift is 0, and the locked
 * dates, whose shifts are constants. Every accepted edge e from r to t observes {@code s_t - s_r =
 * d_e} with covariance C. The adjustment minimises
 *
 * <pre>
 *   sum over e of  w_e (s_t - s_r - d_e)' C_e^-1 (s_t - s_r - d_e)
 * </pre>
 *
 * by iteratively re-weighted least squares with Huber's weights (Huber 1964, Annals of Mathematical
 * Statistics 35(1)). A date whose edges contradict each other by more than {@link
 * RefusalThresholds#MAX_CLOSURE_PX} is refused; its edges are removed and the remaining network is
 * solved again. Dates that no chain of accepted edges connects to the anchor or a locked date are
 * refused too. Stateless and thread-safe.
 */
public final class Adjustment {
  /** Dates that are more edges apart are not in one small loop, and are refused together. */
  private static final int INDEPENDENT_EDGES = 2;

  private Adjustment() {}

  /**
   * Solves the network.
   *
   * @param edges all measurements; refused ones only supply the reasons of refused dates
   * @param anchorId the date with shift 0
   * @param locked shifts relative to the anchor that must not change, by date; may be empty
   * @return the shift of every date named by an edge or a lock: the anchor, the locked dates, then
   *     the others in the order in which the edges name them
   */
  public static Map<String, AdjustedShift> solve(
      List<Edge> edges, String anchorId, Map<String, AdjustedShift> locked) {
    Map<String, List<Edge>> byDate = AdjustedNetwork.byDate(edges);
    Map<String, AdjustedShift> result = new LinkedHashMap<>();
    Map<String, AdjustedShift> fixed = new LinkedHashMap<>();
    fixed.put(anchorId, AdjustedShift.anchor(anchorId));
    result.put(anchorId, AdjustedShift.anchor(anchorId));
    locked.forEach(
        (id, s) -> {
          if (!id.equals(anchorId)) {
            fixed.put(id, s);
          }
        });
    fixed
        .keySet()
        .forEach(
            id ->
                result.computeIfAbsent(
                    id, k -> locked(k, byDate.getOrDefault(k, List.of()), fixed)));
    Set<String> dates = new LinkedHashSet<>(fixed.keySet());
    for (Edge e : edges) {
      dates.add(e.referenceId());
      dates.add(e.targetId());
    }
    List<Edge> usable = new ArrayList<>(edges.stream().filter(Edge::accepted).toList());
    Map<String, Double> contradicted = new HashMap<>();
    while (true) {
      AdjustedNetwork solution = AdjustedNetwork.of(usable, fixed, dates);
      List<Suspect> worst = worst(usable, solution);
      if (worst.isEmpty()) {
        for (String id : dates) {
          List<Edge> all = byDate.getOrDefault(id, List.of());
          result.computeIfAbsent(id, k -> describe(k, all, solution, contradicted));
        }
        return result;
      }
      for (Suspect one : worst) {
        contradicted.put(one.id(), one.closure());
      }
      usable.removeIf(
          e -> contradicted.containsKey(e.referenceId()) || contradicted.containsKey(e.targetId()));
    }
  }

  private record Suspect(String id, int number, double closure, int hops, double mean) {
    private static final Comparator<Suspect> ORDER =
        Comparator.comparingInt(Suspect::hops)
            .thenComparingDouble(Suspect::mean)
            .thenComparing(Suspect::number, Comparator.reverseOrder());

    /** The worse of two; the one with the lower number if they are equal. */
    private static Suspect worse(Suspect a, Suspect b) {
      return ORDER.compare(a, b) >= 0 ? a : b;
    }
  }

  /**
   * The free dates to refuse because their edges contradict each other. A contradiction affects
   * every date of a loop. Of these the date most edges away from a fixed one is refused; among
   * equals the one with the largest mean residual. Dates that are more than two edges apart are
   * refused at the same time, so that a network of any size is solved a few times only.
   */
  private static List<Suspect> worst(List<Edge> usable, AdjustedNetwork solution) {
    Map<String, Suspect> suspects = suspects(usable, solution);
    Map<String, Suspect> worst = suspects;
    for (int step = 0; step < INDEPENDENT_EDGES && !suspects.isEmpty(); step++) {
      Map<String, Suspect> around = new HashMap<>(worst);
      for (Edge e : usable) {
        if (solution.isFree(e.referenceId()) && solution.isFree(e.targetId())) {
          spread(worst.get(e.referenceId()), e.targetId(), around);
          spread(worst.get(e.targetId()), e.referenceId(), around);
        }
      }
      worst = around;
    }
    Map<String, Suspect> near = worst;
    return suspects.values().stream().filter(one -> one.equals(near.get(one.id()))).toList();
  }

  private static void spread(@Nullable Suspect one, String to, Map<String, Suspect> worst) {
    if (one != null) {
      worst.merge(to, one, Suspect::worse);
    }
  }

  /** The free dates with an edge that contradicts others, in the order of the edges. */
  private static Map<String, Suspect> suspects(List<Edge> usable, AdjustedNetwork solution) {
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
    Map<String, Suspect> suspects = new LinkedHashMap<>();
    misfit.forEach(
        (id, sum) -> {
          if (sum[1] > RefusalThresholds.MAX_CLOSURE_PX) {
            suspects.put(
                id, new Suspect(id, suspects.size(), sum[1], solution.hops(id), sum[0] / sum[2]));
          }
        });
    return suspects;
  }

  private static AdjustedShift describe(
      String id, List<Edge> all, AdjustedNetwork solution, Map<String, Double> contradicted) {
    if (!solution.isFree(id)) {
      return refused(id, all, contradicted);
    }
    Edge edge = solution.connectingEdge(id);
    double closure = 0;
    for (Edge e : solution.edgesOf(id)) {
      closure = Math.max(closure, solution.misfit(e));
    }
    double[] s = solution.shift(id);
    double[] from = solution.shift(edge.referenceId());
    boolean forward = edge.targetId().equals(id);
    Displacement nonRigid = solution.nonRigid(id);
    // An edge is given at the middle of the frame, which is itself shifted in its reference date.
    double[] atMiddle = {
      nonRigid.a() * from[0] + nonRigid.b() * from[1],
      nonRigid.c() * from[0] + nonRigid.d() * from[1]
    };
    return new AdjustedShift(
        id,
        AdjustedShift.Status.ALIGNED,
        s[0] + (forward ? atMiddle[0] : 0),
        s[1] + (forward ? atMiddle[1] : 0),
        solution.uncertainty(id),
        edge.confidence(),
        edge.residualPx(),
        edge.votes(),
        edge.rejectedVotes(),
        closure,
        edge.model(),
        nonRigid,
        forward
            ? edge.tiePoints().stream().map(tie -> tie.moved(from[0], from[1])).toList()
            : List.of(),
        "");
  }

  /** A locked date keeps its shift; an edge from another fixed date supplies quality figures. */
  private static AdjustedShift locked(
      String id, List<Edge> edges, Map<String, AdjustedShift> fixed) {
    AdjustedShift shift = Objects.requireNonNull(fixed.get(id));
    Edge best = null;
    for (Edge e : edges) {
      boolean usable =
          e.accepted() && e.targetId().equals(id) && fixed.containsKey(e.referenceId());
      if (usable && (best == null || e.confidence() > best.confidence())) {
        best = e;
      }
    }
    return best == null
        ? shift
        : shift.withEvidence(best, Objects.requireNonNull(fixed.get(best.referenceId())));
  }

  private static AdjustedShift refused(
      String id, List<Edge> all, Map<String, Double> contradicted) {
    Edge best =
        all.stream()
            .reduce((a, b) -> b.confidence() > a.confidence() ? b : a)
            .orElseThrow(() -> new IllegalStateException("date without an edge: " + id));
    double sign = best.targetId().equals(id) ? 1 : -1;
    Double closure = contradicted.get(id);
    if (closure != null) {
      return AdjustedShift.refused(
          id,
          best,
          sign,
          closure,
          String.format(Locale.ROOT, "its measurements contradict each other by %.2f px", closure));
    }
    String why =
        best.accepted()
            ? "the dates it agrees with are not connected to the anchor"
            : best.reason();
    return AdjustedShift.refused(id, best, sign, 0, why);
  }
}
