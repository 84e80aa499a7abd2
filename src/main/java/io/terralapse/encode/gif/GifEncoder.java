package io.terralapse.encode.gif;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.budget.BudgetSearch;
import io.terralapse.encode.budget.ReducedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an animated GIF of at most so many bytes: one palette for all pictures, only what changes
 * from one to the next, and as little loss as fits ({@link LossyLzw}). The colour of a pixel whose
 * source does not change stays what it is, so that even ground does not flicker. Immutable,
 * thread-safe.
 */
public final class GifEncoder implements SequenceEncoder {
  /** To be raised when the same settings give other bytes. */
  private static final int VERSION = 1;

  /** Planes of a prepared picture, the one before, and what measures them, bytes a pixel. */
  private static final long BYTES_PER_PIXEL = 2 * (4 + 16) + 20;

  private final GifSettings settings;

  /** An encoder with these settings. */
  public GifEncoder(GifSettings settings) {
    this.settings = settings;
  }

  @Override
  public String signature() {
    return "gif " + VERSION + " " + settings;
  }

  @Override
  public long bytesPerThread(int width, int height) {
    int reduced = Math.min(width, settings.width());
    long pixels = (long) reduced * (reduced * (long) height / width + 1);
    return pixels * BYTES_PER_PIXEL
        + 3 * settings.maxBytes()
        + ReducedSequence.KEPT_BYTES
        + (long) width * height * Integer.BYTES;
  }

  @Override
  public SequenceFile write(Path staged, SequenceJob job) throws Exception {
    BudgetSearch.Found found =
        BudgetSearch.search(
            job,
            pictures -> GifCoder.of(pictures, settings),
            settings.setting() + ".max_bytes",
            settings.width(),
            settings.maxBytes(),
            1.0 / settings.fps());
    Files.write(staged, found.bytes());
    check(staged, found.pictures());
    List<String> givenUp = new ArrayList<>(found.givenUp());
    if (found.coarseness() > 0) {
      givenUp.add("quality " + Math.round(100 - 60 * found.coarseness()) + " of 100");
    }
    return new SequenceFile(
        found.pictures().size(), found.pictures().seconds(), "image/gif", givenUp);
  }

  private void check(Path file, ReducedSequence pictures) throws IOException {
    GifReader read = GifReader.read(Files.readAllBytes(file));
    int[] delays = pictures.durations(GifCoder.UNITS_PER_SECOND);
    boolean same =
        read.width() == pictures.width()
            && read.height() == pictures.height()
            && java.util.Arrays.equals(read.delays(), delays)
            && read.plays() == settings.loop().passes(pictures.seconds());
    if (!same) {
      throw new IllegalStateException(file + ": does not read back as it was written");
    }
  }
}
