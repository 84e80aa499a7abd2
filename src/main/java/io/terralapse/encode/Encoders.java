package io.terralapse.encode;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H.264 encoders of the FFmpeg build on the class path.
 *
 * <p>The {@code -gpl} build of FFmpeg contains x264, which is under the GNU GPL: anyone who
 * redistributes Terralapse together with that build must do so under the GPL. Encoded videos are
 * not affected. The Maven profile {@code lgpl} uses the build without x264; videos are then encoded
 * by Cisco's libopenh264, which gives larger files and has neither x264's presets nor constant
 * quality.
 *
 * <p>Thread-safe.
 */
public final class Encoders {
  static final String X264 = "libx264";
  static final String OPENH264 = "libopenh264";

  /** x264's presets, fastest first (x264 --fullhelp). */
  public static final List<String> PRESETS =
      List.of(
          "ultrafast",
          "superfast",
          "veryfast",
          "faster",
          "fast",
          "medium",
          "slow",
          "slower",
          "veryslow",
          "placebo");

  private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

  private Encoders() {}

  /** The usable H.264 encoders, best first; empty if there is none. */
  public static List<String> available() {
    Ffmpeg.load();
    return Stream.of(X264, OPENH264).filter(name -> lookUp(name) != null).toList();
  }

  /** True if the GPL build with x264 is on the class path. */
  public static boolean hasX264() {
    return available().contains(X264);
  }

  /**
   * The name of the encoder that segments are encoded with.
   *
   * @throws UserError (environment) if there is no H.264 encoder
   */
  public static String getH264() {
    return available().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.ENVIRONMENT,
                    "FFmpeg "
                        + ffmpegVersion()
                        + " has no H.264 encoder (libx264 or libopenh264); build without -Plgpl to"
                        + " get the GPL build with libx264."));
  }

  /** FFmpeg's version, such as {@code 8.0.1}. */
  public static String ffmpegVersion() {
    Ffmpeg.load();
    return avutil.av_version_info().getString(StandardCharsets.UTF_8);
  }

  /**
   * Identifies the encoder's code and platform: another build may encode the same picture to other
   * bytes.
   *
   * @throws UserError (environment) if there is no H.264 encoder
   */
  public static String build() {
    return String.join(
        " ",
        getH264(),
        ffmpegVersion(),
        Integer.toString(avcodec.avcodec_version()),
        libraryVersion(),
        Loader.getPlatform());
  }

  /** The version of the library that bundles FFmpeg with x264, such as {@code 8.0.1-1.5.13}. */
  private static String libraryVersion() {
    try {
      return Loader.getVersion("org.bytedeco", "ffmpeg");
    } catch (IOException unnamed) {
      LOG.debug("FFmpeg's library does not name its version", unnamed);
      return "";
    }
  }

  /** FFmpeg's licence as built, such as {@code GPL version 3 or later}. */
  public static String ffmpegLicense() {
    Ffmpeg.load();
    return avcodec.avcodec_license().getString(StandardCharsets.UTF_8);
  }

  static AVCodec getCodec(String name) {
    AVCodec codec = lookUp(name);
    if (codec == null) {
      throw new IllegalArgumentException("no encoder: " + name);
    }
    return codec;
  }

  private static @Nullable AVCodec lookUp(String name) {
    return avcodec.avcodec_find_encoder_by_name(name);
  }
}
