package io.terralapse.annotation;

import io.terralapse.model.Issue;
import io.terralapse.text.Typeface;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of annotations, each at one place for the whole sequence. Labels of what is completely
 * outside of the frame are not drawn; those of anything else that find no free space are reported.
 * Immutable.
 */
final class PlacedLabels {
  /** Labels keep this share of the shorter side away from the edge of the frame. */
  private static final double EDGE = 0.015;

  private final Rectangle2D picture;
  private final Rectangle2D inner;
  private final Rectangle2D written;
  private final double scale;
  private final Map<Integer, LabelPlacer.Label> labels = new HashMap<>();
  private final List<Issue> issues = new ArrayList<>();

  /**
   * Finds places.
   *
   * @param width of the frame, pixels
   * @param height of the frame, pixels
   * @param scale pixels for one that styles name
   */
  PlacedLabels(List<Annotation> annotations, int width, int height, double scale, Ground ground) {
    double margin = EDGE * Math.min(width, height);
    this.scale = scale;
    this.picture = new Rectangle2D.Double(0, 0, width, height);
    this.inner = new Rectangle2D.Double(margin, margin, width - 2 * margin, height - 2 * margin);
    this.written = inner.createIntersection(ground.readable());
    LabelPlacer placer = new LabelPlacer(written, ground, scale);
    for (Annotation one : annotations) {
      if (one.kind() == Annotation.Kind.POINT) {
        placer.keepFree(one.anchor(), radius(one), one.validity());
      }
    }
    for (int i = 0; i < annotations.size(); i++) {
      Annotation one = annotations.get(i);
      if (one.label().isPresent()) {
        place(i, one, one.label().get(), placer);
      }
    }
  }

  /**
   * Where labels may be, and their letters.
   *
   * @param readable where platforms cover no text, pixels
   * @param occupied boxes of the furniture, pixels
   * @param em size of the letters, pixels
   */
  record Ground(Rectangle2D readable, List<Rectangle2D> occupied, Typeface typeface, double em) {}

  private void place(int index, Annotation one, String text, LabelPlacer placer) {
    boolean inside = inner.contains(one.anchor());
    List<Point2D> seen = seen(one);
    if (!inside && seen.isEmpty()) {
      return;
    }
    List<Point2D> first = new ArrayList<>();
    first.add(one.anchor());
    first.addAll(one.kind() == Annotation.Kind.LINE ? seen : List.of());
    Optional<LabelPlacer.Label> placed =
        inside ? placer.find(one, first, text, radius(one), false) : Optional.empty();
    if (placed.isEmpty()) {
      placed = placer.find(one, seen, text, radius(one), true);
    }
    placed.ifPresentOrElse(label -> labels.put(index, label), () -> note(text));
  }

  /** Positions of what is seen of an annotation; empty if nothing is. */
  private List<Point2D> seen(Annotation one) {
    if (one.kind() == Annotation.Kind.POINT) {
      Point2D at = one.anchor();
      double size = one.style().markerSize() * scale;
      return Strokes.disc(at, size).intersects(picture) ? List.of(at) : List.of();
    }
    List<Point2D> seen = written.isEmpty() ? List.of() : VisibleParts.anchors(one, written);
    return seen.isEmpty() ? VisibleParts.anchors(one, picture) : seen;
  }

  private void note(String text) {
    issues.add(
        new Issue(
            "label-left-out",
            AnnotationReader.SETTING,
            AnnotationReader.SETTING
                + ": there is no free space for the label \""
                + text
                + "\" near what it names; shorten it, or remove other labels there."));
  }

  /** What a label keeps away from around an anchor, pixels. */
  private double radius(Annotation one) {
    return one.kind() == Annotation.Kind.POINT
        ? 0.6 * one.style().markerSize() * scale
        : one.style().strokeWidth() * scale;
  }

  /** The label of an annotation, by its index; empty if none is drawn. */
  Optional<LabelPlacer.Label> find(int index) {
    return Optional.ofNullable(labels.get(index));
  }

  /** The labels that found no free space. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }
}
