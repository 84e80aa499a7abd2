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
 */
public record VideoSettings(OptionalInt crf, String preset, OptionalLong maxBytes) {

  /** Quality by target, medium. */
  public static final VideoSettings DEFAULTS = new VideoSettings(OptionalInt.empty(), "medium");

  /** Settings without a limit. */
  public VideoSettings(OptionalInt crf, String preset) {
    this(crf, preset, OptionalLong.empty());
  }

  /** Settings with a constant quantizer. */
  public VideoSettings(int crf, String preset) {
    this(OptionalInt.of(crf), preset);
  }

  /** The same with another quantizer. */
  public VideoSettings withCrf(int other) {
    return new VideoSettings(OptionalInt.of(other), preset, maxBytes);
  }
}
