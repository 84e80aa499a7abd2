package io.terralapse.catalog.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file's name that names its band.
 *
 * @param stem the name without it, the same for all bands of the product; may be empty ({@code
 *     B02.tif})
 * @param band the band, upper case ({@code B4}, {@code B8A}, {@code TCI}, {@code VV}), a keyword,
 *     lower case ({@code red}), or the layer of MODIS as written ({@code sur_refl_b01})
 * @param resolutionM ground sample distance in the name, metres; 0 if it contains none
 */
public record BandToken(String stem, String band, int resolutionM) {
  /** What radar sends and receives; between separators, in any case. */
  private static final Pattern POLARISATION =
      Pattern.compile(
          "(?:^|(?<=[^_.-])[_.-]|, )(?<band>VV|VH|HH|HV)(?=$|[_., -])", Pattern.CASE_INSENSITIVE);

  /** The image's number in a Sentinel-1 product, which differs with the polarisation. */
  private static final Pattern IMAGE_NUMBER =
      Pattern.compile("^(s1[a-d]-.*)-00\\d(?=$|[_.-])", Pattern.CASE_INSENSITIVE);

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:^|(?<=[^_.-])[_.-]|, )(?:(?<modis>sur_refl_b0[1-7]|Nadir_Reflectance_Band[1-7])(?:_1)?"
              + "|(?:(?:SR|TOA|ST)_)?(?:(?<band>B(?:\\d{1,2}|8A))|band(?<number>\\d{1,2})|(?<keyword>TCI|coastal|blue|green|red"
              + "|nir|nir08|swir16|swir22|pan)))"
              + "(?:[_.-](?<resolution>10|15|20|30|60)m)?(?=$|[_.-]| \\()",
          Pattern.CASE_INSENSITIVE);

  /** The last band token of a name without extension, if it has one. */
  public static Optional<BandToken> find(String name) {
    Matcher matcher = TOKEN.matcher(name);
    Optional<BandToken> last = Optional.empty();
    while (matcher.find()) {
      String resolution = matcher.group("resolution");
      last =
          Optional.of(
              new BandToken(
                  without(matcher, name),
                  band(matcher),
                  resolution == null ? 0 : Integer.parseInt(resolution)));
    }
    return last;
  }

  /**
   * The last polarisation in a name without extension, if it has one. The two letters may mean
   * anything unless another file differs in them only.
   */
  public static Optional<BandToken> findPolarisation(String name) {
    String product = IMAGE_NUMBER.matcher(name).replaceFirst("$1");
    Matcher matcher = POLARISATION.matcher(product);
    Optional<BandToken> last = Optional.empty();
    while (matcher.find()) {
      String band = matcher.group("band").toUpperCase(Locale.ROOT);
      last = Optional.of(new BandToken(without(matcher, product), band, 0));
    }
    return last;
  }

  /** The name without the match and one separator. */
  private static String without(Matcher match, String name) {
    String after = name.substring(match.end());
    return match.start() == 0 && !after.isEmpty()
        ? after.substring(1)
        : name.substring(0, match.start()) + after;
  }

  /** True for the true-colour image that is made from the bands. */
  public boolean isTrueColor() {
    return band.equals("TCI");
  }

  /** True for radar that receives another polarisation than it sends. */
  public boolean isCrossPolarised() {
    return band.equals("VH") || band.equals("HV");
  }

  private static String band(Matcher matcher) {
    if (matcher.group("modis") != null) {
      return matcher.group("modis");
    }
    if (matcher.group("band") != null) {
      return matcher.group("band").toUpperCase(Locale.ROOT);
    }
    if (matcher.group("number") != null) {
      return "B" + matcher.group("number");
    }
    String keyword = matcher.group("keyword");
    return keyword.equalsIgnoreCase("TCI") ? "TCI" : keyword.toLowerCase(Locale.ROOT);
  }
}
