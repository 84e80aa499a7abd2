package io.terralapse.tone;

import io.terralapse.model.Quantity;

/**
 * How a kind of value is brought to the screen.
 *
 * @param darkPermille quantile of a date that is shown as black
 * @param brightPermille quantile of a date that is shown as white, before the headroom
 * @param headroom widening of the range, so that roofs and beaches keep their drawing
 * @param leastSpan narrowest range: below it one would stretch noise
 * @param gamma lift of the middle tones, on top of the setting: what is linear in light looks too
 *     dark and too hard on a screen
 * @param naturalLow black where no date has a usable pixel
 * @param naturalHigh white where no date has a usable pixel
 */
record DisplayLevels(
    int darkPermille,
    int brightPermille,
    double headroom,
    double leastSpan,
    double gamma,
    double naturalLow,
    double naturalHigh) {

  static DisplayLevels of(Quantity quantity) {
    return switch (quantity) {
      case REFLECTANCE -> new DisplayLevels(5, 985, 1.12, 0.06, 1.35, 0, 0.3);
      case DN -> new DisplayLevels(5, 985, 1.12, 1, 1.35, 0, 255);
      case INDEX -> new DisplayLevels(10, 990, 1.05, 0.1, 1, -0.2, 0.9);
      case DB -> new DisplayLevels(10, 990, 1.05, 3, 1, -25, 0);
      case DISPLAY -> new DisplayLevels(5, 995, 1, 1, 1, 0, 255);
    };
  }
}
