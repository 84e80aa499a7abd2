package io.terralapse.furniture;

import java.util.Optional;

/**
 * Size and geometry of the frame that furniture is drawn on.
 *
 * @param width pixels
 * @param height pixels
 * @param metresPerPixel size of a pixel on the ground; not positive or not finite if unknown, which
 *     omits the scale bar
 * @param northDegrees direction of true north, clockwise from the picture's up; NaN omits the arrow
 * @param revealLocation false if nothing may reveal the location; furniture shows no coordinates
 *     and no inset map
 * @param place where the frame is; empty if it has no georeference or nothing shows it; not sound
 *     if its centre has no longitude and latitude
 * @param safe where text and marks may be
 * @param graticule lines of round coordinates, if they are drawn
 * @param holdsPole whether a pole is in the frame, around which north is in every direction: the
 *     arrow is then left out, and named as such
 */
public record Canvas(
    int width,
    int height,
    double metresPerPixel,
    double northDegrees,
    boolean revealLocation,
    Optional<Place> place,
    SafeArea safe,
    Optional<Graticule> graticule,
    boolean holdsPole) {

  /** A frame without lines of coordinates. */
  public Canvas(
      int width,
      int height,
      double metresPerPixel,
      double northDegrees,
      boolean revealLocation,
      Optional<Place> place,
      SafeArea safe) {
    this(
        width,
        height,
        metresPerPixel,
        northDegrees,
        revealLocation,
        place,
        safe,
        Optional.empty(),
        false);
  }

  /** A frame that is somewhere unknown, over which nothing else is drawn. */
  public Canvas(
      int width, int height, double metresPerPixel, double northDegrees, boolean revealLocation) {
    this(
        width,
        height,
        metresPerPixel,
        northDegrees,
        revealLocation,
        Optional.empty(),
        SafeArea.WHOLE);
  }

  /** The lines of round coordinates, if they may be shown. */
  Optional<Graticule> shownGraticule() {
    return revealLocation ? graticule : Optional.empty();
  }

  /** Where the frame is, if that is known and may be shown. */
  Optional<Place> shownPlace() {
    return revealedPlace().filter(Place::isSound);
  }

  /** Where the frame is, also if that is not known completely, if it may be shown. */
  Optional<Place> revealedPlace() {
    return revealLocation ? place : Optional.empty();
  }
}
