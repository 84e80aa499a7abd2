package io.terralapse.catalog.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user knows better than the files.
 *
 * @param match glob over file names
 * @param bands names of the file's bands in order ({@code red}, {@code green}, {@code blue}, {@code
 *     nir}, ..., {@code alpha}, {@code skip}); empty keeps what is found
 * @param scale multiplier from stored to physical value
 * @param offset added after scaling
 * @param nodata stored value that means no data; {@code NaN} says that the declared one is wrong
 *     and there is none
 * @param sensor sensor word, for bands and credit
 * @param credit credit line
 */
public record SourceOverride(
    String match,
    List<String> bands,
    OptionalDouble scale,
    OptionalDouble offset,
    OptionalDouble nodata,
    Optional<String> sensor,
    Optional<String> credit) {

  /** Copies the list. */
  public SourceOverride {
    bands = List.copyOf(bands);
  }
}
