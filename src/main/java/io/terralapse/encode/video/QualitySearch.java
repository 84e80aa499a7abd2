package io.terralapse.encode.video;

import io.terralapse.model.ByteLimit;
import io.terralapse.model.PictureSequence;
import java.util.List;
import java.util.Optional;

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
   * As {@link #find}, with the quality to begin with if there is no limit.
   *
   * @return the crf
   */
  static int find(
      int best, int worst, Optional<ByteLimit> limit, PictureSequence pictures, Trial trial)
      throws Exception {
    if (limit.isPresent()) {
      return find(best, worst, limit.get(), pictures, trial);
    }
    trial.encode(best);
    return best;
  }

  /**
   * Searches; what the last trial wrote is the result.
   *
   * @param best crf to begin with
   * @param worst crf of the smallest files
   * @param limit of the file
   * @return the crf
   * @throws io.terralapse.model.UserError (usage) if not even the worst quality fits
   */
  public static int find(
      int best, int worst, ByteLimit limit, PictureSequence pictures, Trial trial)
      throws Exception {
    if (trial.encode(best) <= limit.most()) {
      return best;
    }
    long smallest = trial.encode(worst);
    if (smallest > limit.most()) {
      throw limit.refusal(
          pictures.size() + " pictures of " + pictures.width() + "x" + pictures.height(), smallest);
    }
    int tooLarge = best;
    int fits = worst;
    int last = worst;
    while (fits - tooLarge > 1) {
      int crf = (fits + tooLarge) / 2;
      last = crf;
      if (trial.encode(crf) <= limit.most()) {
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
