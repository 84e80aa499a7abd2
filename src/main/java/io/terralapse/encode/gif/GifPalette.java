package io.terralapse.encode.gif;

import java.util.Arrays;

/**
 * The colours that all pictures share, and which of them are near a colour. Immutable but for what
 * it has found, thread-safe.
 */
final class GifPalette {
  /** Colours that are tried for a pixel with no match before it. */
  static final int NEIGHBOURS = 24;

  /** Cells a side of the table of nearest colours. */
  private static final int CELLS = 64;

  private static final short UNKNOWN = -1;

  /** Range of both colour axes in Oklab for sRGB, rounded outwards. */
  private static final float CHROMA_RANGE = (float) (0.35 * Oklab.COLOUR);

  private final int[] rgb;
  private final float[] lab;
  private final short[] nearest = new short[CELLS * CELLS * CELLS];
  private final short[] neighbours;
  private final int count;

  /**
   * A palette of 1 to 256 colours.
   *
   * @param rgb {@code 0x00RRGGBB}
   */
  GifPalette(int[] rgb) {
    this.rgb = rgb.clone();
    this.lab = new float[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      Oklab.convert(rgb[i], lab, 3 * i, 1);
    }
    this.count = Math.min(NEIGHBOURS, rgb.length);
    this.neighbours = new short[rgb.length * count];
    findNeighbours();
    Arrays.fill(nearest, UNKNOWN);
  }

  int size() {
    return rgb.length;
  }

  /** A colour, {@code 0x00RRGGBB}. */
  int rgb(int index) {
    return rgb[index];
  }

  /** All colours, {@code 0x00RRGGBB}. */
  int[] colours() {
    return rgb.clone();
  }

  /** Sum of weight times squared distance of points to their nearest colours. */
  double error(double[] points) {
    double sum = 0;
    for (int at = 0; at < points.length; at += 4) {
      float l = (float) points[at];
      float a = (float) points[at + 1];
      float b = (float) points[at + 2];
      sum += points[at + 3] * distance(nearest(l, a, b), l, a, b);
    }
    return sum;
  }

  /** Lightness, green to red, blue to yellow of each colour in turn. */
  float[] lab() {
    return lab;
  }

  /** How many colours {@link #near} gives. */
  int nearCount() {
    return count;
  }

  /** Colours near a point, the nearest ones first but for the coarseness of a table. */
  int near(float l, float a, float b, int order) {
    return neighbours[nearestTo(cell(l, a, b)) * count + order];
  }

  /** The nearest colour. */
  int nearest(float l, float a, float b) {
    int from = nearestTo(cell(l, a, b)) * count;
    int best = 0;
    float least = Float.MAX_VALUE;
    for (int i = from; i < from + count; i++) {
      float d = distance(neighbours[i], l, a, b);
      if (d < least) {
        least = d;
        best = neighbours[i];
      }
    }
    return best;
  }

  private static int cell(float l, float a, float b) {
    return (step(l) * CELLS + step((a + CHROMA_RANGE) / (2 * CHROMA_RANGE))) * CELLS
        + step((b + CHROMA_RANGE) / (2 * CHROMA_RANGE));
  }

  private static int step(float part) {
    return Math.max(0, Math.min(CELLS - 1, (int) (part * CELLS)));
  }

  private float distance(int index, float l, float a, float b) {
    float dl = lab[3 * index] - l;
    float da = lab[3 * index + 1] - a;
    float db = lab[3 * index + 2] - b;
    return dl * dl + da * da + db * db;
  }

  /**
   * The colour nearest to the centre of a cell. Looked for when it is first requested; threads that
   * do so at the same time find the same one.
   */
  private int nearestTo(int cell) {
    if (nearest[cell] == UNKNOWN) {
      int slice = cell / (CELLS * CELLS);
      int line = cell / CELLS % CELLS;
      float l = (slice + 0.5f) / CELLS;
      float a = ((line + 0.5f) / CELLS * 2 - 1) * CHROMA_RANGE;
      float b = ((cell % CELLS + 0.5f) / CELLS * 2 - 1) * CHROMA_RANGE;
      int best = 0;
      float least = Float.MAX_VALUE;
      for (int k = 0; k < rgb.length; k++) {
        float d = distance(k, l, a, b);
        if (d < least) {
          least = d;
          best = k;
        }
      }
      nearest[cell] = (short) best;
    }
    return nearest[cell];
  }

  private void findNeighbours() {
    for (int i = 0; i < rgb.length; i++) {
      long[] order = new long[rgb.length];
      for (int k = 0; k < rgb.length; k++) {
        float d = distance(k, lab[3 * i], lab[3 * i + 1], lab[3 * i + 2]);
        order[k] = (long) Float.floatToIntBits(d) << 32 | k;
      }
      Arrays.sort(order);
      for (int k = 0; k < count; k++) {
        neighbours[i * count + k] = (short) order[k];
      }
    }
  }
}
