package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.Set;

/**
 * The scale bar and the north arrow beside it, at the margin where texts end. Immutable.
 *
 * @param bar the scale bar, if it is shown
 * @param north direction of true north, degrees clockwise from up; NaN shows no arrow
 */
record ScaleMarks(
    Optional<ScaleBar> bar, double north, Sizes sizes, Typefaces fonts, Typesetter edges) {

  /** What is shown of both. */
  static ScaleMarks of(
      FurnitureSettings settings,
      Canvas canvas,
      Set<FurnitureItem> shown,
      Sizes sizes,
      Typefaces fonts,
      Typesetter edges) {
    return new ScaleMarks(
        shown.contains(FurnitureItem.SCALE_BAR)
            ? ScaleBar.of(canvas, settings.marks().units())
            : Optional.empty(),
        shown.contains(FurnitureItem.NORTH_ARROW) ? canvas.northDegrees() : Double.NaN,
        sizes,
        fonts,
        edges);
  }

  boolean hasArrow() {
    return Double.isFinite(north);
  }

  /** Whether anything is shown. */
  boolean isEmpty() {
    return bar.isEmpty() && !hasArrow();
  }

  /** The width of both with the gap between them; 0 if there is neither. */
  double width() {
    return barWidth() + (hasArrow() ? arrowSize() + sizes.gap() : 0);
  }

  private double barWidth() {
    return bar.map(b -> Math.max(b.pixels(), label(b).width())).orElse(0.0);
  }

  private Typeface.Line label(ScaleBar b) {
    return fonts.regular().line(b.label(), sizes.label());
  }

  private double arrowSize() {
    return 1.9 * sizes.label();
  }

  /** Upper edge of what is shown if its lower edge is {@code bottom}; that if nothing is. */
  double top(double bottom) {
    double top = bottom;
    if (bar.isPresent()) {
      top = bottom - 3 * sizes.stroke() - (0.35 + Typesetter.CAPITAL) * sizes.label();
    }
    if (hasArrow()) {
      double letter = 0.8 * sizes.label() * (Typesetter.CAPITAL + 0.2);
      top = Math.min(top, bottom - letter - arrowSize());
    }
    return top;
  }

  /** The scale bar with its label; empty if it is not shown. */
  Optional<Path2D> barOutline(double bottom) {
    return bar.map(
        b -> {
          double tick = 3 * sizes.stroke();
          double left = edges.leftAtEnd(b.pixels(), 0);
          Path2D marks = barPath(b, left, bottom, tick);
          double baseline = bottom - tick - 0.35 * sizes.label();
          marks.append(edges.atEnd(label(b).outline(), baseline), false);
          return marks;
        });
  }

  private Path2D barPath(ScaleBar b, double left, double bottom, double tick) {
    double stroke = sizes.stroke();
    double up = tick - stroke;
    Path2D path = new Path2D.Double();
    path.append(new Rectangle2D.Double(left, bottom - stroke, b.pixels(), stroke), false);
    path.append(new Rectangle2D.Double(left, bottom - tick, stroke, up), false);
    path.append(
        new Rectangle2D.Double(left + b.pixels() - stroke, bottom - tick, stroke, up), false);
    return path;
  }

  /** The arrow with its letter; empty if it is not shown. */
  Optional<Path2D> arrowOutline(double bottom) {
    if (!hasArrow()) {
      return Optional.empty();
    }
    double size = arrowSize();
    double em = 0.8 * sizes.label();
    double width = barWidth();
    double x = edges.leftAtEnd(size, width + (width > 0 ? sizes.gap() : 0)) + size / 2;
    Path2D marks =
        NorthArrow.outline(x, bottom - em * (Typesetter.CAPITAL + 0.2) - size / 2, size, north);
    Typeface.Line n = fonts.semibold().line("N", em);
    marks.append(Typesetter.moved(n.outline(), x - n.width() / 2, bottom), false);
    return Optional.of(marks);
  }

  /**
   * Adds bar and arrow to an overlay.
   *
   * @param bottom lower edge, pixels
   * @param em size of their letters, pixels
   */
  void paint(Overlay overlay, double bottom, double em, Shading shading) {
    barOutline(bottom).ifPresent(bar -> overlay.add(Sprite.of(bar, em, 1, shading)));
    arrowOutline(bottom).ifPresent(arrow -> overlay.add(Sprite.of(arrow, em, 1, shading)));
  }
}
