package io.terralapse.encode.video;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.model.ByteLimit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The entry point of this package: encoders of videos. Stateless. */
public final class SequenceEncoders {
  /** Of the presets of SVT-AV1: on stills slower ones save little. */
  private static final String AV1_PRESET = "6";

  private SequenceEncoders() {}

  /**
   * H.265 in MP4.
   *
   * @param setting of the format, for messages
   * @param crf quality; empty looks like the job's own video
   * @param preset of x265; empty is medium
   */
  public static SequenceEncoder hevc(
      String setting, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(VideoCodec.HEVC, VideoContainer.MP4, setting, crf, preset.orElse("medium"), maxBytes);
  }

  /**
   * AV1 in MP4.
   *
   * @param setting of the format, for messages
   * @param crf quality; empty looks like the job's own video
   * @param preset of SVT-AV1
   */
  public static SequenceEncoder av1(
      String setting, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(
        VideoCodec.AV1, VideoContainer.MP4, setting, crf, preset.orElse(AV1_PRESET), maxBytes);
  }

  /** As {@link #av1}, as an animated picture. */
  public static SequenceEncoder avif(
      String setting, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(
        VideoCodec.AV1, VideoContainer.AVIF, setting, crf, preset.orElse(AV1_PRESET), maxBytes);
  }

  /**
   * WebM.
   *
   * @param av1 AV1, else VP9
   * @param setting of the format, for messages
   * @param crf quality; empty looks like the job's own video
   */
  public static SequenceEncoder webm(
      boolean av1, String setting, OptionalInt crf, OptionalLong maxBytes) {
    return av1
        ? of(VideoCodec.AV1, VideoContainer.WEBM, setting, crf, AV1_PRESET, maxBytes)
        : of(VideoCodec.VP9, VideoContainer.WEBM, setting, crf, "2", maxBytes);
  }

  /**
   * H.264 in MP4 by a hardware encoder; its bytes depend on the machine.
   *
   * @param setting that names it, such as {@code outputs.mp4.encoder}, for messages
   * @param encoder FFmpeg's name
   * @param crf a constant quantizer; empty is the usual one
   */
  public static SequenceEncoder hardware(
      String setting, String encoder, OptionalInt crf, OptionalLong maxBytes) {
    String outputs = setting.substring(0, setting.lastIndexOf('.'));
    return new HardwareEncoder(setting, encoder, crf.orElse(20), limit(outputs, maxBytes));
  }

  /**
   * FFV1 in Matroska, without loss.
   *
   * @param setting of the format, for messages
   */
  public static SequenceEncoder ffv1(String setting) {
    return of(
        VideoCodec.FFV1,
        VideoContainer.MATROSKA,
        setting,
        OptionalInt.empty(),
        "",
        OptionalLong.empty());
  }

  /**
   * QuickTime for editing suites.
   *
   * @param setting of the format, for messages
   * @param prores ProRes 422 HQ, else DNxHR HQX
   */
  public static SequenceEncoder mezzanine(String setting, boolean prores) {
    return of(
        prores ? VideoCodec.PRORES : VideoCodec.DNXHR,
        VideoContainer.MOV,
        setting,
        OptionalInt.empty(),
        "",
        OptionalLong.empty());
  }

  private static SequenceEncoder of(
      VideoCodec codec,
      VideoContainer container,
      String setting,
      OptionalInt crf,
      String preset,
      OptionalLong maxBytes) {
    return new FfmpegSequenceEncoder(
        codec,
        container,
        new VideoQuality(setting, crf.orElse(codec.usual()), preset, limit(setting, maxBytes)));
  }

  private static Optional<ByteLimit> limit(String setting, OptionalLong maxBytes) {
    return maxBytes.isEmpty()
        ? Optional.empty()
        : Optional.of(ByteLimit.ofSetting(setting + ".max_bytes", maxBytes.getAsLong()));
  }
}
