package io.terralapse.tone;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.ToneCorrection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The contribution of one date to the pooled stretch: the per-mille quantiles of its clear pixels,
 * for each band. About 4 KB per band, independent of the size of the preview. Immutable and
 * thread-safe.
 */
public final class ToneSample {
  /** Most pixels that are sampled; one per mille of them is still 20 pixels. */
  private static final int MOST_PIXELS = 20_000;

  /** Quantiles are kept at 0, 1, ..., 1000 permille. */
  static final int STEPS = 1000;

  /** More than any recipe computes. */
  private static final int MOST_BANDS = 64;

  private final int clearPixels;
  private final float[][] quantiles;

  private ToneSample(int clearPixels, float[][] quantiles) {
    this.clearPixels = clearPixels;
    this.quantiles = quantiles;
  }

  /**
   * Samples the clear pixels of a preview (neither no data, cloud nor cloud shadow, finite in every
   * band). If the mask leaves no clear pixel, all valid pixels are used, since a mask that flags a
   * complete date as cloudy does not help.
   *
   * @param preview the date, at any resolution
   * @param inside {@code [row * width + column]}, true inside the requested area
   * @throws IllegalArgumentException if {@code inside} has another size than the preview
   */
  public static ToneSample of(Frame preview, boolean[] inside) {
    if (inside.length != preview.flags().length) {
      throw new IllegalArgumentException(
          "inside: " + inside.length + " for " + preview.flags().length + " pixels");
    }
    int[] chosen = choose(preview, inside, true);
    if (chosen.length == 0) {
      chosen = choose(preview, inside, false);
    }
    float[][] quantiles = new float[preview.bandCount()][];
    for (int b = 0; b < quantiles.length; b++) {
      quantiles[b] = quantiles(preview.band(b), chosen);
    }
    return new ToneSample(chosen.length, quantiles);
  }

  /** Writes the sample, exactly; {@link #readFrom} reads it. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(clearPixels);
    out.writeInt(quantiles.length);
    ByteBuffer bytes = ByteBuffer.allocate((STEPS + 1) * Float.BYTES);
    for (float[] band : quantiles) {
      bytes.clear().asFloatBuffer().put(band);
      out.write(bytes.array());
    }
  }

  /**
   * Reads a sample.
   *
   * @throws IOException if it is truncated or none
   */
  public static ToneSample readFrom(DataInput in) throws IOException {
    int clear = in.readInt();
    int bands = in.readInt();
    if (clear < 0 || bands < 0 || bands > MOST_BANDS) {
      throw new IOException("a sample of " + bands + " bands");
    }
    float[][] quantiles = new float[bands][STEPS + 1];
    byte[] bytes = new byte[(STEPS + 1) * Float.BYTES];
    for (float[] band : quantiles) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(band);
    }
    return new ToneSample(clear, quantiles);
  }

  private static int[] choose(Frame preview, boolean[] inside, boolean clearOnly) {
    byte[] flags = preview.flags();
    int[] chosen = new int[flags.length];
    int n = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean usable = clearOnly ? Flags.isClear(flags[i]) : Flags.isValid(flags[i]);
      if (inside[i] && usable && finite(preview, i)) {
        chosen[n++] = i;
      }
    }
    return thinned(chosen, n);
  }

  /**
   * At most {@link #MOST_PIXELS} of the pixels, evenly spaced, which bounds the time for sorting.
   */
  private static int[] thinned(int[] chosen, int n) {
    if (n <= MOST_PIXELS) {
      return Arrays.copyOf(chosen, n);
    }
    int[] subset = new int[MOST_PIXELS];
    for (int i = 0; i < MOST_PIXELS; i++) {
      subset[i] = chosen[(int) ((long) i * n / MOST_PIXELS)];
    }
    return subset;
  }

  private static boolean finite(Frame preview, int pixel) {
    for (int b = 0; b < preview.bandCount(); b++) {
      if (!Float.isFinite(preview.band(b)[pixel])) {
        return false;
      }
    }
    return true;
  }

  private static float[] quantiles(float[] band, int[] chosen) {
    float[] sorted = new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      sorted[i] = band[chosen[i]];
    }
    Arrays.sort(sorted);
    float[] quantiles = new float[STEPS + 1];
    if (sorted.length > 0) {
      for (int q = 0; q <= STEPS; q++) {
        quantiles[q] = sorted[(int) ((long) (sorted.length - 1) * q / STEPS)];
      }
    }
    return quantiles;
  }

  /** True if the date has no usable pixel, and is ignored by the stretch. */
  public boolean isEmpty() {
    return clearPixels == 0;
  }

  /** How many pixels were sampled. */
  public int clearPixels() {
    return clearPixels;
  }

  /**
   * The fraction of the pixels that a stretch shows black in every band, or white in every band,
   * whichever is larger.
   *
   * @return 0 to 1; 0 if the sample is empty
   */
  public double clippedFraction(Stretch stretch) {
    double black = isEmpty() ? 0 : 1;
    double white = black;
    for (int b = 0; b < quantiles.length; b++) {
      int dark = 0;
      int bright = 0;
      for (float value : quantiles[b]) {
        dark += value <= stretch.low(b) ? 1 : 0;
        bright += value >= stretch.high(b) ? 1 : 0;
      }
      black = Math.min(black, dark / (double) quantiles[b].length);
      white = Math.min(white, bright / (double) quantiles[b].length);
    }
    return Math.max(black, white);
  }

  /** The sample of the same date after a correction of its tone. */
  public ToneSample corrected(ToneCorrection correction) {
    if (correction.isIdentity() || isEmpty()) {
      return this;
    }
    float[][] corrected = new float[quantiles.length][];
    for (int b = 0; b < quantiles.length; b++) {
      corrected[b] = quantiles[b].clone();
      for (int q = 0; q < corrected[b].length; q++) {
        corrected[b][q] = (float) correction.apply(b, corrected[b][q]);
      }
    }
    return new ToneSample(clearPixels, corrected);
  }

  /** Number of bands. */
  public int bandCount() {
    return quantiles.length;
  }

  /** The {@code permille} (0 to 1000) quantile of a band; 0 if the sample is empty. */
  public double quantile(int band, int permille) {
    return quantiles[band][permille];
  }
}
