package io.terralapse.tone;

import io.terralapse.model.Quantity;

/**
 * How the values of a quantity are mapped to display values.
 *
 * @param darkPermille quantile of a date that is shown as black, per mille
 * @param brightPermille quantile of a date that is shown as white before the headroom, per mille
 * @param headroom factor by which the range is widened, so that bright roofs and beaches keep
 *     detail
 * @param leastSpan narrowest range; a narrower one would amplify noise
 * @param scene whether values are in proportion to light, so that they are shown with a curve
 * @param naturalLow value shown as black where no date has a usable pixel
 * @param naturalHigh value shown as white where no date has a usable pixel
 * @param unknownUnit true for plain numbers
 */
record DisplayLevels(
    int darkPermille,
    int brightPermille,
    double headroom,
    double leastSpan,
    boolean scene,
    double naturalLow,
    double naturalHigh,
    boolean unknownUnit) {

  /** Narrowest range of fractions in an unknown unit, as a fraction of their bright level. */
  private static final double LEAST_FRACTION = 0.05;

  /**
   * The narrowest range for values up to a bright level. That of numbers in an unknown unit is one
   * count, unless they are fractions, such as radar backscatter or reflectance from 0 to 1.
   *
   * @param bright the brightest level of the channels
   */
  double leastSpan(double bright) {
    boolean fractions = unknownUnit && bright > 0 && bright < 1;
    return fractions ? LEAST_FRACTION * bright : leastSpan;
  }

  static DisplayLevels of(Quantity quantity) {
    return switch (quantity) {
      case REFLECTANCE -> new DisplayLevels(5, 985, 1, 0.06, true, 0, 0.3, false);
      case DN -> new DisplayLevels(5, 985, 1, 1, true, 0, 255, true);
      case INDEX -> new DisplayLevels(10, 990, 1.05, 0.1, false, -0.2, 0.9, false);
      case DB -> new DisplayLevels(15, 985, 1.05, 12, false, -25, 0, false);
      case DISPLAY -> new DisplayLevels(5, 995, 1, 1, false, 0, 255, false);
    };
  }
}
