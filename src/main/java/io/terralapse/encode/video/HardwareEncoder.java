package io.terralapse.encode.video;

import io.terralapse.encode.AvcCodec;
import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.video.CodecSpec.Repeats;
import io.terralapse.model.ByteLimit;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * H.264 by a hardware encoder. The same pictures give the same bytes only as far as the machine's
 * driver does. Immutable, thread-safe.
 */
final class HardwareEncoder implements SequenceEncoder {
  /** A size that every hardware encoder takes, for a try. */
  private static final int TRIED_WIDTH = 640;

  private static final int TRIED_HEIGHT = 360;

  /** Quality of VideoToolbox is 1 to 100, the better the higher; 20 becomes 66. */
  private static final int BEST_TOOLBOX = 100;

  /** The coarsest quantizer of H.264. */
  private static final int WORST = 51;

  private final String setting;
  private final int crf;
  private final Optional<ByteLimit> limit;
  private final CodecSpec spec;

  HardwareEncoder(String setting, String encoder, int crf, Optional<ByteLimit> limit) {
    this.setting = setting;
    this.crf = crf;
    this.limit = limit;
    this.spec = spec(encoder, crf);
  }

  private static CodecSpec spec(String encoder, int crf) {
    PixelLayout layout = encoder.equals("h264_vaapi") ? PixelLayout.DEVICE_420 : PixelLayout.YUV420;
    return new CodecSpec(encoder, layout, Repeats.ENCODED, options(encoder, crf), 20);
  }

  @Override
  public SequenceEncoder within(ByteLimit other) {
    return new HardwareEncoder(
        setting, spec.encoder(), crf, ByteLimit.lower(limit, Optional.of(other)));
  }

  private static Map<String, String> options(String encoder, int crf) {
    return switch (encoder) {
      case "h264_nvenc" -> Map.of("rc", "constqp", "qp", Integer.toString(crf), "preset", "p5");
      case "h264_vaapi" -> Map.of("rc_mode", "CQP", "qp", Integer.toString(crf));
      default ->
          Map.of(
              "q:v", Integer.toString(Math.max(1, BEST_TOOLBOX - 17 * crf / 10)), "realtime", "0");
    };
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void requireAvailable() {
    String why;
    if (!CodecAvailability.has(spec.encoder())) {
      why = "FFmpeg as built here does not have it";
    } else {
      try {
        new GroupEncoder(spec, TRIED_WIDTH, TRIED_HEIGHT).close();
        return;
      } catch (IOException unusable) {
        why = "it does not open: " + unusable.getMessage();
      } catch (RuntimeException unusable) {
        why = "it does not open";
      }
    }
    throw new UserError(
        ExitCode.ENVIRONMENT,
        setting
            + ": "
            + spec.encoder()
            + " cannot be used on this machine ("
            + why
            + "); set it to auto, which encodes with libx264.");
  }

  @Override
  public String signature() {
    return spec.signature() + limit.map(one -> " " + one.most()).orElse("");
  }

  @Override
  public long bytesPerThread(int width, int height) {
    return spec.bytesPerThread(width, height);
  }

  @Override
  public SequenceFile write(Path staged, SequenceJob job) throws Exception {
    requireAvailable();
    // Consumer cards open few encoders at a time.
    SequenceJob alone = new SequenceJob(job.pictures(), job.timing(), job.tags(), 1);
    int used =
        QualitySearch.find(
            crf, WORST, limit, job.pictures(), candidate -> writeAt(staged, alone, candidate));
    int frames = GroupedVideo.readBack(staged, alone, spec, VideoContainer.MP4);
    return new SequenceFile(
        frames,
        job.timing().totalSeconds(),
        AvcCodec.mediaType(staged),
        QualitySearch.givenUp(crf, used));
  }

  private long writeAt(Path staged, SequenceJob job, int quality) throws Exception {
    GroupedVideo.write(staged, job, spec(spec.encoder(), quality), VideoContainer.MP4, "");
    return Files.size(staged);
  }
}
