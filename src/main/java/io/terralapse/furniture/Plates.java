package io.terralapse.furniture;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Joins the boxes of furniture to plates that do not overlap each other. Stateless. */
final class Plates {
  private Plates() {}

  /** The plates of a style, as {@link #around}; none unless its theme has them. */
  static List<Rectangle2D> of(StyleSettings style, List<Rectangle2D> boxes, double padding) {
    return style.theme() == StyleSettings.Theme.PLATE ? around(boxes, padding) : List.of();
  }

  /**
   * Plates around boxes.
   *
   * @param padding from a box to the edge of its plate, pixels
   */
  static List<Rectangle2D> around(List<Rectangle2D> boxes, double padding) {
    List<Rectangle2D> plates = new ArrayList<>();
    for (Rectangle2D box : boxes) {
      Rectangle2D plate =
          new Rectangle2D.Double(
              box.getX() - padding,
              box.getY() - padding,
              box.getWidth() + 2 * padding,
              box.getHeight() + 2 * padding);
      boolean joined = true;
      while (joined) {
        joined = false;
        for (int i = plates.size() - 1; i >= 0; i--) {
          if (plates.get(i).intersects(plate)) {
            plate = plate.createUnion(plates.remove(i));
            joined = true;
          }
        }
      }
      plates.add(plate);
    }
    return List.copyOf(plates);
  }
}
