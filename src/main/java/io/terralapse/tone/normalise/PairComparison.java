package io.terralapse.tone.normalise;

import java.util.Arrays;
import java.util.Optional;

/**
 * Compares the tone of two dates over pixels that have not changed.
 *
 * <p>In: two aligned coarse images, and the pixels whose values vary least over the sequence. Out:
 * a {@link TonePair}, or the reason why there is none. Half of the unchanged pixels, in a
 * chequerboard of cells, give the difference; the other half verifies it.
 */
final class PairComparison {
  /** Fewer than these are too few pixels to be compared, or to have been found unchanged. */
  private static final int LEAST_PIXELS = 200;

  private static final int LEAST_UNCHANGED = 120;

  /** Of an area that is compared at least this share has to be unchanged. */
  private static final double LEAST_SHARE = 0.03;

  /** Cells along the longer side of the frame, and how many of them unchanged pixels are in. */
  private static final int CELLS = 12;

  private static final int LEAST_CELLS = 8;
  private static final double LEAST_CELL_SHARE = 0.15;
  private static final int LEAST_PER_CELL = 3;

  /** A pixel is unchanged if that is more probable than this. */
  private static final double UNCHANGED = 0.1;

  /** Noise of a pixel of a coarse image, as a fraction of its value. */
  private static final double NOISE = 0.02;

  /** Log ratios farther than this from the common one are changes, or shadow and haze. */
  private static final double MOST_DIFFERENCE = 0.4;

  /** Kernel of the first weights, log units. */
  private static final double FIRST_KERNEL = 0.12;

  private static final double MOST_SPREAD = 0.25;
  private static final double MOST_DISAGREEMENT = 0.05;

  /** What no measurement is more exact than, log units. */
  private static final double LEAST_UNCERTAINTY = 0.006;

  /**
   * Unchanged pixels span dark and bright if their brightest tenth is this many times as bright.
   */
  private static final double LEAST_RANGE = 1.5;

  private final ToneDomain domain;
  private final boolean withOffsets;

  PairComparison(ToneDomain domain, boolean withOffsets) {
    this.domain = domain;
    this.withOffsets = withOffsets;
  }

  /**
   * The result for two dates.
   *
   * @param pair empty if the evidence is too weak
   * @param noChangeShare share of the pixels compared that were found unchanged
   * @param reason why there is no pair
   */
  record Result(Optional<TonePair> pair, double noChangeShare, String reason) {
    static Result refused(double share, String reason) {
      return new Result(Optional.empty(), share, reason);
    }
  }

  /** The pixels of two dates that are compared. */
  private static final class Common {
    private final int[] pixels;
    private final double[][] x;
    private final double[][] y;

    Common(int[] pixels, double[][] x, double[][] y) {
      this.pixels = pixels;
      this.x = x;
      this.y = y;
    }

    double[][] logRatios() {
      double[][] ratios = new double[x.length][pixels.length];
      for (int b = 0; b < x.length; b++) {
        for (int p = 0; p < pixels.length; p++) {
          ratios[b][p] = y[b][p] - x[b][p];
        }
      }
      return ratios;
    }
  }

  /**
   * Compares two dates.
   *
   * @param stable pixels whose values vary least
   */
  Result compare(int from, ToneImage first, int to, ToneImage second, boolean[] stable) {
    Common common = common(first, second, stable);
    if (common.pixels.length < LEAST_PIXELS) {
      return Result.refused(0, "too few pixels are clear land on it and on the dates near it");
    }
    double[][] ratios = common.logRatios();
    double[] mode = ToneMode.of(ratios);
    double[] weights =
        IrMad.probabilities(common.x, common.y, firstWeights(ratios, mode), noise(mode.length));
    Cells cells = new Cells(first.width(), first.height());
    int[] unchanged = unchanged(weights);
    double share = unchanged.length / (double) common.pixels.length;
    if (unchanged.length < LEAST_UNCHANGED || share < LEAST_SHARE) {
      return Result.refused(share, "too few pixels are unchanged between it and the dates near it");
    }
    int occupied = cells.occupied(common.pixels, unchanged);
    int possible = cells.occupied(common.pixels, all(common.pixels.length));
    if (occupied < LEAST_CELLS || occupied < LEAST_CELL_SHARE * possible) {
      return Result.refused(share, "the unchanged pixels are in one part of the frame");
    }
    return measure(from, to, common, ratios, unchanged, cells, occupied, share);
  }

