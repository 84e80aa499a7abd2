package io.terralapse.furniture;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/**
 * Furniture that is the same in every frame, composited to two bytes per pixel as in {@link
 * Sprite}. Not thread-safe until it is complete.
 */
final class Overlay {
  private final int width;
  private final int height;
  private final Palette palette;
  private final byte[] keep;
  private final byte[] text;

  /** An overlay with the gradients and plates only. */
  Overlay(int width, int height, Shading shading) {
    this.width = width;
    this.height = height;
    this.palette = shading.palette();
    this.keep = new byte[width * height];
    this.text = new byte[width * height];
    for (int row = 0; row < height; row++) {
      Arrays.fill(
          keep, row * width, (row + 1) * width, (byte) Math.round(255 * (1 - shading.rows()[row])));
    }
    shading.plates().forEach(plate -> cover(plate, shading.plateStrength()));
  }

  /** Covers an area with shade, 0 to 1, instead of the gradient. */
  void cover(Rectangle2D plate, double strength) {
    byte covered = (byte) Math.round(255 * (1 - strength));
    int left = (int) Math.max(0, Math.round(plate.getMinX()));
    int right = (int) Math.min(width, Math.round(plate.getMaxX()));
    int top = (int) Math.max(0, Math.round(plate.getMinY()));
    int bottom = (int) Math.min(height, Math.round(plate.getMaxY()));
    for (int row = top; row < bottom; row++) {
      Arrays.fill(keep, row * width + left, row * width + right, covered);
    }
  }

  /** Composites a sprite onto the overlay. */
  void add(Sprite sprite) {
    for (int row = Math.max(0, -sprite.y());
        row < Math.min(sprite.height(), height - sprite.y());
        row++) {
      for (int column = Math.max(0, -sprite.x());
          column < Math.min(sprite.width(), width - sprite.x());
          column++) {
        int from = row * sprite.width() + column;
        int to = (sprite.y() + row) * width + sprite.x() + column;
        int k = sprite.keep(from);
        int t = sprite.text(from);
        // The part that is not of the sprite's letters keeps its mixture.
        int behind = Srgb.divide255((text[to] & 0xFF) * k);
        keep[to] = (byte) Srgb.divide255((keep[to] & 0xFF) * k);
        text[to] = (byte) Math.min(255 - (keep[to] & 0xFF), behind + t);
      }
    }
  }

  /** Composites the overlay onto a picture of the same size. */
  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      if (keep[i] != -1) {
        rgb[i] = Sprite.over(rgb[i], keep[i] & 0xFF, text[i] & 0xFF, palette);
      }
    }
  }
}
