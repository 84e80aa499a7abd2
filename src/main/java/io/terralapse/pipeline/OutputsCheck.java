package io.terralapse.pipeline;

import io.terralapse.access.FileHash;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Opens published files again and compares them with what the ledger says of them. A render makes
 * again what differs.
 */
final class OutputsCheck {
  /** Largest difference between the duration in the file and that of the ledger, seconds. */
  private static final double DURATION_TOLERANCE_S = 0.02;

  /** Frames are smaller; of a larger image only the header is read. */
  private static final long MAX_IMAGE_BYTES = 1 << 26;

  private static final String CHANGED = ": it was changed after it was published";

  private final Path folder;
  private final RasterOpener images;
  private final Findings findings;

  /**
   * A check of the files in a folder.
   *
   * @param findings receives what is found
   */
  OutputsCheck(Path folder, RasterOpener images, Findings findings) {
    this.folder = folder;
    this.images = images;
    this.findings = findings;
  }

  void check(Ledger.Output output) throws IOException {
    Path file = folder.resolve(output.file());
    if (!Files.isRegularFile(file)) {
      differ(output, "is missing");
      return;
    }
    long bytes = Files.size(file);
    String sha256 = FileHash.sha256(file);
    if (bytes != output.bytes()) {
      differ(output, "has " + bytes + " bytes, and " + output.bytes() + " in the ledger" + CHANGED);
    } else if (!sha256.equals(output.sha256())) {
      differ(
          output,
          "has other content than in the ledger (SHA-256 "
              + sha256
              + ", not "
              + output.sha256()
              + ")"
              + CHANGED);
    }
    String name = output.file().toLowerCase(Locale.ROOT);
    if (output.durationSeconds().isPresent() && !name.endsWith(".gif") && !name.endsWith(".webp")) {
      video(output, file);
    } else if (name.endsWith(".jpg") || name.endsWith(".png")) {
      image(output, file);
    }
  }

  private void video(Ledger.Output output, Path file) {
    VideoFacts facts;
    try {
      facts = VideoCheck.inspect(file, true);
    } catch (IOException | RuntimeException unplayable) {
      differ(output, "does not play (" + FailureReason.of(unplayable) + ")");
      return;
    }
    if (facts.decodedFrames() != output.frames() || facts.warnings() > 0) {
      differ(
          output,
          "plays "
              + facts.decodedFrames()
              + " frames with "
              + facts.warnings()
              + " warnings, and the ledger has "
              + output.frames());
    }
    double seconds = facts.durationMicros() / 1e6;
    if (output.durationSeconds().isPresent()
        && Math.abs(seconds - output.durationSeconds().getAsDouble()) > DURATION_TOLERANCE_S) {
      differ(
          output,
          String.format(
              Locale.ROOT,
              "lasts %.2f s, and %.2f s in the ledger",
              seconds,
              output.durationSeconds().getAsDouble()));
    }
  }

  private void image(Ledger.Output output, Path file) {
    try (Raster raster = images.open(new Location.Local(file))) {
      RasterInfo info = raster.info();
      long bytes = (long) info.width() * info.height() * info.sampleType().bytes();
      if (bytes <= MAX_IMAGE_BYTES) {
        raster.readNative(
            0,
            new PixelRect(0, 0, info.width(), info.height()),
            new int[] {0},
            new byte[1][(int) bytes]);
      }
    } catch (IOException | RuntimeException damaged) {
      differ(output, "cannot be shown (" + FailureReason.of(damaged) + ")");
    }
  }

  private void differ(Ledger.Output output, String what) {
    findings.differ("output", output, what + "; run `terralapse render` to make it again");
  }
}
