package io.terralapse.encode;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The settings of encoding. How long pictures are shown is decided in the mux.
 *
 * @param crf x264's rate factor, 0 to 51, here a constant quantizer; lower is better and larger.
 *     Empty chooses it for each picture, see {@link QualityTarget}
 * @param preset x264's preset name
 * @param maxBytes limit of the file: the best quality up to {@code crf} that fits is used
 * @param gop most frames from one keyframe to the next, at least 1; empty for a keyframe at the
 *     start of every segment only
 * @param chapters whether the file has a chapter for each date
 */
public record VideoSettings(
    OptionalInt crf, String preset, OptionalLong maxBytes, OptionalInt gop, boolean chapters) {

  /** Quality by target, medium, a chapter for each date. */
  public static final VideoSettings DEFAULTS =
      new VideoSettings(
          OptionalInt.empty(), "medium", OptionalLong.empty(), OptionalInt.empty(), true);

  /** Settings without a limit of bytes. */
  public VideoSettings(OptionalInt crf, String preset) {
    this(crf, preset, OptionalLong.empty());
  }

  /** Settings with the usual keyframes, and without chapters. */
  public VideoSettings(OptionalInt crf, String preset, OptionalLong maxBytes) {
    this(crf, preset, maxBytes, OptionalInt.empty(), false);
  }

  /** Settings with a constant quantizer. */
  public VideoSettings(int crf, String preset) {
    this(OptionalInt.of(crf), preset);
  }

  /** The same with another quantizer. */
  public VideoSettings withCrf(int other) {
    return new VideoSettings(OptionalInt.of(other), preset, maxBytes, gop, chapters);
  }
}
