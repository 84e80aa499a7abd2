package io.terralapse.encode;

import java.util.OptionalInt;

/**
 * The settings of encoding. How long pictures are shown is decided in the mux.
 *
 * @param crf x264's rate factor, 0 to 51, here a constant quantizer; lower is better and larger.
 *     Empty chooses it for each picture, see {@link QualityTarget}
 * @param preset x264's preset name
 */
public record VideoSettings(OptionalInt crf, String preset) {

  /** Quality by target, medium. */
  public static final VideoSettings DEFAULTS = new VideoSettings(OptionalInt.empty(), "medium");

  /** Settings with a constant quantizer. */
  public VideoSettings(int crf, String preset) {
    this(OptionalInt.of(crf), preset);
  }
}
