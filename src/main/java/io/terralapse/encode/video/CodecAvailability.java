package io.terralapse.encode.video;

import io.terralapse.encode.Encoders;
import io.terralapse.encode.Ffmpeg;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;

/** Which encoders this build of FFmpeg has. Stateless, thread-safe. */
public final class CodecAvailability {
  private static final List<String> ALL =
      List.of("libx265", "libsvtav1", "libvpx-vp9", "ffv1", "prores_ks", "dnxhd");

  /** How many there are in a complete build. */
  public static final int COUNT = ALL.size();

  private CodecAvailability() {}

  /** The encoders of further formats that are there, by FFmpeg's names. */
  public static List<String> available() {
    return ALL.stream().filter(CodecAvailability::has).toList();
  }

  static boolean has(String encoder) {
    Ffmpeg.load();
    return avcodec.avcodec_find_encoder_by_name(encoder) != null;
  }

  /**
   * Refuses what the build lacks.
   *
   * @param setting that needs it, such as {@code outputs.hevc}
   * @throws UserError (environment)
   */
  static void require(String setting, String encoder) {
    if (!has(encoder)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          setting
              + ": FFmpeg "
              + Encoders.ffmpegVersion()
              + " as built here has no encoder "
              + encoder
              + "; set "
              + setting
              + " to false, or build without -Plgpl.");
    }
  }
}
