package io.terralapse.align.core;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How frames are aligned.
 *
 * @param enabled false keeps every scene's georeference as it is
 * @param reference id or date of the anchor; empty lets the sequence choose
 * @param referenceImage picture that the dates are aligned to, instead of one of them
 * @param toMedian true moves the whole sequence so that its median shift is 0: then the
 *     georeference of no single date decides where the land stands
 * @param model how the displacement of a date may vary across the frame
 * @param maxShiftM largest shift that is believed, metres on the ground
 * @param minConfidence least confidence that is believed, 0 to 1; empty takes the built-in
 *     threshold
 * @param dropRefused true drops frames whose shift could not be measured, false shows them by their
 *     georeference
 * @param exclude GeoJSON file with polygons whose pixels have no say in the measurement
 * @param excludeChanging true finds what keeps disagreeing and measures again without it
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
