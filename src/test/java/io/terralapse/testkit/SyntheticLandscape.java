package io.terralapse.testkit;

import java.util.Random;

/**
 * A made-up place as a function of continuous coordinates: rolling texture, fields with tracks
 * between them, a road, a river, and a bridge that grows. Nothing is stored as pixels, so a view
 * moved by any fraction of a pixel is evaluated, not interpolated, and is exact.
 *
 * <p>Edges are logistic curves about two pixels wide, as a sensor's blur would leave them. The same
 * seed gives the same place.
 */
final class SyntheticLandscape {
  private static final int WAVES = 160;

  /** Scale of the logistic edges; its standard deviation is 1.8 times this, 0.9 px. */
  private static final double EDGE_PX = 0.5;

  private static final double BRIDGE_PX = 44;
  private static final double FIELD_WIDTH_PX = 41;
  private static final double FIELD_HEIGHT_PX = 58;
  private static final double FIELD_ANGLE = 0.31;

  private final double[] fx = new double[WAVES];
  private final double[] fy = new double[WAVES];
  private final double[] phase = new double[WAVES];
  private final double[] amplitude = new double[WAVES];
  private final long seed;
  private final double bridgeX;
  private final double bridgeTop;
  private final double riverY;

  /** A place whose river runs across row {@code riverY} and whose bridge is at {@code bridgeX}. */
  SyntheticLandscape(long seed, double bridgeX, double riverY) {
    this.seed = seed;
    this.bridgeX = bridgeX;
    this.riverY = riverY;
    this.bridgeTop = course(bridgeX) - BRIDGE_PX / 2;
    Random random = new Random(seed);
    double power = 0;
    for (int i = 0; i < WAVES; i++) {
      // Wavelengths from 3.5 px (below Nyquist, and passed by an optical system) to 200 px.
      double frequency = 1 / (3.5 * Math.pow(200 / 3.5, random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      fx[i] = 2 * Math.PI * frequency * Math.cos(angle);
      fy[i] = 2 * Math.PI * frequency * Math.sin(angle);
      phase[i] = 2 * Math.PI * random.nextDouble();
      amplitude[i] = Math.pow(frequency, -0.35);
      power += amplitude[i] * amplitude[i] / 2;
    }
    for (int i = 0; i < WAVES; i++) {
      amplitude[i] /= Math.sqrt(power);
    }
  }

  /**
   * Evaluates the place at pixel centres whose content is moved right by {@code dx} and down by
   * {@code dy} pixels.
   *
   * @param season 0 to 1, how far the crops are between their two states
   * @param bridge 0 to 1, how much of the bridge stands
   * @return relative brightness, about 0 (water) to 2 (bridge), {@code [row * width + column]}
   */
  float[] view(int width, int height, double dx, double dy, double season, double bridge) {
    float[] view = texture(width, height, dx, dy);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int i = row * width + column;
        view[i] = (float) at(column - dx, row - dy, 0.13 * view[i], season, bridge);
      }
    }
    return view;
  }

  private double at(double x, double y, double texture, double season, double bridge) {
    double u = x * Math.cos(FIELD_ANGLE) + y * Math.sin(FIELD_ANGLE);
    double v = y * Math.cos(FIELD_ANGLE) - x * Math.sin(FIELD_ANGLE);
    double land = 0.8 + texture + fields(u, v, season);
    // Tracks along every third field edge, and one straight road.
    land += 0.5 * ridge(nearest(u, 3 * FIELD_WIDTH_PX)) + 0.9 * ridge(y - 0.6 * x - 12.3);
    double course = course(x);
    double water = step(7 + 2 * Math.sin(x / 61) - Math.abs(y - course));
    double value = land * (1 - water) + 0.15 * water;
    double length = BRIDGE_PX * bridge;
    double along = y - bridgeTop;
    double deck = step(2.4 - Math.abs(x - bridgeX)) * step(along) * step(length - along);
    deck *= Math.min(1, 4 * bridge);
    return value + deck * (1.8 - value);
  }

  /** The row of the river's middle line at column {@code x}. */
  private double course(double x) {
    return riverY + 16 * Math.sin(x / 47) + 7 * Math.sin(x / 19 + 1);
  }

  /** The crops, blended across the nearest field edge in each direction. */
  private double fields(double u, double v, double season) {
    double cu = u / FIELD_WIDTH_PX;
    double cv = v / FIELD_HEIGHT_PX;
    long i = (long) Math.floor(cu);
    long j = (long) Math.floor(cv);
    double left = (cu - i) * FIELD_WIDTH_PX;
    double top = (cv - j) * FIELD_HEIGHT_PX;
    long besideU = left < FIELD_WIDTH_PX / 2 ? i - 1 : i + 1;
    long besideV = top < FIELD_HEIGHT_PX / 2 ? j - 1 : j + 1;
    double su = step(-Math.min(left, FIELD_WIDTH_PX - left));
    double sv = step(-Math.min(top, FIELD_HEIGHT_PX - top));
    return (1 - su) * (1 - sv) * crop(i, j, season)
        + su * (1 - sv) * crop(besideU, j, season)
        + (1 - su) * sv * crop(i, besideV, season)
        + su * sv * crop(besideU, besideV, season);
  }

  private double crop(long i, long j, double season) {
    return 0.5 * (1 - season) * hash(i, j, 1) + 0.5 * season * hash(i, j, 2);
  }

  /** A number from 0 to 1 that depends on the seed and the arguments only. */
  private double hash(long i, long j, long k) {
    long h = seed + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL + k * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L; // the finaliser of SplitMix64
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 31)) >>> 11) * 0x1p-53;
  }

  /** The sum of the waves, by the addition theorem: a product of row and column terms each. */
  private float[] texture(int width, int height, double dx, double dy) {
    double[] sum = new double[width * height];
    double[] cos = new double[width];
    double[] sin = new double[width];
    for (int k = 0; k < WAVES; k++) {
      for (int column = 0; column < width; column++) {
        cos[column] = Math.cos(fx[k] * (column - dx) + phase[k]);
        sin[column] = Math.sin(fx[k] * (column - dx) + phase[k]);
      }
      for (int row = 0; row < height; row++) {
        double c = amplitude[k] * Math.cos(fy[k] * (row - dy));
        double s = amplitude[k] * Math.sin(fy[k] * (row - dy));
        for (int column = 0, i = row * width; column < width; column++, i++) {
          sum[i] += c * cos[column] - s * sin[column];
        }
      }
    }
    float[] texture = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      texture[i] = (float) sum[i];
    }
    return texture;
  }

  /** 0 well below zero, 1 well above. */
  private static double step(double distance) {
    return 1 / (1 + Math.exp(-distance / EDGE_PX));
  }

  /** A narrow line: 1 at distance 0. */
  private static double ridge(double distance) {
    return Math.exp(-distance * distance / 2);
  }

  private static double nearest(double x, double period) {
    return x - period * Math.rint(x / period);
  }
}
