package io.terralapse.config;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.StyleSettings;
import io.terralapse.furniture.Undrawable;
import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** Checks of the furniture's settings that no schema can say. Stateless. */
final class FurnitureCheck {
  /** Up to here the bundled font has all letters; fonts are opened for others only. */
  private static final int LATIN = 0x24F;

  private FurnitureCheck() {}

  /**
   * Checks texts against fonts, and colours against each other.
   *
   * @param refuse receives the JSON pointer of a setting and what is wrong with it
   */
  static void check(FurnitureSettings settings, BiConsumer<String, String> refuse) {
    OptionalDouble low = settings.style().findLowContrast();
    if (low.isPresent()) {
      refuse.accept(
          "/furniture/colors",
          String.format(
              Locale.ROOT,
              "text on shade has a contrast of %.1f to 1, and 4.5 are needed; choose a lighter and a"
                  + " darker colour",
              low.getAsDouble()));
    }
    StyleSettings style = settings.style();
    String texts =
        settings.title().orElse("") + settings.subtitle().orElse("") + settings.credit().orElse("");
    if (style.font().isEmpty() && texts.codePoints().allMatch(c -> c <= LATIN)) {
      return;
    }
    Typefaces fonts;
    try {
      fonts = settings.fonts();
    } catch (UserError unusable) {
      String sentence = String.valueOf(unusable.getMessage());
      refuse.accept(
          "/furniture/font",
          sentence.substring(sentence.indexOf(": ") + 2, sentence.length() - 1));
      return;
    }
    settings
        .title()
        .flatMap(text -> Undrawable.find(text, fonts))
        .ifPresent(problem -> refuse.accept("/title", problem));
    settings
        .subtitle()
        .flatMap(text -> Undrawable.find(text, fonts))
        .ifPresent(problem -> refuse.accept("/subtitle", problem));
    settings
        .credit()
        .flatMap(text -> Undrawable.find(text, fonts))
        .ifPresent(problem -> refuse.accept("/furniture/credit", problem));
  }
}
