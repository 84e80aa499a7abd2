package io.terralapse.tone;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.mahdilamb.colormap.Colormaps;

/**
 * A colour ramp of 256 colours for single-channel pictures. The colours are the published ones:
 * viridis, magma, inferno, plasma and cividis of Matplotlib, turbo of Mikhailov (Google, 2019), the
 * ColorBrewer schemes of Brewer and Harrower, and some of Thyng's cmocean; grey is black to white.
 * Immutable and thread-safe.
 */
public final class ColourMap {
  /** Number of colours. */
  public static final int SIZE = 256;

  private static final String REVERSED = "_r";

  private static final String GREY = "grey";

  private static final List<String> NAMES =
      List.of(
          GREY,
          "viridis",
          "magma",
          "inferno",
          "plasma",
          "cividis",
          "turbo",
          "Greys",
          "Blues",
          "Greens",
          "Oranges",
          "Reds",
          "Purples",
          "YlGn",
          "YlGnBu",
          "YlOrBr",
          "YlOrRd",
          "RdYlGn",
          "RdYlBu",
          "RdBu",
          "Spectral",
          "BrBG",
          "PiYG",
          "PRGn",
          "PuOr",
          "thermal",
          "haline",
          "ice",
          "deep",
          "rain");

  private final String name;
  private final int[] rgb;

  private ColourMap(String name, int[] rgb) {
    this.name = name;
    this.rgb = rgb;
  }

  /** The names that {@link #find} accepts; each may be followed by {@code _r} for the reverse. */
  public static List<String> names() {
    return NAMES;
  }

  /** The map of a name in any case; {@code _r} at its end reverses it. Empty if it is unknown. */
  public static Optional<ColourMap> find(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    boolean reversed = lower.endsWith(REVERSED);
    String plain = reversed ? lower.substring(0, lower.length() - REVERSED.length()) : lower;
    return NAMES.stream()
        .filter(known -> known.toLowerCase(Locale.ROOT).equals(plain))
        .findFirst()
        .map(known -> load(known, reversed));
  }

  private static ColourMap load(String name, boolean reversed) {
    int[] rgb = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      rgb[reversed ? SIZE - 1 - i : i] = name.equals(GREY) ? i * 0x010101 : published(name, i);
    }
    return new ColourMap(reversed ? name + REVERSED : name, rgb);
  }

  private static int published(String name, int index) {
    Color colour = Colormaps.get(name).get(index / (SIZE - 1.0));
    return colour.getRGB() & 0xFFFFFF;
  }

  /** The name as in {@link #names()}, with {@code _r} if reversed. */
  public String name() {
    return name;
  }

  /**
   * One colour as {@code 0xRRGGBB}.
   *
   * @param index 0 for the lowest value to 255 for the highest
   */
  public int rgb(int index) {
    return rgb[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColourMap map && map.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
