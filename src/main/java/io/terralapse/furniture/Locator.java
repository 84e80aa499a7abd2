package io.terralapse.furniture;

import io.terralapse.furniture.MarkSettings.LocatorUse;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/**
 * The inset map in the upper corner: the country, or the world, with the frame's place marked.
 * Longitudes are shortened by the cosine of the middle latitude (equirectangular). Immutable.
 *
 * @param panel the area of the inset, whole pixels
 * @param country the part of a country that is brighter than the others; empty for the world
 * @param toPanel from degrees to pixels
 * @param mark the place, pixels
 */
record Locator(
    Rectangle2D panel,
    Optional<Countries.Part> country,
    AffineTransform toPanel,
    Rectangle2D mark) {
  /** Width of the inset, a share of the shorter side. */
  private static final double WIDTH = 0.19;

  private static final double LEAST_HEIGHT = 0.075;
  private static final double MOST_HEIGHT = 0.13;

  /** Space around a country, a share of its size. */
  private static final double AROUND = 1.16;

  /** Least extent of the map, degrees: outlines of this scale show nothing smaller. */
  private static final double LEAST_DEGREES = 5;

  private static final double LAND = 0.3;
  private static final double OWN_LAND = 0.62;

  /** The only colour that is not that of letters. */
  private static final int ACCENT = 0xFFC72C;

  /** The part of the world that has land which satellites of these orbits see. */
  private static final Rectangle2D WORLD = new Rectangle2D.Double(-170, -56, 350, 134);

  /**
   * From this width on, degrees, a frame goes around the Earth, and no part of a map is its own.
   */
  private static final double ALL_AROUND = 359;

  /**
   * Why no inset map can mark a place.
   *
   * @return a clause; empty if one can
   */
  static Optional<String> findFault(Place place) {
    if (!place.isSound()) {
      return Optional.of("the centre of the frame has no longitude and latitude");
    }
    if (place.widthDegrees() >= ALL_AROUND) {
      return Optional.of("the frame goes around the whole Earth or a pole");
    }
    return place.latitude() < WORLD.getMinY()
        ? Optional.of("the inset map ends at 56 degrees south")
        : Optional.empty();
  }

  /** The map of the world, extended to the antimeridian and to the pole for places there. */
  private static Rectangle2D world(Place place) {
    double west = place.longitude() < WORLD.getMinX() ? -180 : WORLD.getMinX();
    double north = place.latitude() > WORLD.getMaxY() ? 90 : WORLD.getMaxY();
    return new Rectangle2D.Double(
        west, WORLD.getMinY(), WORLD.getMaxX() - west, north - WORLD.getMinY());
  }

  /**
   * Lays out an inset whose right edge (or left, where furniture is mirrored) is on the margin.
   *
   * @param place one for which {@link #findFault} finds nothing
   */
  static Locator of(Place place, LocatorUse use, Typesetter edges, double upper, double side) {
    Optional<Countries.Part> country =
        use == LocatorUse.COUNTRY
            ? Countries.find(place.longitude(), place.latitude())
            : Optional.empty();
    Rectangle2D view = country.map(Locator::around).orElseGet(() -> world(place));
    double shorten =
        country.isPresent() ? Math.max(0.1, Math.cos(Math.toRadians(view.getCenterY()))) : 1;
    double width = Math.round(Math.max(90, WIDTH * side));
    double height =
        Math.round(
            Math.max(
                LEAST_HEIGHT * side,
                Math.min(
                    Math.max(56, MOST_HEIGHT * side),
                    width * view.getHeight() / (view.getWidth() * shorten))));
    Rectangle2D panel =
        new Rectangle2D.Double(
            Math.round(edges.leftAtEnd(width, 0)), Math.round(upper), width, height);
    double scale = Math.min(width / (view.getWidth() * shorten), height / view.getHeight());
    AffineTransform toPanel = new AffineTransform();
    toPanel.translate(panel.getCenterX(), panel.getCenterY());
    toPanel.scale(scale * shorten, -scale);
    toPanel.translate(-view.getCenterX(), -view.getCenterY());
    double[] centre = {place.longitude(), place.latitude()};
    toPanel.transform(centre, 0, centre, 0, 1);
    double least = Math.max(7, 0.008 * side);
    double w = Math.max(least, place.widthDegrees() * scale * shorten);
    double h = Math.max(least, place.heightDegrees() * scale);
    return new Locator(
        panel,
        country,
        toPanel,
        new Rectangle2D.Double(centre[0] - w / 2, centre[1] - h / 2, w, h)
            .createIntersection(panel));
  }

  private static Rectangle2D around(Countries.Part part) {
    Rectangle2D own = part.outline().getBounds2D();
    double width = Math.max(LEAST_DEGREES, own.getWidth() * AROUND);
    double height = Math.max(LEAST_DEGREES, own.getHeight() * AROUND);
    return new Rectangle2D.Double(
        own.getCenterX() - width / 2, own.getCenterY() - height / 2, width, height);
  }

  /** Adds the map to an overlay. */
  void paint(Overlay overlay, double strength) {
    overlay.cover(panel, strength);
    Path2D land = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Countries.Part part : Countries.all()) {
      if (country.isEmpty() || !country.get().equals(part)) {
        land.append(part.outline(), false);
      }
    }
    overlay.add(Sprite.flat(toPanel.createTransformedShape(land), panel, LAND));
    country.ifPresent(
        own ->
            overlay.add(
                Sprite.flat(toPanel.createTransformedShape(own.outline()), panel, OWN_LAND)));
  }

  /** Marks the place on a picture, on which the map has been drawn. */
  void mark(int[] rgb, int pictureWidth, int shade) {
    int left = (int) Math.round(mark.getMinX());
    int right = (int) Math.round(mark.getMaxX());
    int top = (int) Math.round(mark.getMinY());
    int bottom = (int) Math.round(mark.getMaxY());
    int line = Math.max(2, (int) Math.round(panel.getWidth() / 90));
    for (int y = top - 1; y <= bottom; y++) {
      for (int x = left - 1; x <= right; x++) {
        boolean rim = x < left || x == right || y < top || y == bottom;
        boolean edge = x < left + line || x >= right - line || y < top + line || y >= bottom - line;
        if (rim || edge) {
          rgb[y * pictureWidth + x] = rim ? shade : ACCENT;
        }
      }
    }
  }
}
