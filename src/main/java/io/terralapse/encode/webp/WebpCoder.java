package io.terralapse.encode.webp;

import io.terralapse.encode.budget.Coder;
import io.terralapse.encode.budget.ReducedSequence;
import io.terralapse.model.Picture;
import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** Codes one sequence as animated WebP. Immutable, thread-safe. */
final class WebpCoder implements Coder {
  /** Units of durations in a second. */
  static final int UNITS_PER_SECOND = 1000;

  /** libwebp's quality at best. Above it bytes double for what nobody sees. */
  private static final double BEST_QUALITY = 95;

  /** libwebp's quality at the coarsest: below it fields lose their texture. */
  private static final double LEAST_QUALITY = 30;

  /** A file this much larger than the limit is not coded to its end. */
  private static final double HOPELESS = 1.6;

  private final ReducedSequence pictures;
  private final WebpSettings settings;

  WebpCoder(ReducedSequence pictures, WebpSettings settings) {
    this.pictures = pictures;
    this.settings = settings;
  }

  @Override
  public boolean isGraded() {
    return !settings.lossless();
  }

  /** libwebp's quality for a coarseness of 0 to 1. */
  static double quality(double coarseness) {
    return BEST_QUALITY + coarseness * (LEAST_QUALITY - BEST_QUALITY);
  }

  @Override
  public Attempt code(double coarseness, long limit) throws IOException {
    int plays = settings.loop().passes(pictures.seconds());
    WebpFile file = new WebpFile(pictures.width(), pictures.height(), plays);
    int[] durations = pictures.durations(UNITS_PER_SECOND);
    long bytes = file.size();
    Picture before = null;
    for (int i = 0; i < pictures.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      Picture picture = pictures.get(i);
      PixelRect area = changed(before, picture);
      byte[] chunks =
          WebpStill.chunks(cut(picture, area), quality(coarseness), settings.lossless());
      int start = file.size();
      if (bytes <= limit) {
        file.add(area, durations[i], chunks);
        bytes += file.size() - start;
      } else {
        bytes += chunks.length;
      }
      if (bytes > HOPELESS * limit) {
        return new Attempt(bytes * pictures.size() / (i + 1), null);
      }
      before = picture;
    }
    return new Attempt(bytes, bytes <= limit ? file.finish() : null);
  }

  /** The rectangle of the pixels that differ, from an even column and row. */
  private static PixelRect changed(@Nullable Picture before, Picture picture) {
    int width = picture.width();
    if (before == null) {
      return new PixelRect(0, 0, width, picture.height());
    }
    int left = width;
    int right = 0;
    int top = picture.height();
    int bottom = 0;
    for (int i = 0; i < picture.rgb().length; i++) {
      if (picture.rgb()[i] != before.rgb()[i]) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = i / width + 1;
      }
    }
    if (right == 0) {
      return new PixelRect(0, 0, 1, 1);
    }
    int evenLeft = left & ~1;
    int evenTop = top & ~1;
    return new PixelRect(evenLeft, evenTop, right - evenLeft, bottom - evenTop);
  }

  private static Picture cut(Picture picture, PixelRect area) {
    Picture part = new Picture(area.width(), area.height());
    for (int row = 0; row < area.height(); row++) {
      System.arraycopy(
          picture.rgb(),
          (area.row() + row) * picture.width() + area.column(),
          part.rgb(),
          row * area.width(),
          area.width());
    }
    return part;
  }
}
