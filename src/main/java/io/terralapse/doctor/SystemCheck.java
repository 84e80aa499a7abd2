package io.terralapse.doctor;

import io.terralapse.encode.Encoders;
import io.terralapse.encode.video.CodecAvailability;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Picture;
import io.terralapse.raster.jp2.Jp2Decoders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Tries everything that a job needs of its machine, by using it. */
public final class SystemCheck {
  private static final long LITTLE_DISK_BYTES = 5L << 30;
  private static final long LITTLE_HEAP_BYTES = 400L << 20;

  private SystemCheck() {}

  /** All checks, for a job whose files would be in {@code folder}. */
  public static List<Check> run(Path folder) {
    return List.of(
        check("java", () -> ok("java", Runtime.version() + " on " + System.getProperty("os.name"))),
        check("memory", SystemCheck::memory),
        check("disk", () -> disk(folder)),
        check("decoder", () -> ok("decoder", Jp2Decoders.describe())),
        check("encoder", SystemCheck::encoder),
        check("formats", SystemCheck::formats),
        check("font", SystemCheck::font),
        check("crs", SystemCheck::crs));
  }

  private static Check check(String name, Callable<Check> attempt) {
    try {
      return attempt.call();
    } catch (Exception | LinkageError failure) {
      return new Check(name, Check.Status.FAIL, FailureReason.of(failure));
    }
  }

  private static Check ok(String name, String sentence) {
    return new Check(name, Check.Status.OK, sentence);
  }

  private static Check memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String sentence = (heap >> 20) + " MiB of heap";
    return heap < LITTLE_HEAP_BYTES
        ? new Check(
            "memory",
            Check.Status.WARN,
            sentence
                + "; frames of 1920x1080 need 400 MiB, which the launcher makes of memory: 850MiB")
        : ok("memory", sentence);
  }

  private static Check disk(Path folder) throws IOException {
    try {
      Files.delete(Files.createTempFile(folder, ".terralapse", ".tmp"));
    } catch (IOException refused) {
      return new Check(
          "disk",
          Check.Status.FAIL,
          folder
              + " cannot be written ("
              + FailureReason.of(refused)
              + "); name another folder, or change its permissions");
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    String sentence = folder + " can be written; " + (free >> 20) + " MiB are free";
    return free < LITTLE_DISK_BYTES
        ? new Check(
            "disk", Check.Status.WARN, sentence + "; `terralapse plan` tells what a job needs")
        : ok("disk", sentence);
  }

  private static Check encoder() {
    String version = "FFmpeg " + Encoders.ffmpegVersion() + ", " + Encoders.ffmpegLicense();
    return Encoders.hasX264()
        ? ok("encoder", "libx264; " + version)
        : new Check(
            "encoder", Check.Status.WARN, Encoders.getH264() + " instead of libx264; " + version);
  }

  /** The encoders of further outputs, such as webm. */
  private static Check formats() {
    List<String> encoders = CodecAvailability.available();
    return encoders.size() == CodecAvailability.COUNT
        ? ok("formats", String.join(", ", encoders))
        : new Check(
            "formats",
            Check.Status.WARN,
            String.join(", ", encoders) + "; the build with -Plgpl has no libx265");
  }

  private static Check font() {
    Picture picture = new Picture(320, 180);
    AcquisitionDate date = AcquisitionDate.on(LocalDate.EPOCH, DateSource.MANIFEST);
    FurniturePainter painter =
        new FurniturePainter(
            FurnitureSettings.DEFAULTS, new Canvas(320, 180, 10, 0, true), List.of(date));
    painter.paint(picture, new Caption(date, Optional.empty()));
    for (int pixel : picture.rgb()) {
      if ((pixel & 0xFF) > 200) {
        return ok("font", "captions are drawn with the bundled font");
      }
    }
    return new Check("font", Check.Status.FAIL, "captions are drawn empty; please report this");
  }

  private static Check crs() {
    double[] xy = {500_000, 5_000_000};
    Transforms.between(Crs.of("EPSG:27700"), Crs.of("EPSG:4326")).apply(xy, 1);
    return Double.isFinite(xy[0])
        ? ok("crs", "the EPSG database answers")
        : new Check("crs", Check.Status.FAIL, "the EPSG database gives no coordinates");
  }
}
