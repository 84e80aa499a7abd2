package io.terralapse.catalog.sensor;

import io.terralapse.model.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the sensor of a file whose bands are described by band codes ({@code B4}, {@code SR_B4}),
 * as Earth Engine exports them, where the naming conventions do not tell it. Stateless.
 */
public final class DescribedSensor {
  /** A band code at the start of a description, with the prefix of Landsat's Collection 2. */
  private static final Pattern CODE =
      Pattern.compile(
          "^\\s*(?<prefix>SR_)?(?:TOA_)?B0?(?<code>1?\\d|8A)(?=$|[\\s,;:(])",
          Pattern.CASE_INSENSITIVE);

  /** A band number in words, as stacks of Landsat are described: {@code band 7 reflectance}. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "^\\s*(?:SR_|TOA_)?band[ _-]?0?(?<number>1?\\d)(?=$|[\\s,;:(_-])",
          Pattern.CASE_INSENSITIVE);

  /**
   * A band code with what Earth Engine adds: the reducer of a composite behind it, or the image's
   * id or number in front of it.
   */
  private static final Pattern EXPORTED =
      Pattern.compile(
          "^\\s*(?!.*refl_)(?:(?:\\w+_)?(?<sr>SR_))?(?:\\w+_)??B_?0?(?<code>1?\\d|8A)"
              + "(?:_(?:median|mean|average|min|max|mosaic|first|last|mode|composite|p\\d{1,3}|\\d{1,3}))?\\s*$",
          Pattern.CASE_INSENSITIVE);

  /** Sensors as users write them in file names. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|[_.-])(?:(?<sentinel>S2[A-D]?|sentinel-?2[A-D]?)"
              + "|(?:L[CETO]0|L|landsat-?)(?<landsat>[45789]))(?=$|[_.-])",
          Pattern.CASE_INSENSITIVE);

  private DescribedSensor() {}

  /**
   * Descriptions with band codes in place of numbers in words: {@code band 7 reflectance} becomes
   * {@code B7}.
   *
   * <p>They stay as they are if every number is the band's position in the file: writers of rasters
   * number bands so, whatever these measure. {@code B4_median} and {@code 0_B4} become {@code B4}
   * on the same condition, unless two bands would have one code. The names of MODIS ({@code
   * sur_refl_b01}) have an order of their own and stay.
   *
   * @param descriptions one per band, in file order; empty for a band without one
   */
  public static List<String> withCodes(List<String> descriptions) {
    return coded(descriptions, NUMBER, match -> "B" + match.group("number"))
        .or(
            () ->
                coded(
                        descriptions,
                        EXPORTED,
                        match -> (match.group("sr") == null ? "B" : "SR_B") + match.group("code"))
                    .filter(DescribedSensor::isUnique))
        .orElse(descriptions);
  }

  /** Descriptions with codes for those that fit; empty if each of these is its band's position. */
  private static Optional<List<String>> coded(
      List<String> descriptions, Pattern pattern, Function<Matcher, String> code) {
    List<String> coded = new ArrayList<>();
    int numbered = 0;
    for (String description : descriptions) {
      Matcher matcher = pattern.matcher(description);
      boolean found = matcher.find();
      coded.add(found ? code.apply(matcher) : description);
      if (found && !coded.get(coded.size() - 1).endsWith("B" + coded.size())) {
        numbered++;
      }
    }
    return numbered > 0 ? Optional.of(List.copyOf(coded)) : Optional.empty();
  }

  private static boolean isUnique(List<String> codes) {
    List<String> named = codes.stream().filter(code -> !code.isEmpty()).toList();
    return Set.copyOf(named).size() == named.size();
  }

  /**
   * The code of a band without prefix and leading zero.
   *
   * @param description the band's description, such as {@code SR_B4} or {@code B04, 665 nm}
   * @return {@code B4} or {@code B8A}; empty if the description is no band code
   */
  static Optional<String> findCode(String description) {
    Matcher matcher = CODE.matcher(description);
    return matcher.find()
        ? Optional.of("B" + matcher.group("code").toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * The product with the sensor that the file's name or the set of its bands determines.
   *
   * @param known returned as it is if it names a sensor, or if neither name nor bands do
   * @param name the file's name without its extension
   * @param descriptions of the file's bands
   */
  public static Product complete(Product known, String name, List<String> descriptions) {
    Set<String> codes = codes(descriptions);
    if (!known.sensor().equals(Product.UNKNOWN.sensor()) || codes.isEmpty()) {
      return known;
    }
    Matcher matcher = NAME.matcher(name);
    if (matcher.find()) {
      String landsat = matcher.group("landsat");
      return Sensors.withSensor(known, landsat == null ? "sentinel-2" : "landsat-" + landsat);
    }
    // No other sensor has these two numbers.
    return codes.contains("B8A") || codes.contains("B12")
        ? Sensors.withSensor(known, "sentinel-2")
        : known;
  }

  /**
   * The product whose band numbers hold for a file of an unknown sensor.
   *
   * @return empty if sensors with different numbers have such bands
   */
  static Optional<Product> findNumbering(List<String> descriptions) {
    Set<String> codes = codes(descriptions);
    boolean visible = codes.containsAll(List.of("B2", "B3", "B4"));
    boolean thematicMapper = codes.containsAll(List.of("B1", "B5", "B7")) && !codes.contains("B6");
    if (visible && thematicMapper) {
      return Optional.of(Sensors.withSensor(Product.UNKNOWN, "landsat-5"));
    }
    if (hasSurfaceReflectance(descriptions)) {
      // Of Landsat 4 to 7, band 6 is thermal and no surface reflectance.
      return codes.contains("B6")
          ? Optional.of(Sensors.withSensor(Product.UNKNOWN, "landsat-8"))
          : Optional.empty();
    }
    return Optional.of(Product.UNKNOWN).filter(any -> visible);
  }

  /** True if the bands are named like surface reflectance of Landsat's Collection 2. */
  public static boolean hasSurfaceReflectance(List<String> descriptions) {
    return descriptions.stream()
        .map(CODE::matcher)
        .anyMatch(matcher -> matcher.find() && matcher.group("prefix") != null);
  }

  private static Set<String> codes(List<String> descriptions) {
    return descriptions.stream()
        .flatMap(description -> findCode(description).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
