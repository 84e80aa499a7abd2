package io.terralapse.furniture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round tick values of an axis, and their labels. Stateless. */
final class RoundTicks {
  private static final int FEWEST = 3;
  private static final int MOST = 5;

  /** Steps in order of preference (after Talbot, Lin and Hanrahan, InfoVis 2010). */
  private static final List<BigDecimal> STEPS =
      List.of(
          new BigDecimal("1"),
          new BigDecimal("5"),
          new BigDecimal("2"),
          new BigDecimal("2.5"),
          new BigDecimal("4"));

  /** With more digits than this before or after the point, labels use powers of ten. */
  private static final int LONGEST = 5;

  private RoundTicks() {}

  /** Three to five multiples of a round step from {@code low} to {@code high}, ascending. */
  static List<BigDecimal> between(double low, double high) {
    int exponent = (int) Math.floor(Math.log10(high - low));
    for (int power = exponent; power >= exponent - 1; power--) {
      for (BigDecimal step : STEPS) {
        List<BigDecimal> ticks = multiples(step.scaleByPowerOfTen(power), low, high);
        if (ticks.size() >= FEWEST && ticks.size() <= MOST) {
          return ticks;
        }
      }
    }
    return List.of();
  }

  private static List<BigDecimal> multiples(BigDecimal step, double low, double high) {
    List<BigDecimal> ticks = new ArrayList<>();
    BigDecimal most = BigDecimal.valueOf(high);
    BigDecimal tick = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    while (tick.compareTo(most) <= 0 && ticks.size() <= MOST) {
      ticks.add(tick);
      tick = tick.add(step);
    }
    return ticks;
  }

  /** The labels of ticks, with the same number of decimals except for 0. */
  static List<String> labels(List<BigDecimal> ticks) {
    int decimals = 0;
    int digits = 0;
    for (BigDecimal tick : ticks) {
      BigDecimal plain = tick.stripTrailingZeros();
      decimals = Math.max(decimals, plain.scale());
      digits = Math.max(digits, plain.precision() - plain.scale());
    }
    boolean powers = decimals > LONGEST || digits > LONGEST;
    List<String> labels = new ArrayList<>();
    for (BigDecimal tick : ticks) {
      labels.add(label(tick, decimals, powers));
    }
    return labels;
  }

  private static String label(BigDecimal tick, int decimals, boolean powers) {
    if (tick.signum() == 0) {
      return "0";
    }
    BigDecimal size = tick.abs();
    String text =
        powers ? power(size) : size.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    return tick.signum() < 0 ? "−" + text : text;
  }

  private static String power(BigDecimal size) {
    BigDecimal round = size.round(new MathContext(3)).stripTrailingZeros();
    int exponent = round.precision() - round.scale() - 1;
    String sign = exponent < 0 ? "−" : "";
    return round.movePointLeft(exponent).stripTrailingZeros().toPlainString()
        + "e"
        + sign
        + Math.abs(exponent);
  }
}
