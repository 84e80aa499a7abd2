package io.terralapse.encode.gif;

import io.terralapse.encode.budget.Coder;
import io.terralapse.encode.budget.ReducedSequence;
import io.terralapse.model.Picture;
import io.terralapse.model.PixelRect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Codes one sequence as GIF. Its pictures share one palette; one that differs so much from the
 * others that a palette of its own costs fewer bits than the error it removes is worth gets that.
 * Thread-safe.
 */
final class GifCoder implements Coder {
  /** Units of GIF's delays in a second. */
  static final int UNITS_PER_SECOND = 100;

  /** Cost of a bit at best: an error of one code value is not worth one. */
  private static final double FINEST = 3e-7;

  /** Cost of a bit at the coarsest: beyond it land turns into patches. */
  private static final double COARSEST = 4e-4;

  /** Rare colours count more than their number of pixels. */
  private static final double RARE_COLOURS = 0.95;

  /** Part of an error that goes to the neighbours: more makes grain, less makes contours. */
  private static final float DIFFUSION = 0.15f;

  /** Weighted squared error up to which a pixel on the screen is as good as new: 1 code value. */
  private static final float UNNOTICED = 1.2e-5f;

  /** A file this much larger than the limit is not coded to its end. */
  private static final double HOPELESS = 1.6;

  private static final int BITS_PER_COLOUR = 24;

  private final ReducedSequence pictures;
  private final GifPalette shared;
  private final List<Own> own;
  private final int depth;
  private final int plays;

  /** A palette for one picture, and how much of its error that would remove. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Own(int[] rgb, double gain) {}

  private GifCoder(
      ReducedSequence pictures, GifPalette shared, List<Own> own, int depth, int plays) {
    this.pictures = pictures;
    this.shared = shared;
    this.own = own;
    this.depth = depth;
    this.plays = plays;
  }

  /** Chooses the palettes: one for all pictures, and those that single ones would have. */
  static GifCoder of(ReducedSequence pictures, GifSettings settings) throws IOException {
    // One index is kept for "as before".
    int colours = settings.colours() - 1;
    ColourHistogram all = new ColourHistogram();
    for (int i = 0; i < pictures.size(); i++) {
      all.add(histogram(pictures.get(i)));
    }
    GifPalette shared = Quantiser.palette(all.points(RARE_COLOURS), colours);
    int most = shared.size();
    List<Own> own = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      ColourHistogram histogram = histogram(pictures.get(i));
      GifPalette palette = Quantiser.palette(histogram.points(RARE_COLOURS), colours);
      double[] points = histogram.points(1);
      own.add(new Own(palette.colours(), shared.error(points) - palette.error(points)));
      most = Math.max(most, palette.size());
    }
    int bits = 2;
    while (1 << bits < most + 1) {
      bits++;
    }
    int plays = settings.loop().passes(pictures.seconds());
    return new GifCoder(pictures, shared, own, bits, plays);
  }

  private static ColourHistogram histogram(Picture picture) {
    ColourHistogram histogram = new ColourHistogram();
    histogram.add(picture.rgb(), PreparedPicture.of(picture));
    return histogram;
  }

  /** A picture's own palette if that is worth its bits; otherwise null. */
  private @Nullable GifPalette ownPalette(int index, float lambda) {
    Own candidate = own.get(index);
    boolean pays = candidate.gain() > lambda * (BITS_PER_COLOUR << depth);
    return pays ? new GifPalette(candidate.rgb()) : null;
  }

  /** Cost of a bit for a coarseness of 0 to 1. */
  private static float lambda(double coarseness) {
    return (float) (FINEST * StrictMath.pow(COARSEST / FINEST, coarseness));
  }

  @Override
  public Attempt code(double coarseness, long limit) throws IOException {
    int width = pictures.width();
    int height = pictures.height();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GifFile.writeHeader(out, width, height, shared, depth, plays);
    int[] delays = pictures.durations(UNITS_PER_SECOND);
    float[] shown = new float[3 * width * height];
    float lambda = lambda(coarseness);
    PreparedPicture before = null;
    long bytes = out.size() + 1L;
    for (int i = 0; i < pictures.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      PreparedPicture picture = PreparedPicture.of(pictures.get(i));
      PixelRect area = before == null ? whole(picture) : changed(before, picture, shown);
      GifPalette ownPalette = ownPalette(i, lambda);
      GifPalette palette = ownPalette == null ? shared : ownPalette;
      int transparent = before == null ? -1 : palette.size();
      byte[] codes =
          new LossyLzw(palette, picture, shown, area, transparent, depth, lambda, DIFFUSION)
              .encode();
      int start = out.size();
      GifFile.writePicture(out, area, delays[i], transparent, depth, ownPalette, codes);
      bytes += out.size() - start;
      if (bytes > limit) {
        out.reset();
      }
      if (bytes > HOPELESS * limit) {
        return new Attempt(bytes * pictures.size() / (i + 1), null);
      }
      before = picture;
    }
    GifFile.writeEnd(out);
    return new Attempt(bytes, bytes <= limit ? out.toByteArray() : null);
  }

  private static PixelRect whole(PreparedPicture picture) {
    return new PixelRect(0, 0, picture.width(), picture.height());
  }

  /**
   * The rectangle outside of which nothing has to be drawn: there the picture is that before, or
   * what is on the screen is as good. One pixel if nothing has changed.
   */
  private static PixelRect changed(PreparedPicture before, PreparedPicture picture, float[] shown) {
    int width = picture.width();
    int left = width;
    int right = -1;
    int top = picture.height();
    int bottom = -1;
    for (int i = 0; 3 * i < shown.length; i++) {
      if (isNoticed(before, picture, i, shown)) {
        int column = i % width;
        left = Math.min(left, column);
        right = Math.max(right, column);
        top = Math.min(top, i / width);
        bottom = i / width;
      }
    }
    return right < 0
        ? new PixelRect(0, 0, 1, 1)
        : new PixelRect(left, top, right - left + 1, bottom - top + 1);
  }

  private static boolean isNoticed(
      PreparedPicture before, PreparedPicture picture, int at, float[] shown) {
    float[] lab = picture.lab();
    int plane = lab.length / 3;
    float change = 0;
    float error = 0;
    for (int axis = 0; axis < 3; axis++) {
      float value = lab[axis * plane + at];
      float step = value - before.lab()[axis * plane + at];
      float difference = value - shown[axis * plane + at];
      change += step * step;
      error += difference * difference;
    }
    return change > UNNOTICED && error > UNNOTICED;
  }
}
