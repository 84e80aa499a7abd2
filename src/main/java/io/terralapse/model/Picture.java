package io.terralapse.model;

/**
 * A finished 8-bit sRGB image, one int a pixel as {@code 0x00RRGGBB}, row by row. A plain buffer,
 * not thread-safe; whoever made it may draw on it until it is handed to an encoder.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] rgb;

  /** A black picture. */
  public Picture(int width, int height) {
    this(width, height, new int[width * height]);
  }

  /** Takes the array over without copying. */
  public Picture(int width, int height, int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          "pixels: " + rgb.length + " for " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A picture of the same pixels, which can be drawn on without changing this one. */
  public Picture copy() {
    return new Picture(width, height, rgb.clone());
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The live pixels. */
  public int[] rgb() {
    return rgb;
  }
}
