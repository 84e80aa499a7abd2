package io.terralapse.select;

import io.terralapse.model.Scene;
import java.util.List;

/**
 * One entry of {@code select.keep} or {@code select.drop}: a scene's id, or a date that stands for
 * everything in it ({@code 2021-08} for {@code 2021-08-03T10:20:30Z}).
 */
record SceneChoice(String entry) {

  static boolean any(List<String> entries, Scene scene) {
    return entries.stream().anyMatch(entry -> new SceneChoice(entry).matches(scene));
  }

  boolean matches(Scene scene) {
    String wanted = entry.strip();
    String date = scene.acquired().text();
    if (wanted.equals(scene.id()) || wanted.equals(date)) {
      return true;
    }
    boolean isDate = wanted.matches("\\d{4}(?:-\\d{2}(?:-\\d{2}(?:[Tt].*)?)?)?");
    return isDate && date.startsWith(wanted) && !Character.isDigit(date.charAt(wanted.length()));
  }
}
