package io.terralapse.coregister;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How frames are aligned.
 *
 * @param enabled false keeps every scene's georeference as it is
 * @param reference id or date of the anchor; empty lets the sequence choose
 * @param maxShiftM largest shift that is believed, metres on the ground
 * @param minConfidence least confidence that is believed, 0 to 1; empty takes the built-in
 *     threshold
 * @param dropRefused true drops frames whose shift could not be measured, false shows them by their
 *     georeference
 */
public record CoregisterSettings(
    boolean enabled,
    Optional<String> reference,
    double maxShiftM,
    OptionalDouble minConfidence,
    boolean dropRefused) {

  /** Alignment on, up to 60 m, refused frames kept. */
  public static final CoregisterSettings DEFAULTS =
      new CoregisterSettings(true, Optional.empty(), 60, OptionalDouble.empty(), false);
}
