package io.terralapse.catalog.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Matcher;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePatternTest {
  private static final Duration FAR_MORE_THAN_LINEAR_TIME = Duration.ofSeconds(60);

  @Test
  void namedGroupsAreFound() {
    NamePattern pattern = NamePattern.of("(?i)x(?<day>\\d\\d)-(?<month>\\d\\d)-(?<year>\\d{4})");
    assertTrue(pattern.hasGroup("year"));
    assertFalse(pattern.hasGroup("doy"));
    Matcher matcher = pattern.matcher("survey_X03-08-2021.tif");
    assertTrue(matcher.find());
    assertEquals("2021", matcher.group("year"));
    assertEquals("08", matcher.group("month"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a+)+)+$(?<year>\\d{4})", "(a|aa)+$", "(.*a){40}b", "(a?){40}a{40}b"})
  void noExpressionBacktracks(String regex) {
    String name = "1234567890".repeat(4) + "a".repeat(200) + "0720.tif";
    boolean found =
        assertTimeoutPreemptively(
            FAR_MORE_THAN_LINEAR_TIME, () -> NamePattern.of(regex).matcher(name).find());
    assertFalse(found);
  }

  @Test
  void noGlobBacktracks() {
    String glob = "*a".repeat(40) + "b";
    assertFalse(
        assertTimeoutPreemptively(
            FAR_MORE_THAN_LINEAR_TIME, () -> PathGlob.of(glob).matches("a".repeat(250))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "(?<=x)(?<year>\\d{4}) | uses a look-around",
        "(?<year>\\d{4})(?!\\d) | uses a look-around",
        "(?<year>\\d{4})([-_])\\d\\d\\2 | uses a look-around, back-reference",
        "(?<year>\\d{4}) \\k<year> | not supported (\\k)",
        "a*+(?<year>\\d{4}) | not supported (*+)",
        "(?>a)(?<year>\\d{4}) | not supported ((?>)",
        "(?<year>\\d{4} | is not a regular expression (missing closing ))",
        "[a-z | is not a regular expression",
        "[a-z&&[^b]](?<year>\\d{4}) | has a && inside of [ ], which needs a \\",
        "[a[bc]](?<year>\\d{4}) | has a [ inside of [ ], which needs a \\",
        "((a{1000}){1000}){1000} | repeats more than 5000 items",
      })
  void whatIsMalformedOrNotSupportedIsSaidInAPredicate(String regex, String why) {
    String message = refusal(regex);
    assertTrue(message.contains(why), message);
  }

  private static String refusal(String regex) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> NamePattern.of(regex)).getMessage());
  }

  @Test
  void lengthAndDepthAreBounded() {
    assertTrue(refusal("a".repeat(1001)).contains("longer than 1000"));
    String deep = "(".repeat(400) + ")".repeat(400);
    assertTrue(refusal(deep).contains("nests more than 50 groups"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\Qa(b\\E(?<year>\\d{4})",
        "[]x](?<year>\\d{4})",
        "[[:alpha:]_\\[]+(?<year>\\d{4})",
        "(?P<year>\\d{4})",
        "\\.{3}(?<year>\\d{4,})",
        "{(?<year>\\d{4})}"
      })
  void usualSyntaxIsSupported(String regex) {
    assertTrue(NamePattern.of(regex).hasGroup("year"));
  }
}
