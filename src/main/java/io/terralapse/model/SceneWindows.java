package io.terralapse.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The source windows of one scene: bands of one pixel size and place lie in one window, others (a
 * 20 m band beside 10 m ones) in windows of their own.
 *
 * @param parts at least one
 * @param planes for each part, which bands of a frame its bands become, in the part's order; over
 *     all parts the numbers 0 .. n-1, each once
 * @param gains by band of the frame, factors that match this scene with those beside it in the
 *     mosaic; empty leaves its values
 */
public record SceneWindows(
    List<? extends SourceWindow> parts, List<List<Integer>> planes, List<Double> gains) {
  /** A scene that keeps its values. */
  public SceneWindows(List<? extends SourceWindow> parts, List<List<Integer>> planes) {
    this(parts, planes, List.of());
  }

  /** Copies the lists and refuses what does not fit together. */
  public SceneWindows {
    parts = List.copyOf(parts);
    planes = planes.stream().map(List::copyOf).toList();
    gains = List.copyOf(gains);
    List<Integer> all = new ArrayList<>(planes.stream().flatMap(List::stream).sorted().toList());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) != i) {
        throw new IllegalArgumentException("planes: " + planes);
      }
    }
    if (!gains.isEmpty() && gains.size() != all.size()) {
      throw new IllegalArgumentException(gains.size() + " gains for " + all.size() + " bands");
    }
    if (parts.isEmpty() || parts.size() != planes.size()) {
      throw new IllegalArgumentException("parts: " + parts.size() + " for planes " + planes);
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).bandCount() != planes.get(i).size()) {
        throw new IllegalArgumentException("part " + i + " for planes " + planes);
      }
    }
  }

  /** A scene all of whose bands lie in one window, in order. */
  public static SceneWindows of(SourceWindow window) {
    List<Integer> planes = new ArrayList<>();
    for (int i = 0; i < window.bandCount(); i++) {
      planes.add(i);
    }
    return new SceneWindows(List.of(window), List.of(planes));
  }

  /** The same scene with gains. */
  public SceneWindows withGains(List<Double> other) {
    return new SceneWindows(parts, planes, other);
  }

  /** Bands of the frame that the windows become. */
  public int bandCount() {
    return planes.stream().mapToInt(List::size).sum();
  }

  /** The part with the smallest pixels; the first of several. */
  public SourceWindow finest() {
    return parts.stream()
        .min(Comparator.comparingDouble(part -> part.transform().pixelWidth()))
        .orElseThrow();
  }
}
