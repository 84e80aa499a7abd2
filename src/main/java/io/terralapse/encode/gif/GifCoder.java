package io.terralapse.encode.gif;

import io.terralapse.encode.budget.Coder;
import io.terralapse.encode.budget.ReducedSequence;
import io.terralapse.model.Picture;
import io.terralapse.model.PixelRect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Codes one sequence as GIF, with one palette for all its pictures. Thread-safe. */
final class GifCoder implements Coder {
  /** Units of GIF's delays in a second. */
  static final int UNITS_PER_SECOND = 100;

  /** Cost of a bit at best: an error of one code value is not worth one. */
  private static final double FINEST = 3e-7;

  /** Cost of a bit at the coarsest: beyond it land turns into patches. */
  private static final double COARSEST = 1e-4;

  /** Rare colours count more than their number of pixels. */
  private static final double RARE_COLOURS = 0.95;

  /** Part of an error that goes to the neighbours: more makes grain, less makes contours. */
  private static final float DIFFUSION = 0.15f;

  /** Weighted squared error up to which a pixel on the screen is as good as new: 1 code value. */
  private static final float UNNOTICED = 1.2e-5f;

  /** A file this much larger than the limit is not coded to its end. */
  private static final double HOPELESS = 1.6;

  private final ReducedSequence pictures;
  private final Palette palette;
  private final int depth;
  private final int plays;

  private GifCoder(ReducedSequence pictures, Palette palette, int plays) {
    this.pictures = pictures;
    this.palette = palette;
    this.plays = plays;
    int bits = 2;
    while (1 << bits < palette.size() + 1) {
      bits++;
    }
    this.depth = bits;
  }

  /** Chooses the palette. */
  static GifCoder of(ReducedSequence pictures, GifSettings settings) throws IOException {
    ColourHistogram histogram = new ColourHistogram();
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      histogram.add(picture.rgb(), PreparedPicture.of(picture));
    }
    // One index is kept for "as before".
    Palette palette = Quantiser.palette(histogram.points(RARE_COLOURS), settings.colours() - 1);
    return new GifCoder(pictures, palette, settings.loop().passes(pictures.seconds()));
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
    GifFile.writeHeader(out, width, height, palette, depth, plays);
    int[] delays = pictures.durations(UNITS_PER_SECOND);
    byte[] canvas = new byte[width * height];
    PreparedPicture before = null;
    long bytes = out.size() + 1L;
    for (int i = 0; i < pictures.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      PreparedPicture picture = PreparedPicture.of(pictures.get(i));
      PixelRect area = before == null ? whole(picture) : changed(before, picture, canvas);
      int transparent = before == null ? -1 : palette.size();
      byte[] codes =
          new LossyLzw(
                  palette, picture, canvas, area, transparent, depth, lambda(coarseness), DIFFUSION)
              .encode();
      int start = out.size();
      GifFile.writePicture(out, area, delays[i], transparent, depth, codes);
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
  private PixelRect changed(PreparedPicture before, PreparedPicture picture, byte[] canvas) {
    int width = picture.width();
    int left = width;
    int right = -1;
    int top = picture.height();
    int bottom = -1;
    for (int i = 0; i < canvas.length; i++) {
      if (isNoticed(before, picture, i, canvas[i] & 0xFF)) {
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

  private boolean isNoticed(PreparedPicture before, PreparedPicture picture, int at, int shown) {
    float[] lab = picture.lab();
    int plane = lab.length / 3;
    float change = 0;
    float error = 0;
    for (int axis = 0; axis < 3; axis++) {
      float value = lab[axis * plane + at];
      float step = value - before.lab()[axis * plane + at];
      float difference = value - palette.lab()[3 * shown + axis];
      change += step * step;
      error += difference * difference;
    }
    return change > UNNOTICED && error > UNNOTICED;
  }
}
