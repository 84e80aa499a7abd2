package io.terralapse.chart;

import io.terralapse.furniture.FlatPainter;
import io.terralapse.model.Picture;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Filled shapes in the order in which they are drawn, as a picture and as SVG, so that both show
 * the same. Letters are shapes too: neither needs a font. Not thread-safe.
 */
public final class Drawing {
  private static final int PAPER = 0xFFFFFF;

  private final int width;
  private final int height;
  private final String title;
  private final String description;
  private final List<Filled> shapes = new ArrayList<>();

  private record Filled(Shape shape, int rgb) {}

  Drawing(int width, int height, String title, String description) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.description = description;
  }

  void fill(Shape shape, int rgb) {
    shapes.add(new Filled(shape, rgb));
  }

  /** A straight line. */
  void line(double x0, double y0, double x1, double y1, double thick, int rgb) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
    stroke(path, thick, rgb);
  }

  void stroke(Shape path, double thick, int rgb) {
    fill(
        new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
            .createStrokedShape(path),
        rgb);
  }

  /** A mark of one of three forms around a point. */
  static Shape mark(int form, double x, double y, double radius) {
    return switch (form) {
      case 0 -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      case 1 ->
          new Rectangle2D.Double(x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius);
      default ->
          AffineTransform.getRotateInstance(Math.PI / 4, x, y)
              .createTransformedShape(
                  new Rectangle2D.Double(
                      x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius));
    };
  }

  /** The drawing on white. */
  public Picture picture() {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), PAPER);
    FlatPainter painter = new FlatPainter(picture);
    shapes.forEach(one -> painter.fill(one.shape(), one.rgb()));
    return picture;
  }

  /**
   * Writes the drawing as SVG 1.1, with its title and a description for readers that do not see it.
   *
   * @param out not closed
   */
  public void writeSvg(Writer out) throws IOException {
    out.write(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d"
                + " %d\" role=\"img\">\n<title>%s</title>\n<desc>%s</desc>\n"
                + "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n",
            width,
            height,
            width,
            height,
            escaped(title),
            escaped(description),
            width,
            height));
    for (Filled one : shapes) {
      String path = path(one.shape());
      if (!path.isEmpty()) {
        out.write(String.format(Locale.ROOT, "<path fill=\"#%06x\" d=\"%s\"/>\n", one.rgb(), path));
      }
    }
    out.write("</svg>\n");
  }

  private static String path(Shape shape) {
    StringBuilder text = new StringBuilder();
    double[] p = new double[6];
    for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
      int kind = it.currentSegment(p);
      text.append("MLQCZ".charAt(kind));
      for (int i = 0; i < new int[] {2, 2, 4, 6, 0}[kind]; i++) {
        text.append(i == 0 ? "" : " ").append(number(p[i]));
      }
    }
    return text.toString();
  }

  /** Hundredths of a pixel, without what says nothing. */
  private static String number(double value) {
    long hundredths = Math.round(100 * value);
    String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    return text.endsWith(".00")
        ? text.substring(0, text.length() - 3)
        : text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }

  private static String escaped(String text) {
    return text.codePoints()
        .filter(c -> c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
