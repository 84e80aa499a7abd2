package io.terralapse.tone.normalise;

import java.util.List;

/**
 * Why a date has no correction of its own by unchanged pixels.
 *
 * @param share of pixels that were found unchanged, at most
 * @param reason the beginning of a sentence
 */
record ToneRefusal(double share, String reason) {
  /**
   * The refusal of a date.
   *
   * @param compared pairs of dates, and their results in the same order
   * @param rejected whether its correction was contradicted
   */
  static ToneRefusal of(
      int date,
      List<TonePairs.Pair> compared,
      List<PairComparison.Result> results,
      boolean rejected) {
    double share = 0;
    String reason = "";
    for (int i = 0; i < compared.size(); i++) {
      if (compared.get(i).from() == date || compared.get(i).to() == date) {
        PairComparison.Result result = results.get(i);
        if (reason.isEmpty() || result.noChangeShare() > share) {
          reason = result.reason();
        }
        share = Math.max(share, result.noChangeShare());
      }
    }
    return new ToneRefusal(
        share,
        rejected
            ? "other unchanged pixels than those that its gains are from contradict them"
            : reason);
  }
}
