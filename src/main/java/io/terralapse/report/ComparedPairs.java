package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of dates, each once: a pair that was compared again, or the other way round, is one pair to
 * a reader. Of several measurements the one that was used stands for it, or the first.
 */
final class ComparedPairs {
  private final List<MeasuredEdge> pairs;
  private final Map<String, Integer> loops;

  ComparedPairs(List<MeasuredEdge> edges) {
    Map<List<String>, Integer> places = new HashMap<>();
    List<MeasuredEdge> once = new ArrayList<>();
    for (MeasuredEdge edge : edges) {
      Integer place = places.get(List.of(edge.fromId(), edge.toId()));
      if (place == null) {
        places.put(List.of(edge.fromId(), edge.toId()), once.size());
        places.put(List.of(edge.toId(), edge.fromId()), once.size());
        once.add(edge);
      } else if (edge.accepted() && !once.get(place).accepted()) {
        once.set(place, edge);
      }
    }
    this.pairs = List.copyOf(once);
    this.loops = loops(once);
  }

  List<MeasuredEdge> pairs() {
    return pairs;
  }

  /**
   * Whether used pairs lead from a date around to it again, so that they can contradict each other;
   * nothing contradicts a single measurement.
   */
  boolean areChecked(String id) {
    return loops.containsKey(id);
  }

  /** How many used pairs a date has, after all ends that lead nowhere are taken off. */
  private static Map<String, Integer> loops(List<MeasuredEdge> pairs) {
    List<MeasuredEdge> left = new ArrayList<>(pairs.stream().filter(e -> e.accepted()).toList());
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
