package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The compared pairs of dates without duplicates: repeated measurements, also in the opposite
 * direction, count as one pair, for which the first accepted measurement is shown, or else the
 * first.
 */
final class ComparedPairs {
  private final List<MeasuredEdge> pairs;
  private final Map<String, Integer> loops;

  ComparedPairs(List<MeasuredEdge> edges) {
    Map<List<String>, Integer> indices = new HashMap<>();
    List<MeasuredEdge> unique = new ArrayList<>();
    for (MeasuredEdge edge : edges) {
      Integer index = indices.get(List.of(edge.fromId(), edge.toId()));
      if (index == null) {
        indices.put(List.of(edge.fromId(), edge.toId()), unique.size());
        indices.put(List.of(edge.toId(), edge.fromId()), unique.size());
        unique.add(edge);
      } else if (edge.accepted() && !unique.get(index).accepted()) {
        unique.set(index, edge);
      }
    }
    this.pairs = List.copyOf(unique);
    this.loops = loops(unique);
  }

  List<MeasuredEdge> pairs() {
    return pairs;
  }

  /** Whether a date is part of a loop of accepted pairs, so that its closure can be checked. */
  boolean areChecked(String id) {
    return loops.containsKey(id);
  }

  /** Accepted pairs per date after dead ends were removed repeatedly, so that only loops remain. */
  private static Map<String, Integer> loops(List<MeasuredEdge> pairs) {
    List<MeasuredEdge> left =
        new ArrayList<>(pairs.stream().filter(MeasuredEdge::accepted).toList());
    while (true) {
      Map<String, Integer> degrees = new HashMap<>();
      for (MeasuredEdge edge : left) {
        degrees.merge(edge.fromId(), 1, Integer::sum);
        degrees.merge(edge.toId(), 1, Integer::sum);
      }
      if (!left.removeIf(
          edge ->
              degrees.getOrDefault(edge.fromId(), 0) == 1
                  || degrees.getOrDefault(edge.toId(), 0) == 1)) {
        return degrees;
      }
    }
  }
}
