package io.terralapse.furniture;

import io.terralapse.model.Picture;
import java.util.Arrays;

/**
 * Furniture that is the same in every frame, composited to two bytes per pixel as in {@link
 * Sprite}. Not thread-safe until it is complete.
 */
final class Overlay {
  private final int width;
  private final int height;
  private final byte[] keep;
  private final byte[] add;

  /** A transparent overlay. */
  Overlay(int width, int height) {
    this.width = width;
    this.height = height;
    this.keep = new byte[width * height];
    this.add = new byte[width * height];
    Arrays.fill(keep, (byte) 255);
  }

  /**
   * Adds a gradient that darkens by {@code strength} (0 to 1) at the top edge and by 0 from {@code
   * rows} on.
   */
  void darkenTop(double rows, double strength) {
    for (int row = 0; row < Math.min(height, rows); row++) {
      darken(row, strength * ease(1 - (row + 0.5) / rows));
    }
  }

  /** As {@link #darkenTop}, from the bottom edge. */
  void darkenBottom(double rows, double strength) {
    for (int row = 0; row < Math.min(height, rows); row++) {
      darken(height - 1 - row, strength * ease(1 - (row + 0.5) / rows));
    }
  }

  /** Smoothstep, so that the gradient has no visible edge. */
  private static double ease(double t) {
    double c = Math.max(0, Math.min(1, t));
    return c * c * (3 - 2 * c);
  }

  private void darken(int row, double by) {
    int factor = (int) Math.round(255 * (1 - by));
    for (int i = row * width; i < (row + 1) * width; i++) {
      keep[i] = (byte) Sprite.divide255((keep[i] & 0xFF) * factor);
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
        keep[to] = (byte) Sprite.divide255((keep[to] & 0xFF) * k);
        add[to] = (byte) Math.min(255, Sprite.divide255((add[to] & 0xFF) * k) + sprite.add(from));
      }
    }
  }

  /** Composites the overlay onto a picture of the same size. */
  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      if (keep[i] != -1) {
        rgb[i] = Sprite.over(rgb[i], keep[i] & 0xFF, add[i] & 0xFF);
      }
    }
  }
}
