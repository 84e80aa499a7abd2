package io.terralapse.revisit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One overpass of a spacecraft, with the scenes of it that were found.
 *
 * @param time when the first of its scenes was acquired, or when it was expected
 * @param found whether there is a scene of it
 * @param shown whether one of them is in the video
 * @param reasons why they are not; empty if one is, or if there is none
 */
record Overpass(Instant time, boolean found, boolean shown, Set<String> reasons) {
  /** Tiles of one overpass are minutes apart, two passes of one spacecraft are hours. */
  private static final Duration SAME = Duration.ofMinutes(45);

  static Overpass missing(Instant time) {
    return new Overpass(time, false, false, Set.of());
  }

  /** The overpasses of one spacecraft, in order of time. */
  static List<Overpass> of(List<SeenScene> scenes) {
    List<SeenScene> sorted = new ArrayList<>(scenes);
    sorted.sort(Comparator.comparing(SeenScene::time));
    List<Overpass> passes = new ArrayList<>();
    List<SeenScene> open = new ArrayList<>();
    for (SeenScene scene : sorted) {
      if (!open.isEmpty()
          && Duration.between(open.get(open.size() - 1).time(), scene.time()).compareTo(SAME) > 0) {
        passes.add(merged(open));
        open.clear();
      }
      open.add(scene);
    }
    if (!open.isEmpty()) {
      passes.add(merged(open));
    }
    return passes;
  }

  private static Overpass merged(List<SeenScene> scenes) {
    boolean shown = scenes.stream().anyMatch(SeenScene::shown);
    Set<String> reasons = new TreeSet<>();
    if (!shown) {
      scenes.forEach(scene -> reasons.add(scene.reason()));
    }
    return new Overpass(scenes.get(0).time(), true, shown, reasons);
  }
}
