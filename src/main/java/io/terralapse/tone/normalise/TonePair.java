package io.terralapse.tone.normalise;

/** The measured difference of tone of two dates, over pixels that have not changed. */
final class TonePair {
  private final int from;
  private final int to;
  private final double[] logGain;
  private final double[] slope;
  private final double[] meanFrom;
  private final double[] meanTo;
  private final double uncertainty;
  private final double[] heldOut;
  private final double noChangeShare;
  private final double spread;

  /**
   * Values, not copied.
   *
   * @param from index of the first date
   * @param to index of the second date
   * @param logGain by channel, log of second over first
   * @param slope by channel, log of the slope of second against first; equal to {@code logGain}
   *     where the pixels do not span dark and bright
   * @param meanFrom by channel, mean value of the pixels in the first date
   * @param meanTo the same in the second date
   * @param uncertainty standard deviation of {@code logGain}
   * @param heldOut by channel, log of second over first of other pixels that have not changed
   * @param noChangeShare share of the pixels compared that have not changed, 0 to 1
   * @param spread robust standard deviation of the log ratios of those pixels
   */
  TonePair(
      int from,
      int to,
      double[] logGain,
      double[] slope,
      double[] meanFrom,
      double[] meanTo,
      double uncertainty,
      double[] heldOut,
      double noChangeShare,
      double spread) {
    this.from = from;
    this.to = to;
    this.logGain = logGain;
    this.slope = slope;
    this.meanFrom = meanFrom;
    this.meanTo = meanTo;
    this.uncertainty = uncertainty;
    this.heldOut = heldOut;
    this.noChangeShare = noChangeShare;
    this.spread = spread;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  double[] logGain() {
    return logGain;
  }

  double[] slope() {
    return slope;
  }

  double[] meanFrom() {
    return meanFrom;
  }

  double[] meanTo() {
    return meanTo;
  }

  double uncertainty() {
    return uncertainty;
  }

  double[] heldOut() {
    return heldOut;
  }

  double noChangeShare() {
    return noChangeShare;
  }

  double spread() {
    return spread;
  }
}
