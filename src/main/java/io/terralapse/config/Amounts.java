package io.terralapse.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts with a unit, in the forms that the schema has let through. */
final class Amounts {
  private static final Pattern SIZE = Pattern.compile("([0-9.]+)([A-Za-z]+)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "kB", 1_000L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40);

  private static final Duration CENTURY = Duration.ofDays(36_525);

  private Amounts() {}

  /**
   * {@code 20GB} is 20·10⁹ bytes, {@code 1GiB} is 2³⁰. More than a long can hold is as much as it
   * can.
   */
  static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("not an amount of bytes: " + text);
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).setScale(0, RoundingMode.DOWN).longValue();
  }

  /**
   * {@code 30s}, {@code 10m} or {@code 2h}. More than a century is a century, which is longer than
   * any pause between scenes.
   */
  static Duration duration(String text) {
    long amount =
        new BigInteger(text.substring(0, text.length() - 1))
            .min(BigInteger.valueOf(CENTURY.toSeconds()))
            .longValue();
    Duration duration = duration(text, amount);
    return duration.compareTo(CENTURY) > 0 ? CENTURY : duration;
  }

  private static Duration duration(String text, long amount) {
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> throw new IllegalArgumentException("not a duration: " + text);
    };
  }
}
