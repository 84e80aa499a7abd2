package io.terralapse.encode.video;

import io.terralapse.encode.SequenceEncoder;
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
   * @param limit the setting of the limit of bytes, for messages
   * @param crf quality; empty looks like the job's own video
   * @param preset of x265; empty is medium
   */
  public static SequenceEncoder hevc(
      String limit, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(VideoCodec.HEVC, VideoContainer.MP4, limit, crf, preset.orElse("medium"), maxBytes);
  }

  /**
   * AV1 in MP4.
   *
   * @param limit the setting of the limit of bytes, for messages
   * @param crf quality; empty looks like the job's own video
   * @param preset of SVT-AV1
   */
  public static SequenceEncoder av1(
      String limit, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(VideoCodec.AV1, VideoContainer.MP4, limit, crf, preset.orElse(AV1_PRESET), maxBytes);
  }

  /** As {@link #av1}, as an animated picture. */
  public static SequenceEncoder avif(
      String limit, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {
    return of(VideoCodec.AV1, VideoContainer.AVIF, limit, crf, preset.orElse(AV1_PRESET), maxBytes);
  }

  /**
   * WebM.
   *
   * @param av1 AV1, else VP9
   * @param limit the setting of the limit of bytes, for messages
   * @param crf quality; empty looks like the job's own video
   */
  public static SequenceEncoder webm(
      boolean av1, String limit, OptionalInt crf, OptionalLong maxBytes) {
    return av1
        ? of(VideoCodec.AV1, VideoContainer.WEBM, limit, crf, AV1_PRESET, maxBytes)
        : of(VideoCodec.VP9, VideoContainer.WEBM, limit, crf, "2", maxBytes);
  }

  /** FFV1 in Matroska, without loss. */
  public static SequenceEncoder ffv1() {
    return of(
        VideoCodec.FFV1,
        VideoContainer.MATROSKA,
        "",
        OptionalInt.empty(),
        "",
        OptionalLong.empty());
  }

  /**
   * QuickTime for editing suites.
   *
   * @param prores ProRes 422 HQ, else DNxHR HQX
   */
  public static SequenceEncoder mezzanine(boolean prores) {
    return of(
        prores ? VideoCodec.PRORES : VideoCodec.DNXHR,
        VideoContainer.MOV,
        "",
        OptionalInt.empty(),
        "",
        OptionalLong.empty());
  }

  private static SequenceEncoder of(
      VideoCodec codec,
      VideoContainer container,
      String limit,
      OptionalInt crf,
      String preset,
      OptionalLong maxBytes) {
    return new FfmpegSequenceEncoder(
        codec, container, new VideoQuality(limit, crf.orElse(codec.usual()), preset, maxBytes));
  }
}
