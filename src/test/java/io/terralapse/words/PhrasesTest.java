package io.terralapse.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhrasesTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{[^}]*\\}");
  private static final Pattern PLURAL = Pattern.compile("(images|scenes|candidates)\\..*");

  private static Set<String> arguments(String text) {
    return ARGUMENT
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(Phrases phrases) {
    return phrases.all().keySet().stream()
        .filter(key -> !PLURAL.matcher(key).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasTheTextsOfEnglishWithTheirArguments(Language language) {
    Phrases english = Phrases.of(Language.EN);
    Phrases phrases = Phrases.of(language);
    assertEquals(keys(english), keys(phrases));
    for (String key : keys(english)) {
      assertEquals(arguments(english.text(key)), arguments(phrases.text(key)), key);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasTheFormsThatItsPluralNeeds(Language language) {
    for (long n = 0; n < 130; n++) {
      for (String noun : List.of("images", "scenes", "candidates")) {
        assertTrue(Phrases.of(language).count(noun, n).contains(Long.toString(n)));
      }
    }
  }

  /** The examples of the CLDR. */
  @ParameterizedTest
  @CsvSource({
    "EN, 0, other",
    "EN, 1, one",
    "EN, 21, other",
    "FR, 0, one",
    "FR, 1, one",
    "FR, 2, other",
    "RU, 1, one",
    "RU, 2, few",
    "RU, 5, many",
    "RU, 11, many",
    "RU, 14, many",
    "RU, 21, one",
    "RU, 22, few",
    "RU, 112, many",
    "UK, 101, one",
    "UK, 104, few",
    "UK, 100, many",
    "KO, 1, other",
    "DE, 1, one",
    "ES, 2, other"
  })
  void pluralsFollowTheRulesOfTheLanguage(Language language, long n, String category) {
    assertEquals(category, language.plural(n));
  }

  @Test
  void argumentsAreNotInterpreted() {
    String text =
        Phrases.of(Language.EN)
            .text("alt.one", Map.of("title", "$1 {from} \\", "from", "2 May 2020"));
    assertEquals("Image of $1 {from} \\ on 2 May 2020.", text);
  }

  @Test
  void aMissingArgumentOrTextIsAnError() {
    Phrases english = Phrases.of(Language.EN);
    assertThrows(NullPointerException.class, () -> english.text("alt.one", Map.of("title", "a")));
    assertThrows(IllegalArgumentException.class, () -> english.text("none"));
  }

  @Test
  void sentencesEndOnce() {
    Phrases ukrainian = Phrases.of(Language.UK);
    assertTrue(
        ukrainian.sentence("describe.aligned", Map.of("date", "2 травня 2020 р.")).endsWith(" р."));
    assertTrue(
        ukrainian.sentence("describe.aligned", Map.of("date", "травень 2020")).endsWith("2020."));
  }

  @Test
  void listsAndNumbersAreWrittenAsTheLanguageDoes() {
    assertEquals("a, b and c", Phrases.of(Language.EN).list(List.of("a", "b", "c")));
    assertEquals("a und b", Phrases.of(Language.DE).list(List.of("a", "b")));
    assertEquals("a", Phrases.of(Language.FR).list(List.of("a")));
    assertEquals("", Phrases.of(Language.FR).list(List.of()));
    assertEquals("−0,25", Phrases.of(Language.FR).number(-0.25, 2));
    assertEquals("1234.5", Phrases.of(Language.KO).number(1234.5, 1));
  }

  @Test
  void theCountryOfALocaleDoesNotMatter() {
    assertEquals(Optional.of(Language.DE), Language.find(Locale.forLanguageTag("de-AT")));
    assertEquals(Optional.empty(), Language.find(Locale.forLanguageTag("pt-BR")));
    assertEquals(7, Language.tags().size());
  }
}
