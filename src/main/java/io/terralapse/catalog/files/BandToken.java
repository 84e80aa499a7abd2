package io.terralapse.catalog.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a name that tells one band file of a product from another.
 *
 * @param stem the name without it, the same for all bands of the product; may be empty ({@code
 *     B02.tif})
 * @param band the band's own name, upper case ({@code B4}, {@code B8A}, {@code TCI}), or a colour
 *     word, lower case ({@code red})
 * @param resolutionM ground sample distance that the name states, metres; 0 if it states none
 */
public record BandToken(String stem, String band, int resolutionM) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:^|(?<=[^_.-])[_.-])(?:(?:SR|TOA|ST)_)?"
              + "(?:(?<band>B(?:\\d{1,2}|8A))|band(?<number>\\d{1,2})|(?<word>TCI|coastal|blue|green|red"
              + "|nir|nir08|swir16|swir22|pan))"
              + "(?:[_.-](?<resolution>10|15|20|30|60)m)?(?=$|[_.-])",
          Pattern.CASE_INSENSITIVE);

  /** The last band token of a name without its extension, if it has one. */
  public static Optional<BandToken> find(String name) {
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

  /** Whether the token is a true-colour picture made from the others. */
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
    String word = matcher.group("word");
    return word.equalsIgnoreCase("TCI") ? "TCI" : word.toLowerCase(Locale.ROOT);
  }
}
