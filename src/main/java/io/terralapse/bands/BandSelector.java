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
 * Names one band, either by what it measures, which holds for every sensor, or by the name that a
 * product gives it, which holds for that product only.
 *
 * @param role what it measures; empty where {@code name} decides
 * @param name as it is shown: the role's word, or the product's name in its shortest form ({@code
 *     B4}, {@code B8A})
 */
public record BandSelector(Optional<BandRole> role, String name) {
  private static final Map<String, BandRole> SPELLINGS =
      Map.of(
          "gray", BandRole.GREY,
          "swir1", BandRole.SWIR16,
          "swir2", BandRole.SWIR22,
          "nir08", BandRole.NIR,
          "panchromatic", BandRole.PAN);

  /** A band's number with or without its letter and leading zeros; {@code 8A} is not 8. */
  private static final Pattern NUMBERED = Pattern.compile("B?0*([1-9][0-9]?)(A?)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|[0-9]{1,2}[Aa]?");

  /** The band with a role. */
  public static BandSelector of(BandRole role) {
    return new BandSelector(Optional.of(role), role.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a word.
   *
   * @return empty if the word can be neither a role nor a band's name
   */
  static Optional<BandSelector> parse(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    if (SPELLINGS.containsKey(lower)) {
      return Optional.of(of(SPELLINGS.get(lower)));
    }
    for (BandRole role : BandRole.values()) {
      if (role != BandRole.OTHER && lower.equals(role.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(of(role));
      }
    }
    return NAME.matcher(lower).matches()
        ? Optional.of(new BandSelector(Optional.empty(), shortest(word)))
        : Optional.empty();
  }

  /** Whether a word of an expression can be a band's own name ({@code B4}, {@code B8A}). */
  static boolean isNumbered(String word) {
    return NUMBERED.matcher(word.strip().toUpperCase(Locale.ROOT)).matches();
  }

  /** The words for the roles, in the order of wavelength. */
  static String roleWords() {
    return Arrays.stream(BandRole.values())
        .filter(role -> role != BandRole.OTHER)
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /**
   * The band of a scene. Several bands may have one role (Sentinel-2 has two near infrareds): the
   * one with the smallest pixel is taken, the first in file order among equals. The only band of a
   * single-band scene stands for {@code grey}.
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

  /** Whether a band of this role and name is one that the selector may take. */
  boolean fits(BandRole bandRole, String bandName) {
    return role.map(wanted -> wanted == bandRole).orElseGet(() -> shortest(bandName).equals(name));
  }

  private static double pixelSize(SceneBand band) {
    return band.raster().transform().map(GeoTransform::pixelWidth).orElse(Double.MAX_VALUE);
  }

  /** {@code B04}, {@code b4} and {@code 4} are one name; others are compared without case. */
  private static String shortest(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    Matcher numbered = NUMBERED.matcher(upper);
    return numbered.matches() ? "B" + numbered.group(1) + numbered.group(2) : upper;
  }
}
