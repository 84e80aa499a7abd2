package io.terralapse.furniture;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a frame on which a coordinate is round. Immutable.
 *
 * @param lines in the order in which they are labelled
 * @param unlabelled where lines run together at a pole, and labels would pile up, pixels
 */
public record Graticule(List<Line> lines, Optional<Rectangle2D> unlabelled) {

  /** Copies the list. */
  public Graticule {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param label its coordinate, as it is written; empty for another arc of a line that has a label
   * @param upright whether it runs rather up and down than to the right
   * @param points along it, pixels from the upper left corner of the frame, a few pixels apart, in
   *     the frame but for those next to its edge
   */
  public record Line(String label, boolean upright, List<Point2D.Double> points) {
    /** Copies the list. */
    public Line {
      points = List.copyOf(points);
    }
  }
}
