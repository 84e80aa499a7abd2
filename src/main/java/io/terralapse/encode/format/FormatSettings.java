package io.terralapse.encode.format;

import io.terralapse.encode.gif.GifSettings;
import io.terralapse.encode.still.StillFormat;
import io.terralapse.encode.webp.WebpSettings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Further formats of the frames of a rendition; each is made if it is present.
 *
 * @param hevc H.265 in MP4
 * @param av1 AV1 in MP4
 * @param webm VP9 or AV1 in WebM
 * @param ffv1 lossless, in Matroska
 * @param mezzanine for editing suites, in QuickTime
 * @param avif animated picture
 * @param gif animated picture for mails
 * @param webp animated picture for pages
 * @param frames every frame as a still
 * @param hardware H.264 by a hardware encoder, in place of the job's own video
 */
public record FormatSettings(
    Optional<Compressed> hevc,
    Optional<Compressed> av1,
    Optional<WebmSettings> webm,
    Optional<Fixed> ffv1,
    Optional<MezzanineSettings> mezzanine,
    Optional<Compressed> avif,
    Optional<GifSettings> gif,
    Optional<WebpSettings> webp,
    Optional<FramesSettings> frames,
    Optional<HardwareSettings> hardware) {
  /** None. */
  public static final FormatSettings NONE =
      new FormatSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * A format without settings.
   *
   * @param setting its place in the configuration
   */
  public record Fixed(String setting) {}

  /**
   * A format of which quality can be chosen.
   *
   * @param setting its place in the configuration, such as {@code outputs.hevc}
   * @param crf the encoder's quality; empty looks like the job's own video
   * @param preset the encoder's speed; empty is the usual one
   * @param maxBytes limit of its size
   */
  public record Compressed(
      String setting, OptionalInt crf, Optional<String> preset, OptionalLong maxBytes) {}

  /**
   * A WebM file.
   *
   * @param setting its place in the configuration
   * @param codec what it holds
   * @param crf the encoder's quality; empty looks like the job's own video
   * @param maxBytes limit of its size
   */
  public record WebmSettings(
      String setting, WebmCodec codec, OptionalInt crf, OptionalLong maxBytes) {
    /** Codecs of WebM. */
    public enum WebmCodec {
      VP9,
      AV1
    }
  }

  /**
   * Every frame as a picture.
   *
   * @param setting its place in the configuration
   * @param format of the pictures
   */
  public record FramesSettings(String setting, StillFormat format) {}

  /**
   * H.264 by hardware.
   *
   * @param setting its place in the configuration
   * @param encoder FFmpeg's name
   * @param crf a constant quantizer; empty looks like the job's own video
   * @param maxBytes limit of its size
   */
  public record HardwareSettings(
      String setting, String encoder, OptionalInt crf, OptionalLong maxBytes) {}

  /**
   * A file for editing suites.
   *
   * @param setting its place in the configuration
   * @param codec what it holds
   */
  public record MezzanineSettings(String setting, MezzanineCodec codec) {
    /** Codecs that editing suites take without conversion. */
    public enum MezzanineCodec {
      PRORES,
      DNXHR
    }
  }
}
