package io.terralapse.align.core;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The settings under {@code coregister}.
 *
 * @param enabled false keeps every scene's georeference as it is ({@code model: off})
 * @param reference id or date of the anchor; empty selects it automatically
 * @param referenceImage image that the dates are aligned to instead of one of them
 * @param toMedian true moves the whole sequence so that its median shift is 0, so that the absolute
 *     position does not depend on the georeference of a single date
 * @param model how the displacement of a date may vary across the frame
 * @param maxShiftM largest accepted shift, metres on the ground
 * @param minConfidence lowest accepted confidence, 0 to 1; empty uses {@link
 *     RefusalThresholds#MIN_CONFIDENCE}
 * @param dropRefused true drops dates whose shift was refused, false shows them by their
 *     georeference
 * @param exclude GeoJSON file with polygons whose pixels are not used in the measurement
 * @param excludeChanging true detects regions that disagree on most dates and measures again
 *     without them
 */
public record CoregisterSettings(
    boolean enabled,
    Optional<String> reference,
    Optional<Path> referenceImage,
    boolean toMedian,
    ShiftModel model,
    double maxShiftM,
    OptionalDouble minConfidence,
    boolean dropRefused,
    Optional<Path> exclude,
    boolean excludeChanging) {

  /** Alignment on, up to 60 m, refused frames kept. */
  public static final CoregisterSettings DEFAULTS =
      new CoregisterSettings(
          true,
          Optional.empty(),
          Optional.empty(),
          false,
          ShiftModel.AUTO,
          60,
          OptionalDouble.empty(),
          false,
          Optional.empty(),
          false);
}
