package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rules that depend on the metadata of a single scene: {@code keep} wins over {@code drop},
 * which wins over days, months and view angle. Thread-safe.
 */
final class MetadataRules {
  private final SelectSettings settings;

  MetadataRules(SelectSettings settings) {
    this.settings = settings;
  }

  /** The first rule that drops a scene; empty if none does or {@code keep} names the scene. */
  Optional<DroppedScene> judge(Scene scene) {
    if (isKept(scene)) {
      return Optional.empty();
    }
    String date = scene.acquired().text();
    if (SceneChoice.any(settings.drop(), scene)) {
      return drop(scene, SceneSelector.DROPPED, "select.drop names it");
    }
    if (!isWithin(scene.acquired())) {
      return drop(scene, SceneSelector.DATES, date + " is not between select.from and select.to");
    }
    if (!settings.months().touches(scene.acquired())) {
      return drop(
          scene,
          SceneSelector.MONTHS,
          date + " is in none of the months of select.months (" + settings.months().text() + ")");
    }
    OptionalDouble angle = scene.conditions().offNadirDegrees();
    OptionalDouble max = settings.maxOffNadir();
    if (angle.isPresent() && max.isPresent() && exceeds(scene, max.getAsDouble())) {
      return drop(
          scene,
          SceneSelector.OFF_NADIR,
          String.format(
              Locale.ROOT,
              "its view angle is %.1f° off nadir, more than select.max_off_nadir (%s°)",
              Math.ceil(Math.abs(angle.getAsDouble()) * 10) / 10,
              SceneSelector.plain(max.getAsDouble())));
    }
    return Optional.empty();
  }

  private static boolean exceeds(Scene scene, double max) {
    // Some providers use the sign for the side that the sensor looked to.
    return Math.abs(scene.conditions().offNadirDegrees().orElse(0)) > max;
  }

  private static Optional<DroppedScene> drop(Scene scene, String reason, String why) {
    return Optional.of(new DroppedScene(scene, reason, scene.id() + " is not used: " + why + "."));
  }

  /** True if {@code select.keep} names the scene. */
  boolean isKept(Scene scene) {
    return SceneChoice.any(settings.keep(), scene);
  }

  /** One issue for all used scenes whose angle is unknown; empty without {@code max_off_nadir}. */
  Optional<Issue> unknownAngles(List<Scene> used) {
    List<Scene> unknown =
        used.stream()
            .filter(s -> s.conditions().offNadirDegrees().isEmpty() && !isKept(s))
            .toList();
    if (settings.maxOffNadir().isEmpty() || unknown.isEmpty()) {
      return Optional.empty();
    }
    int others = unknown.size() - 1;
    return Optional.of(
        new Issue(
            "off-nadir-unknown",
            "select.max_off_nadir",
            "select.max_off_nadir: "
                + unknown.get(0).id()
                + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others"))
                + (others == 0 ? " has" : " have")
                + " no view angle and "
                + (others == 0 ? "is" : "are")
                + " used; list oblique scenes in select.drop."));
  }

  /** A month or year is within the range if any of its days is. */
  private boolean isWithin(AcquisitionDate date) {
    boolean late =
        settings.to().map(to -> !date.start().isBefore(startOf(to.plusDays(1)))).orElse(false);
    boolean instant = date.end().equals(date.start());
    boolean early =
        settings
            .from()
            .map(
                from ->
                    instant
                        ? date.start().isBefore(startOf(from))
                        : !date.end().isAfter(startOf(from)))
            .orElse(false);
    return !late && !early;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
