package io.terralapse.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of values from the bottom to the top, with ticks at round numbers.
 *
 * @param low value at the bottom
 * @param high value at the top
 * @param step between ticks
 * @param bottom pixels from the top of the chart
 * @param top pixels from the top of the chart
 */
record ValueAxis(double low, double high, double step, double bottom, double top) {
  /** Steps at the least, and some more after rounding. */
  private static final int STEPS = 2;

  /** The axis of values between two, both of which it shows. */
  static ValueAxis of(double least, double most, double bottom, double top) {
    double range = Math.max(most - least, 1e-9);
    double power = Math.pow(10, Math.floor(Math.log10(range / STEPS)));
    double step = 10 * power;
    for (double factor : new double[] {5, 2, 1}) {
      if (range / (factor * power) <= 2 * STEPS) {
        step = factor * power;
      }
    }
    return new ValueAxis(
        step * Math.floor(least / step + 1e-9),
        step * Math.ceil(most / step - 1e-9),
        step,
        bottom,
        top);
  }

  /** The axis of percentages. */
  static ValueAxis percent(double bottom, double top) {
    return new ValueAxis(0, 100, 50, bottom, top);
  }

  double y(double value) {
    return bottom - (value - low) / (high - low) * (bottom - top);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + 1e-6 * step; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** A value with as many decimals as the step has. */
  String label(double value) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
  }
}
