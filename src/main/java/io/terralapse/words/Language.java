package io.terralapse.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that texts exist in, with its rule for the form of a noun after a number. */
public enum Language {
  EN,
  DE,
  FR,
  ES,
  UK,
  RU,
  KO;

  /** The language of a locale, whatever its country is; empty if there are no texts in it. */
  public static Optional<Language> find(Locale locale) {
    return Arrays.stream(values())
        .filter(language -> language.tag().equals(locale.getLanguage()))
        .findFirst();
  }

  /** BCP 47 tags of all languages. */
  public static List<String> tags() {
    return Arrays.stream(values()).map(Language::tag).toList();
  }

  /** BCP 47 tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Locale for the names of months. */
  public Locale locale() {
    return Locale.forLanguageTag(tag());
  }

  /**
   * The plural category of a whole number by the rules of the CLDR: {@code one}, {@code few},
   * {@code many} or {@code other}.
   *
   * @param n at least 0
   */
  String plural(long n) {
    return switch (this) {
      case EN, DE, ES -> n == 1 ? "one" : "other";
      case FR -> n <= 1 ? "one" : "other";
      case KO -> "other";
      case UK, RU -> slavic(n);
    };
  }

  private static String slavic(long n) {
    long ten = n % 10;
    long hundred = n % 100;
    if (ten == 1 && hundred != 11) {
      return "one";
    }
    return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? "few" : "many";
  }
}
