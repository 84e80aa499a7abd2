package io.terralapse.grid;

import java.util.Optional;
import java.util.stream.Stream;

/** The shapes of renditions, with the size in pixels that each has by default. */
public enum Shape {
  WIDE("16:9", 1920, 1080),
  SQUARE("1:1", 1080, 1080),
  PORTRAIT("4:5", 1080, 1350),
  VERTICAL("9:16", 1080, 1920),

  /** For the column of a newsletter, 600 wide, at the double resolution of today's displays. */
  NEWSLETTER("newsletter", 1200, 800);

  private final String word;
  private final int width;
  private final int height;

  Shape(String word, int width, int height) {
    this.word = word;
    this.width = width;
    this.height = height;
  }

  /** The shape with a name, as in the configuration. */
  public static Optional<Shape> find(String word) {
    return Stream.of(values()).filter(shape -> shape.word.equals(word)).findFirst();
  }

  /** As in the configuration. */
  public String word() {
    return word;
  }

  /** The default size. */
  public GridSettings.Size size() {
    return new GridSettings.Size(width, height);
  }

  /** The size of some width: the nearest even height of the shape. */
  public GridSettings.Size ofWidth(int wide) {
    return new GridSettings.Size(wide, 2 * (int) Math.round(wide * (double) height / width / 2));
  }
}
