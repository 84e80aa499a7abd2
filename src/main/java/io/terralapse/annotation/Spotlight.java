package io.terralapse.annotation;

import io.terralapse.furniture.ShapeCoverage;
import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import java.util.List;

/** Dims what is outside of some areas. Immutable; about one byte a pixel. */
final class Spotlight {
  /** Brightness that is left outside, of 255. */
  private static final int OUTSIDE = 115;

  /** Width of the soft edge, a share of the shorter side of the frame. */
  private static final double EDGE = 0.004;

  private final byte[] light;

  /** Light on the areas together. */
  Spotlight(List<Annotation> areas, int width, int height) {
    light = new byte[width * height];
    int radius = (int) Math.max(1, Math.round(EDGE * Math.min(width, height)));
    for (Annotation area : areas) {
      int[] coverage = ShapeCoverage.of(area.shape(), width, height);
      BoxBlur.blurThrice(coverage, width, height, radius);
      for (int i = 0; i < light.length; i++) {
        int lit = OUTSIDE + Srgb.divide255((255 - OUTSIDE) * coverage[i]);
        light[i] = (byte) Math.max(light[i] & 0xFF, lit);
      }
    }
  }

  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    for (int i = 0; i < light.length; i++) {
      int factor = light[i] & 0xFF;
      if (factor < 255) {
        rgb[i] =
            Srgb.divide255(((rgb[i] >> 16) & 0xFF) * factor) << 16
                | Srgb.divide255(((rgb[i] >> 8) & 0xFF) * factor) << 8
                | Srgb.divide255((rgb[i] & 0xFF) * factor);
      }
    }
  }
}
