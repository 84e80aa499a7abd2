package io.terralapse.annotation;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.Optional;

/**
 * One feature, in pixels of the frame.
 *
 * @param kind how it is drawn
 * @param shape its point (a path of one position), lines or outlines; rings are closed
 * @param anchor what its label belongs to
 * @param label its text, if any
 */
record Annotation(
    Kind kind,
    Path2D shape,
    Point2D anchor,
    Optional<String> label,
    AnnotationStyle style,
    Validity validity) {

  /** The ways to draw a feature. */
  enum Kind {
    /** What is outside of it is dimmed. */
    SPOTLIGHT,
    POLYGON,
    LINE,
    POINT
  }

  /** Whether it covers ground or follows it, so that its label belongs on it. */
  boolean isArea() {
    return kind == Kind.POLYGON || kind == Kind.SPOTLIGHT;
  }
}
