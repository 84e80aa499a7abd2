package io.terralapse.furniture;

import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.util.Locale;
import java.util.Optional;

/** Refuses texts with characters that no font has. Stateless. */
public final class Undrawable {
  /** More characters than this are not listed. */
  private static final int LISTED = 12;

  private Undrawable() {}

  /**
   * What is wrong with a text.
   *
   * @return a clause with a way out; empty if the fonts have all its characters
   */
  public static Optional<String> find(String text, Typefaces fonts) {
    String missing = fonts.missing(text);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder listed = new StringBuilder();
    missing
        .codePoints()
        .limit(LISTED)
        .forEach(c -> listed.append(' ').append(shown(c)).append(String.format(Locale.ROOT, " (U+%04X)", c)));
    if (missing.codePointCount(0, missing.length()) > LISTED) {
      listed.append(" and others");
    }
    return Optional.of(
        "no font has"
            + listed
            + "; name a font file that has them under furniture.font, such as a Noto Sans font of"
            + " that script");
  }

  /** A character as it can be read alone; marks need something to stand on. */
  private static String shown(int character) {
    int type = Character.getType(character);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    return (mark ? "\u25CC" : "") + Character.toString(character);
  }

  /**
   * Refuses a text.
   *
   * @param setting that the text is from
   * @throws UserError (usage) if the fonts do not have all its characters
   */
  static void refuse(String setting, String text, Typefaces fonts) {
    find(text, fonts)
        .ifPresent(
            problem -> {
              throw UserError.usage(setting + ": " + problem + ".");
            });
  }
}
