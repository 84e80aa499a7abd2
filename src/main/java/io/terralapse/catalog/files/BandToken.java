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
 * @param band the band, upper case ({@code B4}, {@code B8A}, {@code TCI}, {@code VV}), or a
 *     keyword, lower case ({@code red})
 * @param resolutionM ground sample distance in the name, metres; 0 if it contains none
 */
public record BandToken(String stem, String band, int resolutionM) {
  /**
   * Polarisations of Sentinel-1 as HyP3, OPERA and SNAP write them; in other names the two letters
   * may mean anything.
   */
  private static final Pattern POLARISATION =
      Pattern.compile(
          "(?<stem>.*_RTC\\d{2}_.*|OPERA_L2_RTC-S1_.*|S1[A-D]_(?:IW|EW|S[1-6])_GRD[FHM]_1S.*)"
              + "_(?<band>VV|VH|HH|HV)$");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:^|(?<=[^_.-])[_.-])(?:(?:SR|TOA|ST)_)?"
              + "(?:(?<band>B(?:\\d{1,2}|8A))|band(?<number>\\d{1,2})|(?<keyword>TCI|coastal|blue|green|red"
              + "|nir|nir08|swir16|swir22|pan))"
              + "(?:[_.-](?<resolution>10|15|20|30|60)m)?(?=$|[_.-])",
          Pattern.CASE_INSENSITIVE);

  /** The last band token of a name without extension, if it has one. */
  public static Optional<BandToken> find(String name) {
    Matcher radar = POLARISATION.matcher(name);
    if (radar.matches()) {
      return Optional.of(new BandToken(radar.group("stem"), radar.group("band"), 0));
    }
    Matcher matcher = TOKEN.matcher(name);
    Optional<BandToken> last = Optional.empty();
    while (matcher.find()) {
      String before = name.substring(0, matcher.start());
      String after = name.substring(matcher.end());
      if (before.isEmpty() && !after.isEmpty()) {
        after = after.substring(1);
      }
      String resolution = matcher.group("resolution");
      last =
          Optional.of(
              new BandToken(
                  before + after,
                  band(matcher),
                  resolution == null ? 0 : Integer.parseInt(resolution)));
    }
    return last;
  }

  /** True for the true-colour image that is made from the bands. */
  public boolean isTrueColor() {
    return band.equals("TCI");
  }

  private static String band(Matcher matcher) {
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
