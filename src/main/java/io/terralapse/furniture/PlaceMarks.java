package io.terralapse.furniture;

import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What says where the frame is, in the upper corner where texts end: the inset map, and the
 * coordinates of the centre below it. Immutable.
 *
 * @param locator the inset map, if it is shown
 * @param coordinates the text's outline, if it is shown
 * @param em size of the text, pixels
 */
record PlaceMarks(Optional<Locator> locator, Optional<Path2D> coordinates, double em) {
  /** How much of the shade the inset map is drawn on. */
  private static final double PANEL = 0.5;

  /**
   * Lays them out.
   *
   * @param upper upper edge of what is shown, pixels
   * @param side the shorter side of the frame, pixels
   */
  static PlaceMarks of(
      Place place,
      Optional<MarkSettings.LocatorUse> use,
      boolean showsCoordinates,
      Sizes sizes,
      Typefaces fonts,
      Typesetter edges,
      double upper,
      double side) {
    Optional<Locator> locator = use.map(shown -> Locator.of(place, shown, edges, upper, side));
    double top = locator.map(map -> map.panel().getMaxY() + 0.6 * sizes.tick()).orElse(upper);
    double baseline = top + Typesetter.ASCENT * sizes.tick();
    Optional<Path2D> text =
        showsCoordinates
            ? Optional.of(
                edges.atEnd(fonts.regular().line(text(place), sizes.tick()).outline(), baseline))
            : Optional.empty();
    return new PlaceMarks(locator, text, sizes.tick());
  }

  /** Both coordinates to a hundredth of a degree, about a kilometre. */
  static String text(Place place) {
    return String.format(
        Locale.ROOT,
        "%.2f° %s, %.2f° %s",
        Math.abs(place.latitude()),
        place.latitude() < 0 ? "S" : "N",
        Math.abs(place.longitude()),
        place.longitude() < 0 ? "W" : "E");
  }

  List<Rectangle2D> boxes() {
    List<Rectangle2D> boxes = new ArrayList<>();
    locator.ifPresent(map -> boxes.add(map.panel()));
    coordinates.ifPresent(text -> boxes.add(text.getBounds2D()));
    return boxes;
  }

  /** Adds everything but the mark of the place to an overlay. */
  void paint(Overlay overlay, Shading shading) {
    locator.ifPresent(map -> map.paint(overlay, PANEL));
    coordinates.ifPresent(text -> overlay.add(Sprite.of(text, em, 1, shading)));
  }
}
