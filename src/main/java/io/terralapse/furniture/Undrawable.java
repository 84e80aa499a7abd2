package io.terralapse.furniture;

import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.util.Locale;
import java.util.Optional;

/** Refuses texts with characters that no font has. Stateless. */
public final class Undrawable {
  /** More characters than this are not listed. */
  private static final int LISTED = 12;

  /** Up to here the bundled font has all letters; fonts are opened for others only. */
  private static final int LATIN = 0x24F;

  private Undrawable() {}

  /**
   * Refuses settings with a text that cannot be drawn.
   *
   * @throws UserError (usage) if no font has one of the characters
   */
  public static void refuse(FurnitureSettings settings) {
    String shown = settings.showTitle() ? settings.title().orElse("") : "";
    String below = settings.showTitle() ? settings.subtitle().orElse("") : "";
    String credit = settings.showCredit() ? settings.credit().orElse("") : "";
    if ((shown + below + credit).codePoints().allMatch(c -> c <= LATIN)) {
      return;
    }
    Typefaces fonts = settings.fonts();
    refuse("title", shown, fonts);
    refuse("subtitle", below, fonts);
    refuse("furniture.credit", credit, fonts);
  }

  /**
   * Refuses titles and a label that cannot be drawn, if they are shown.
   *
   * @throws UserError (usage) if no font has one of the characters
   */
  static void refuse(FurnitureSettings settings, Optional<String> bandLabel, Typefaces fonts) {
    if (settings.showTitle()) {
      settings.title().ifPresent(text -> refuse("title", text, fonts));
      settings.subtitle().ifPresent(text -> refuse("subtitle", text, fonts));
    }
    if (settings.bandLabel()) {
      bandLabel.ifPresent(text -> refuse("look.bands", text, fonts));
    }
  }

  /**
   * Refuses a text.
   *
   * @param setting that the text is from
   * @throws UserError (usage) if no font has one of its characters
   */
  public static void refuse(String setting, String text, Typefaces fonts) {
    String missing = fonts.missing(text);
    if (missing.isEmpty()) {
      return;
    }
    StringBuilder listed = new StringBuilder();
    missing
        .codePoints()
        .limit(LISTED)
        .forEach(c -> listed.append(String.format(Locale.ROOT, " %s (U+%04X)", shown(c), c)));
    if (missing.codePointCount(0, missing.length()) > LISTED) {
      listed.append(" and others");
    }
    throw UserError.usage(
        setting
            + ": no font has"
            + listed
            + "; name a font file that has them under furniture.font, such as a Noto Sans font of"
            + " that script.");
  }

  /** A character as it can be read alone: a combining mark is shown with a circle. */
  private static String shown(int character) {
    int type = Character.getType(character);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    return (mark ? "\u25CC" : "") + Character.toString(character);
  }
}
