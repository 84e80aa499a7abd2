package io.terralapse.furniture;

import io.terralapse.text.Typefaces;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The upper corner where texts end: the logo; and the inset map with the coordinates, beside the
 * logo in wide frames and below it in others. Immutable.
 *
 * @param logo if it is shown
 * @param place what says where the frame is, if that is known and may be shown
 */
record UpperCorner(Optional<LogoMark> logo, Optional<PlaceMarks> place) {
  /** From this ratio of width to height on there is space for two things beside the title. */
  private static final double WIDE = 1.3;

  /**
   * Lays out the corner.
   *
   * @param shown what is drawn
   */
  static UpperCorner of(
      FurnitureSettings settings,
      Canvas canvas,
      LayoutContent content,
      Set<FurnitureItem> shown,
      Typefaces fonts,
      Sizes sizes,
      Typesetter edges) {
    double side = Math.min(canvas.width(), canvas.height());
    Optional<LogoMark> logo =
        content
            .logo()
            .filter(picture -> shown.contains(FurnitureItem.LOGO))
            .map(picture -> LogoMark.of(picture, sizes, edges, side));
    boolean beside = canvas.width() >= WIDE * canvas.height();
    Typesetter inner = beside ? logo.map(mark -> mark.beside(edges)).orElse(edges) : edges;
    double upper = beside ? sizes.top() : logo.map(LogoMark::bottom).orElse(sizes.top());
    return new UpperCorner(
        logo,
        canvas
            .shownPlace()
            .map(
                place ->
                    PlaceMarks.of(
                        place,
                        Optional.of(settings.marks().locator())
                            .filter(use -> shown.contains(FurnitureItem.LOCATOR)),
                        shown.contains(FurnitureItem.COORDINATES),
                        sizes,
                        fonts,
                        inner,
                        upper,
                        side)));
  }

  /** The boxes of what is shown. */
  List<Rectangle2D> boxes() {
    List<Rectangle2D> boxes = new ArrayList<>();
    place.ifPresent(marks -> boxes.addAll(marks.boxes()));
    logo.ifPresent(mark -> boxes.add(mark.box()));
    return boxes;
  }

  /** Whether a box is that of the logo, which is drawn as it is and never on a plate. */
  boolean isLogo(Rectangle2D box) {
    return logo.map(LogoMark::box).filter(box::equals).isPresent();
  }
}
