package io.terralapse.page;

import io.terralapse.model.Picture;

/** Draws the round badge with a triangle that says "video" onto a picture. Stateless. */
public final class PlayBadge {
  /** Radius in shares of the shorter side. */
  private static final double RADIUS = 0.11;

  /** How opaque the dark disc is, 0 to 1. */
  private static final double OPACITY = 0.72;

  /** Samples of a pixel in each direction, for smooth edges. */
  private static final int SAMPLES = 4;

  private PlayBadge() {}

  /** Draws the badge in the middle of a picture, which is changed. */
  public static void draw(Picture picture) {
    double radius = RADIUS * Math.min(picture.width(), picture.height());
    double centreX = picture.width() / 2.0;
    double centreY = picture.height() / 2.0;
    int[] rgb = picture.rgb();
    int reach = (int) Math.ceil(radius) + 1;
    for (int y = Math.max(0, (int) centreY - reach);
        y < Math.min(picture.height(), (int) centreY + reach + 1);
        y++) {
      for (int x = Math.max(0, (int) centreX - reach);
          x < Math.min(picture.width(), (int) centreX + reach + 1);
          x++) {
        int disc = 0;
        int white = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
          int row = i / SAMPLES;
          int column = i % SAMPLES;
          double u = (x + (column + 0.5) / SAMPLES - centreX) / radius;
          double v = (y + (row + 0.5) / SAMPLES - centreY) / radius;
          boolean mark = isTriangle(u, v) || isRing(u, v);
          white += mark ? 1 : 0;
          disc += !mark && u * u + v * v < 1 ? 1 : 0;
        }
        int at = y * picture.width() + x;
        rgb[at] = blend(rgb[at], 0x101316, OPACITY * disc / (SAMPLES * SAMPLES));
        rgb[at] = blend(rgb[at], 0xFFFFFF, (double) white / (SAMPLES * SAMPLES));
      }
    }
  }

  /** A triangle that points right, its centre of mass in the middle. */
  private static boolean isTriangle(double u, double v) {
    return u > -0.26 && Math.abs(v) < 0.48 * (0.56 - u) / 0.82;
  }

  private static boolean isRing(double u, double v) {
    double r = Math.hypot(u, v);
    return r > 0.93 && r < 1;
  }

  private static int blend(int below, int above, double share) {
    int red = mix(below >> 16 & 0xFF, above >> 16 & 0xFF, share);
    int green = mix(below >> 8 & 0xFF, above >> 8 & 0xFF, share);
    return red << 16 | green << 8 | mix(below & 0xFF, above & 0xFF, share);
  }

  private static int mix(int below, int above, double share) {
    return (int) Math.round(below + (above - below) * share);
  }
}
