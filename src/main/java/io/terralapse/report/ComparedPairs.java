package io.terralapse.report;

import io.terralapse.align.SequenceAlignment;
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
  private final List<SequenceAlignment.Pair> pairs;
  private final Map<String, Integer> loops;

  ComparedPairs(List<SequenceAlignment.Pair> edges) {
    Map<List<String>, Integer> indices = new HashMap<>();
    List<SequenceAlignment.Pair> unique = new ArrayList<>();
    for (SequenceAlignment.Pair pair : edges) {
      Integer index = indices.get(List.of(pair.edge().referenceId(), pair.edge().targetId()));
      if (index == null) {
        indices.put(List.of(pair.edge().referenceId(), pair.edge().targetId()), unique.size());
        indices.put(List.of(pair.edge().targetId(), pair.edge().referenceId()), unique.size());
        unique.add(pair);
      } else if (pair.edge().accepted() && !unique.get(index).edge().accepted()) {
        unique.set(index, pair);
      }
    }
    this.pairs = List.copyOf(unique);
    this.loops = loops(unique);
  }

  List<SequenceAlignment.Pair> pairs() {
    return pairs;
  }

  /** Whether a date is part of a loop of accepted pairs, so that its closure can be checked. */
  boolean areChecked(String id) {
    return loops.containsKey(id);
  }

  /** Accepted pairs per date after dead ends were removed repeatedly, so that only loops remain. */
  private static Map<String, Integer> loops(List<SequenceAlignment.Pair> pairs) {
    List<SequenceAlignment.Pair> left =
        new ArrayList<>(pairs.stream().filter(pair -> pair.edge().accepted()).toList());
    while (true) {
      Map<String, Integer> degrees = new HashMap<>();
      for (SequenceAlignment.Pair pair : left) {
        degrees.merge(pair.edge().referenceId(), 1, Integer::sum);
        degrees.merge(pair.edge().targetId(), 1, Integer::sum);
      }
      if (!left.removeIf(
          pair ->
              degrees.getOrDefault(pair.edge().referenceId(), 0) == 1
                  || degrees.getOrDefault(pair.edge().targetId(), 0) == 1)) {
        return degrees;
      }
    }
  }
}
