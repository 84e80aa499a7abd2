package io.terralapse.encode.budget;

import io.terralapse.encode.Timing;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureScaler;
import io.terralapse.model.PictureSequence;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Some pictures of a sequence, reduced in linear light. What has been reduced is kept while it is
 * less than {@link #KEPT_BYTES}, so that several attempts cost one reduction. Thread-safe.
 */
public final class ReducedSequence implements PictureSequence {
  /** Most memory for pictures that are kept, bytes. */
  public static final long KEPT_BYTES = 48L << 20;

  private final PictureSequence source;
  private final Timing timing;
  private final int[] chosen;
  private final int width;
  private final int height;
  private final PictureScaler scaler;
  private final @Nullable Picture[] kept;

  ReducedSequence(PictureSequence source, Timing timing, int[] chosen, int width) {
    this.source = source;
    this.timing = timing;
    this.chosen = chosen.clone();
    this.width = Math.min(width, source.width());
    double factor = source.width() / (double) this.width;
    this.height = Math.max(1, (int) Math.rint(source.height() / factor));
    this.scaler =
        new PictureScaler(0, 0, factor, this.width, height, source.width(), source.height());
    this.kept = new Picture[chosen.length];
  }

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Picture get(int index) throws IOException {
    synchronized (kept) {
      Picture known = kept[index];
      if (known != null) {
        return known;
      }
    }
    Picture full = source.get(chosen[index]);
    Picture picture = scaler.isIdentity(full) ? full : scaler.scale(full);
    synchronized (kept) {
      if ((index + 1L) * width * height * Integer.BYTES <= KEPT_BYTES) {
        kept[index] = picture;
      }
    }
    return picture;
  }

  /** Number of pictures of the whole sequence. */
  public int of() {
    return source.size();
  }

  /**
   * Durations of the pictures in a unit of time. Each change is rounded to the nearest unit, so
   * that rounding errors do not add up.
   *
   * @param perSecond units in a second
   */
  public int[] durations(int perSecond) {
    int[] durations = new int[chosen.length];
    long start = 0;
    for (int i = 0; i < chosen.length; i++) {
      int next = i + 1 < chosen.length ? chosen[i + 1] : timing.pictures();
      long end = Math.round(timing.startSeconds(next) * perSecond);
      durations[i] = Math.toIntExact(end - start);
      start = end;
    }
    return durations;
  }

  /** Duration of one pass, seconds. */
  public double seconds() {
    return timing.totalSeconds();
  }
}
