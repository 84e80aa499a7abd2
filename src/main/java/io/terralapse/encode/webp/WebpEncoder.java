package io.terralapse.encode.webp;

import io.terralapse.encode.Encoders;
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
 * Makes an animated WebP of at most so many bytes. Each picture is coded by libwebp for itself, as
 * dates differ nearly everywhere, and cut to what differs from the one before; the container is
 * written here, so that durations are exact. Immutable, thread-safe.
 */
public final class WebpEncoder implements SequenceEncoder {
  /** To be raised when the same settings give other bytes. */
  private static final int VERSION = 1;

  /** A picture of the sequence, its frame, and libwebp's planes, bytes a pixel. */
  private static final long BYTES_PER_PIXEL = 40;

  private final WebpSettings settings;

  /** An encoder with these settings. */
  public WebpEncoder(WebpSettings settings) {
    this.settings = settings;
  }

  @Override
  public String signature() {
    return "webp " + VERSION + " " + Encoders.ffmpegVersion() + " " + settings;
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
            pictures -> new WebpCoder(pictures, settings),
            settings.setting() + ".max_bytes",
            settings.width(),
            settings.maxBytes(),
            1.0 / settings.fps());
    Files.write(staged, found.bytes());
    check(staged, found.pictures());
    List<String> givenUp = new ArrayList<>(found.givenUp());
    if (found.coarseness() > 0) {
      givenUp.add("quality " + Math.round(WebpCoder.quality(found.coarseness())) + " of 100");
    }
    return new SequenceFile(
        found.pictures().size(), found.pictures().seconds(), "image/webp", givenUp);
  }

  private void check(Path file, ReducedSequence pictures) throws IOException {
    WebpFile.Parsed read = WebpFile.parse(Files.readAllBytes(file));
    int[] durations = pictures.durations(WebpCoder.UNITS_PER_SECOND);
    int[] stored = read.frames().stream().mapToInt(WebpFile.Frame::millis).toArray();
    boolean same =
        read.width() == pictures.width()
            && read.height() == pictures.height()
            && java.util.Arrays.equals(stored, durations)
            && read.plays() == settings.loop().passes(pictures.seconds());
    if (!same) {
      throw new IllegalStateException(file + ": does not read back as it was written");
    }
  }
}