  private Result measure(
      int from,
      int to,
      Common common,
      double[][] ratios,
      int[] unchanged,
      Cells cells,
      int occupied,
      double share) {
    int[] used = cells.half(common.pixels, unchanged, 0);
    int[] held = cells.half(common.pixels, unchanged, 1);
    if (Math.min(used.length, held.length) < LEAST_UNCHANGED / 4) {
      return Result.refused(share, "the unchanged pixels are in one part of the frame");
    }
    int k = ratios.length;
    double[] gain = new double[k];
    double[] heldOut = new double[k];
    double spread = 0;
    double disagreement = 0;
    for (int b = 0; b < k; b++) {
      double[] values = select(ratios[b], used);
      gain[b] = Robust.centre(values);
      heldOut[b] = Robust.centre(select(ratios[b], held));
      spread = Math.max(spread, Robust.deviation(values, gain[b]));
      disagreement = Math.max(disagreement, Math.abs(gain[b] - heldOut[b]));
    }
    if (spread > MOST_SPREAD || disagreement > MOST_DISAGREEMENT) {
      return Result.refused(share, "the unchanged pixels do not agree on a difference of tone");
    }
    double uncertainty =
        Math.max(LEAST_UNCERTAINTY, Math.hypot(spread / Math.sqrt(occupied), disagreement / 2))
            / Math.sqrt(Math.min(1, share / 0.3));
    double[] slopes = new double[k];
    double[] meanFrom = new double[k];
    double[] meanTo = new double[k];
    boolean spans = withOffsets && !domain.decibels();
    for (int b = 0; b < k; b++) {
      double[] x = values(select(common.x[b], used));
      double[] y = values(select(common.y[b], used));
      OrthogonalRegression line =
          withOffsets
              ? OrthogonalRegression.of(x, y, Math.exp(gain[b]))
              : new OrthogonalRegression(Double.NaN, Robust.median(x), Robust.median(y));
      meanFrom[b] = line.meanX();
      meanTo[b] = line.meanY();
      slopes[b] = Math.log(line.slope());
      spans &= Robust.quantile(x, 0.95) > LEAST_RANGE * Robust.quantile(x, 0.05);
    }
    // An offset in some channels only would tint what is dark.
    double[] slope =
        spans && Arrays.stream(slopes).allMatch(Double::isFinite) ? slopes : gain.clone();
    TonePair pair =
        new TonePair(from, to, gain, slope, meanFrom, meanTo, uncertainty, heldOut, share, spread);
    return new Result(Optional.of(pair), share, "");
  }

  private Common common(ToneImage first, ToneImage second, boolean[] stable) {
    int k = first.bandCount();
    int[] pixels = new int[stable.length];
    double[][] x = new double[k][stable.length];
    double[][] y = new double[k][stable.length];
    int n = 0;
    for (int i = 0; i < stable.length; i++) {
      boolean usable = true;
      for (int b = 0; b < k; b++) {
        x[b][n] = domain.log(first.band(b)[i]);
        y[b][n] = domain.log(second.band(b)[i]);
        usable &= Double.isFinite(x[b][n]) && Double.isFinite(y[b][n]);
      }
      if (usable && stable[i]) {
        pixels[n++] = i;
      }
      if (n == stable.length) {
        break;
      }
    }
    for (int b = 0; b < k; b++) {
      x[b] = Arrays.copyOf(x[b], n);
      y[b] = Arrays.copyOf(y[b], n);
    }
    return new Common(Arrays.copyOf(pixels, n), x, y);
  }

  private static double[] noise(int bands) {
    double[] noise = new double[bands];
    Arrays.fill(noise, NOISE);
    return noise;
  }

  private static double[] firstWeights(double[][] ratios, double[] mode) {
    double[] weights = new double[ratios[0].length];
    for (int p = 0; p < weights.length; p++) {
      double squares = 0;
      double most = 0;
      for (int b = 0; b < mode.length; b++) {
        double distance = ratios[b][p] - mode[b];
        squares += distance * distance;
        most = Math.max(most, Math.abs(distance));
      }
      // Not 0 where the tone is possible: those pixels may come back.
      weights[p] =
          most > MOST_DIFFERENCE
              ? 0
              : Math.max(1e-9, StrictMath.exp(-squares / (2 * FIRST_KERNEL * FIRST_KERNEL)));
    }
    return weights;
  }

  private static int[] unchanged(double[] weights) {
    int[] unchanged = new int[weights.length];
    int n = 0;
    for (int p = 0; p < weights.length; p++) {
      if (weights[p] > UNCHANGED) {
        unchanged[n++] = p;
      }
    }
    return Arrays.copyOf(unchanged, n);
  }

  private static int[] all(int n) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static double[] select(double[] values, int[] chosen) {
    double[] selected = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      selected[i] = values[chosen[i]];
    }
    return selected;
  }

  private static double[] values(double[] logs) {
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = StrictMath.exp(logs[i]);
    }
    return values;
  }

  /** Square cells of the frame. */
  private record Cells(int width, int height) {
    private int side() {
      return Math.max(2, (Math.max(width, height) + CELLS - 1) / CELLS);
    }

    private int cellOf(int pixel) {
      return pixel / width / side() * CELLS + pixel % width / side();
    }

    /** How many cells have some of the chosen pixels. */
    int occupied(int[] pixels, int[] chosen) {
      int[] count = new int[CELLS * CELLS];
      for (int p : chosen) {
        count[cellOf(pixels[p])]++;
      }
      return (int) Arrays.stream(count).filter(n -> n >= LEAST_PER_CELL).count();
    }

    /** The chosen pixels in cells of one colour of a chequerboard. */
    int[] half(int[] pixels, int[] chosen, int colour) {
      return Arrays.stream(chosen)
          .filter(
              p -> {
                int cell = cellOf(pixels[p]);
                return (cell / CELLS + cell % CELLS) % 2 == colour;
              })
          .toArray();
    }
  }
}
