package io.terralapse.config;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody who misspelt it probably meant. Stateless. */
public final class NearestName {
  private NearestName() {}

  /**
   * The name with the fewest edits (inserted, deleted or replaced characters; Levenshtein 1966), if
   * those are at most a third of the word and one more; the first of several.
   *
   * @param word as it was written
   * @param names in the order in which equally near ones are preferred
   */
  public static Optional<String> of(String word, Collection<String> names) {
    int threshold = word.length() / 3 + 1;
    LevenshteinDistance distance = new LevenshteinDistance(threshold);
    Optional<String> best = Optional.empty();
    int fewest = threshold + 1;
    for (String name : names) {
      int edits = distance.apply(word, name);
      if (edits >= 0 && edits < fewest) {
        fewest = edits;
        best = Optional.of(name);
      }
    }
    return best;
  }
}
