package io.terralapse.tone.normalise;

import io.terralapse.model.Quantity;

/**
 * How values of a quantity are compared: as logarithms, in which a gain is a difference.
 *
 * @param decibels whether values are logarithms themselves
 * @param least values below are noise and not compared; unused for decibels
 * @param ceiling where pictures in display units are white; 0 if there is no such value
 * @param comparable false for indices, whose values have a meaning that a gain would change
 */
record ToneDomain(boolean decibels, double least, double ceiling, boolean comparable) {
  private static final double PER_DECIBEL = Math.log(10) / 10;

  static ToneDomain of(Quantity quantity) {
    return switch (quantity) {
      case REFLECTANCE -> new ToneDomain(false, 0.004, 0, true);
      case DISPLAY -> new ToneDomain(false, 4, 255, true);
      case DN -> new ToneDomain(false, 1e-6, 0, true);
      case DB -> new ToneDomain(true, 0, 0, true);
      case INDEX -> new ToneDomain(false, 0, 0, false);
    };
  }

  /** The logarithm of a value; NaN if it is too low to be compared. */
  double log(double value) {
    return decibels ? value * PER_DECIBEL : value >= least ? Math.log(value) : Double.NaN;
  }

  /** The gain that a channel's values are multiplied by, for a gain of intensity. */
  double gain(double logGain) {
    return decibels ? 1 : StrictMath.exp(logGain);
  }

  /** The offset that is added to a channel's values, for a gain of intensity. */
  double offset(double logGain) {
    return decibels ? logGain / PER_DECIBEL : 0;
  }
}
