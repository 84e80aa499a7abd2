package io.terralapse.config;

import io.terralapse.furniture.StyleSettings;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Checks of the furniture's style that no schema can say. Stateless. */
final class FurnitureCheck {
  private FurnitureCheck() {}

  /**
   * Checks fonts and the logo, and colours against each other.
   *
   * @param refuse receives the JSON pointer of a setting and what is wrong with it
   */
  static void check(StyleSettings style, BiConsumer<String, String> refuse) {
    style
        .findLowContrast()
        .ifPresent(
            contrast ->
                refuse.accept(
                    "/furniture/colors",
                    String.format(
                        Locale.ROOT,
                        "text on shade has a contrast of %.1f to 1, and 4.5 are needed; choose a"
                            + " lighter and a darker colour",
                        contrast)));
    style.findUnusableFont().ifPresent(problem -> refuse.accept("/furniture/font", problem));
    style.findUnusableLogo().ifPresent(problem -> refuse.accept("/furniture/logo", problem));
  }
}
