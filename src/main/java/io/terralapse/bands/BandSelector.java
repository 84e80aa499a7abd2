package io.terralapse.bands;

import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects one band, either by its role, which works for every sensor, or by the name that a product
 * gives it, which works for that product only.
 *
 * @param role what the band measures; empty if the band is selected by {@code name}
 * @param name display name: that of the role, or the product's band name in its shortest form
 *     ({@code B4}, {@code B8A})
 */
public record BandSelector(Optional<BandRole> role, String name) {
  private static final Map<String, BandRole> SPELLINGS =
      Map.of(
          "gray", BandRole.GREY,
          "swir1", BandRole.SWIR16,
          "swir2", BandRole.SWIR22,
          "nir08", BandRole.NIR,
          "panchromatic", BandRole.PAN);

  /** A band number with or without B and leading zeros; {@code 8A} is not 8. */
  private static final Pattern NUMBERED = Pattern.compile("B?0*([1-9][0-9]?)(A?)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|[0-9]{1,2}[Aa]?");

  /** Selects by role. */
  public static BandSelector of(BandRole role) {
    return new BandSelector(Optional.of(role), role.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Parses a role or a band name.
   *
   * @return empty if the text can be neither
   */
  static Optional<BandSelector> parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (SPELLINGS.containsKey(lower)) {
      return Optional.of(of(SPELLINGS.get(lower)));
    }
    for (BandRole role : BandRole.values()) {
      if (role != BandRole.OTHER && lower.equals(role.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(of(role));
      }
    }
    return NAME.matcher(lower).matches()
        ? Optional.of(new BandSelector(Optional.empty(), shortest(text)))
        : Optional.empty();
  }

  /** Whether an identifier is a numbered band name ({@code B4}, {@code B8A}). */
  static boolean isNumbered(String text) {
    return NUMBERED.matcher(text.strip().toUpperCase(Locale.ROOT)).matches();
  }

  /** The names of the roles, in the order of wavelength. */
  static String roleNames() {
    return Arrays.stream(BandRole.values())
        .filter(role -> role != BandRole.OTHER)
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /**
   * The selected band of a scene, if there is one. If several bands have the role (Sentinel-2 has
   * two in the near infrared), the one with the smallest pixels is selected, or the first in file
   * order if they are equal. The band of a single-band scene matches {@code grey}.
   */
  public Optional<SceneBand> findIn(Scene scene) {
    if (role.isEmpty()) {
      return scene.bands().stream().filter(band -> shortest(band.name()).equals(name)).findFirst();
    }
    List<SceneBand> bands = scene.bands();
    Optional<SceneBand> found =
        bands.stream()
            .filter(band -> band.role() == role.get())
            .min(Comparator.comparingDouble(BandSelector::pixelSize));
    return found.isEmpty() && role.get() == BandRole.GREY && bands.size() == 1
        ? Optional.of(bands.get(0))
        : found;
  }

  /** Whether a band of this role and name can be selected. */
  boolean fits(BandRole bandRole, String bandName) {
    return role.map(own -> own == bandRole).orElseGet(() -> shortest(bandName).equals(name));
  }

  private static double pixelSize(SceneBand band) {
    return band.raster().transform().map(GeoTransform::pixelWidth).orElse(Double.MAX_VALUE);
  }

  /** {@code B04}, {@code b4} and {@code 4} are equal; other names are compared without case. */
  private static String shortest(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    Matcher numbered = NUMBERED.matcher(upper);
    return numbered.matches() ? "B" + numbered.group(1) + numbered.group(2) : upper;
  }
}
