package io.terralapse.testkit;

import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;
import java.util.Random;

/**
 * A continuous synthetic landscape of parcels, texture, roads and lakes, drawn at any shift by area
 * sampling, so that the true shift is known exactly. Half of the parcels change with the year.
 */
public final class SyntheticLand {
  private static final int ROADS = 24;

  private final long seed;
  private final double[] roads = new double[3 * ROADS];

  public SyntheticLand(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    for (int i = 0; i < ROADS; i++) {
      double angle = random.nextDouble() * Math.PI;
      roads[3 * i] = Math.cos(angle);
      roads[3 * i + 1] = Math.sin(angle);
      roads[3 * i + 2] = random.nextDouble() * 800 - 400;
    }
  }

  /** The land, moved right by dx and down by dy, without noise. */
  public Frame draw(int width, int height, double dx, double dy, int year) {
    float[] v = new float[width * height];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += at(c + 0.25 + 0.5 * (k & 1) - dx, r + 0.25 + 0.5 * (k >> 1) - dy, year);
        }
        v[r * width + c] = (float) (1000 * sum);
      }
    }
    return new Frame(width, height, new float[][] {v}, new byte[width * height]);
  }

  /**
   * The land displaced by a field: content at p in the unshifted land is at p + d(p). The field is
   * to change slowly.
   */
  public Frame draw(int width, int height, Displacement field, int year) {
    float[] v = new float[width * height];
    double[] moved = new double[2];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double x = c + 0.5;
        double y = r + 0.5;
        for (int step = 0; step < 3; step++) {
          field.at(x, y, moved);
          x = c + 0.5 - moved[0];
          y = r + 0.5 - moved[1];
        }
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += at(x - 0.25 + 0.5 * (k & 1), y - 0.25 + 0.5 * (k >> 1), year);
        }
        v[r * width + c] = (float) (1000 * sum);
      }
    }
    return new Frame(width, height, new float[][] {v}, new byte[width * height]);
  }

  /**
   * The land rotated, scaled and shifted: content at (x, y) in the unshifted land is at (a x - b y
   * + tx, b x + a y + ty).
   */
  public Frame draw(int width, int height, double a, double b, double tx, double ty, int year) {
    double scale = Math.hypot(a, b);
    double square = scale * scale;
    float[] v = new float[width * height];
    for (int i = 0; i < v.length; i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        double u = i % width + 0.25 + 0.5 * (k & 1) - tx;
        double w = Math.floorDiv(i, width) + 0.25 + 0.5 * (k >> 1) - ty;
        sum += at((a * u + b * w) / square, (a * w - b * u) / square, year);
      }
      v[i] = (float) (1000 * sum);
    }
    return new Frame(width, height, new float[][] {v}, new byte[v.length]);
  }

  /** Covers a share of the frame with bright clouds and their shadows, flagged or not. */
  public void addClouds(Frame frame, double share, long cloudSeed, boolean flagged) {
    int w = frame.width();
    int n = w * frame.height();
    float[] v = frame.band(0);
    float[] cloud = new float[n];
    for (int i = 0; i < n; i++) {
      double x = i % w;
      double y = Math.floorDiv(i, w);
      cloud[i] =
          (float)
              (noise(x / 50, y / 50, cloudSeed)
                  + 0.5 * noise(x / 20, y / 20, cloudSeed + 1)
                  + 0.25 * noise(x / 8, y / 8, cloudSeed + 2));
    }
    float[] sorted = cloud.clone();
    Arrays.sort(sorted);
    float from = sorted[(int) ((1 - share) * (n - 1))];
    for (int i = 0; i < n; i++) {
      int caster = i - 12 * w - 9;
      if (caster >= 0 && i % w >= 9 && cloud[caster] > from) {
        v[i] *= 0.55f;
        frame.flags()[i] |= flagged ? Flags.SHADOW : 0;
      }
      if (cloud[i] > from) {
        float opaque = Math.min(0.96f, (cloud[i] - from) * 10);
        v[i] = v[i] * (1 - opaque) + opaque * (3200 + 1500 * (cloud[i] - from));
        frame.flags()[i] |= flagged ? Flags.CLOUD : 0;
      }
    }
  }

  /** Sensor noise. */
  public static void addNoise(Frame frame, double sigma, long noiseSeed) {
    Random random = new Random(noiseSeed);
    float[] v = frame.band(0);
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) Math.max(1, v[i] + sigma * random.nextGaussian());
    }
  }

  private double at(double x, double y, int year) {
    if (noise(x / 130, y / 130, 5) < 0.2) {
      return 0.08;
    }
    double value =
        0.25
            + 0.25 * parcel(x, y, year)
            + 0.15 * noise(x / 9, y / 9, 1)
            + 0.12 * noise(x / 3.3, y / 3.3, 2);
    for (int i = 0; i < roads.length; i += 3) {
      if (Math.abs(roads[i] * x + roads[i + 1] * y - roads[i + 2]) < 1.1) {
        value += 0.25;
      }
    }
    return value;
  }

  private double parcel(double x, double y, int year) {
    long a = (long) Math.floor((x + 15 * noise(x / 80, y / 80, 77)) / 33);
    long b = (long) Math.floor((y + 15 * noise(x / 80, y / 80, 78)) / 41);
    return hash(a, b, 1000 + (hash(a, b, 9) < 0.5 ? 0 : year));
  }

  private double noise(double x, double y, long salt) {
    long ix = (long) Math.floor(x);
    long iy = (long) Math.floor(y);
    double u = x - ix;
    double v = y - iy;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    double top = hash(ix, iy, salt) * (1 - u) + hash(ix + 1, iy, salt) * u;
    double bottom = hash(ix, iy + 1, salt) * (1 - u) + hash(ix + 1, iy + 1, salt) * u;
    return top * (1 - v) + bottom * v;
  }

  /** A hash value from 0 to 1. */
  private double hash(long x, long y, long salt) {
    long h =
        seed * 0x9E3779B97F4A7C15L
            + x * 0xBF58476D1CE4E5B9L
            + y * 0x94D049BB133111EBL
            + salt * 0x2545F4914F6CDD1DL;
    h = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 29)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 32)) >>> 11) * 0x1p-53;
  }
}
