package io.terralapse.encode.video;

import io.terralapse.model.PictureSequence;
import io.terralapse.model.UserError;
import java.util.List;

/**
 * Finds the best quality with which a file fits into a limit of bytes, by trying. The search halves
 * the range of crf each time, so it ends after six trials at most. Stateless.
 */
public final class QualitySearch {
  private QualitySearch() {}

  /** Encodes the whole file. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Encodes, replacing what an earlier trial wrote.
     *
     * @return size in bytes
     */
    long encode(int crf) throws Exception;
  }

  /** What the ledger says of a search. */
  public static List<String> givenUp(int best, int found) {
    return found == best ? List.of() : List.of("crf " + found + " instead of " + best);
  }

  /**
   * Searches; what the last trial wrote is the result.
   *
   * @param setting of the limit, for messages
   * @param best crf to begin with
   * @param worst crf of the smallest files
   * @param maxBytes the limit
   * @return the crf
   * @throws UserError (usage) if not even the worst quality fits
   */
  public static int find(
      String setting, int best, int worst, long maxBytes, PictureSequence pictures, Trial trial)
      throws Exception {
    if (trial.encode(best) <= maxBytes) {
      return best;
    }
    long smallest = trial.encode(worst);
    if (smallest > maxBytes) {
      throw UserError.usage(
          setting
              + ": "
              + pictures.size()
              + " pictures of "
              + pictures.width()
              + "x"
              + pictures.height()
              + " take "
              + smallest
              + " bytes at the lowest quality, more than "
              + maxBytes
              + "; allow more, or make the pictures smaller with grid.size or the size of a"
              + " rendition.");
    }
    int tooLarge = best;
    int fits = worst;
    int last = worst;
    while (fits - tooLarge > 1) {
      int crf = (fits + tooLarge) / 2;
      last = crf;
      if (trial.encode(crf) <= maxBytes) {
        fits = crf;
      } else {
        tooLarge = crf;
      }
    }
    if (last != fits) {
      trial.encode(fits);
    }
    return fits;
  }
}
