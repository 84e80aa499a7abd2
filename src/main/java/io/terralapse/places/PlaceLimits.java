package io.terralapse.places;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What files for a place must keep to, as far as it is known. Immutable and thread-safe.
 *
 * <p>The keys of the table are those of {@link #KEYS}.
 */
public final class PlaceLimits {
  /** No limits. */
  public static final PlaceLimits NONE = new PlaceLimits(Map.of());

  static final Set<String> KEYS =
      Set.of(
          "least_seconds",
          "most_seconds",
          "least_fps",
          "most_fps",
          "constant_rate",
          "most_bytes",
          "most_bits_per_second",
          "least_side",
          "most_width",
          "most_height",
          "most_pixels",
          "most_aspect",
          "most_width_to_height",
          "most_gop",
          "still_bytes",
          "gif_bytes",
          "html_bytes",
          "vtt_bytes",
          "alt_characters");

  private final Map<String, Double> limits;

  private PlaceLimits(Map<String, Double> limits) {
    this.limits = limits;
  }

  /**
   * The limits of some facts.
   *
   * @throws IllegalArgumentException if a key is unknown, or given twice
   */
  static PlaceLimits of(List<PlaceFact> facts) {
    Map<String, Double> all = new TreeMap<>();
    for (PlaceFact fact : facts) {
      fact.limits()
          .forEach(
              (key, value) -> {
                if (!KEYS.contains(key) || all.put(key, value) != null) {
                  throw new IllegalArgumentException("limit " + key + " of " + fact.text());
                }
              });
    }
    return new PlaceLimits(all);
  }

  private OptionalDouble find(String key) {
    Double value = limits.get(key);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private OptionalLong findWhole(String key) {
    Double value = limits.get(key);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
  }

  /** Shortest video, seconds. */
  public OptionalDouble leastSeconds() {
    return find("least_seconds");
  }

  /** Longest video, seconds. */
  public OptionalDouble mostSeconds() {
    return find("most_seconds");
  }

  /** Whether a video may have a frame rate. */
  public boolean allowsFps(int fps) {
    return fps >= find("least_fps").orElse(0)
        && fps <= find("most_fps").orElse(Double.POSITIVE_INFINITY);
  }

  /** The frame rates that are allowed, such as {@code 23 to 60 frames a second}. */
  public String fpsText() {
    String least = number(find("least_fps").orElse(1));
    String most = number(find("most_fps").orElse(1000));
    return (least.equals(most) ? least : least + " to " + most) + " frames a second";
  }

  /** Whether every frame has to last as long. */
  public boolean requiresConstantRate() {
    return limits.containsKey("constant_rate") || limits.containsKey("least_fps");
  }

  /**
   * The most bytes that a file may have; empty if no limit is known.
   *
   * @param file its name, whose ending decides
   * @param seconds duration of what moves
   */
  public OptionalLong mostBytes(String file, OptionalDouble seconds) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "gif" -> limits.containsKey("gif_bytes") ? findWhole("gif_bytes") : stillBytes();
      case "webp", "avif", "jpg", "png" -> stillBytes();
      case "vtt" -> findWhole("vtt_bytes");
      case "html" -> findWhole("html_bytes");
      default -> seconds.isEmpty() ? OptionalLong.empty() : videoBytes(seconds.getAsDouble());
    };
  }

  private OptionalLong videoBytes(double seconds) {
    double most = find("most_bytes").orElse(Double.POSITIVE_INFINITY);
    double rate = find("most_bits_per_second").orElse(Double.POSITIVE_INFINITY);
    double least = Math.min(most, rate * seconds / 8);
    return Double.isInfinite(least) ? OptionalLong.empty() : OptionalLong.of((long) least);
  }

  /** Largest picture, bytes. */
  public OptionalLong stillBytes() {
    return findWhole("still_bytes");
  }

  /** Longest alternative text, characters. */
  public OptionalLong altCharacters() {
    return findWhole("alt_characters");
  }

  /** Most frames from one keyframe to the next. */
  public OptionalLong mostGop() {
    return findWhole("most_gop");
  }

  /**
   * What is wrong with a frame size for the place; empty if nothing is.
   *
   * @param width pixels
   * @param height pixels
   */
  public String findWrongSize(int width, int height) {
    if (width > find("most_width").orElse(width)) {
      return "at most " + number(find("most_width").orElse(0)) + " pixels across";
    }
    if (height > find("most_height").orElse(height)) {
      return "at most " + number(find("most_height").orElse(0)) + " pixels down";
    }
    if (Math.min(width, height) < find("least_side").orElse(0)) {
      return "at least " + number(find("least_side").orElse(0)) + " pixels a side";
    }
    if ((double) width * height > find("most_pixels").orElse(Double.POSITIVE_INFINITY)) {
      return "at most " + number(find("most_pixels").orElse(0)) + " pixels";
    }
    double aspect = Math.max((double) width / height, (double) height / width);
    if (aspect > find("most_aspect").orElse(Double.POSITIVE_INFINITY)) {
      return "a side that is at most "
          + find("most_aspect").orElse(0)
          + " times as long as the other";
    }
    if ((double) width / height > find("most_width_to_height").orElse(Double.POSITIVE_INFINITY)) {
      return "frames that are square or taller";
    }
    return "";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
