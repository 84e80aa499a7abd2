package io.terralapse.select;

import io.terralapse.model.Scene;
import java.util.List;

/**
 * One entry of {@code select.keep} or {@code select.drop}: a scene's id, or a date that includes
 * more precise ones ({@code 2021-08} includes {@code 2021-08-03T10:20:30Z}).
 *
 * @param entry as the user wrote it
 */
record SceneChoice(String entry) {

  static boolean any(List<String> entries, Scene scene) {
    return entries.stream().anyMatch(entry -> new SceneChoice(entry).matches(scene));
  }

  boolean matches(Scene scene) {
    String text = entry.strip();
    String date = scene.acquired().text();
    if (text.equals(scene.id()) || text.equals(date)) {
      return true;
    }
    boolean isDate = text.matches("\\d{4}(?:-\\d{2}(?:-\\d{2}(?:[Tt].*)?)?)?");
    return isDate && date.startsWith(text) && !Character.isDigit(date.charAt(text.length()));
  }
}
