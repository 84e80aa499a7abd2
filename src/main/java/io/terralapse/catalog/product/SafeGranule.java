package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metadata of one granule of a Sentinel-2 product ({@code MTD_TL.xml} and its older names).
 *
 * @param sensed when the instrument saw the granule, which is up to half an hour after the start of
 *     the datatake and may be on the next day
 * @param sunElevation degrees above the horizon
 */
record SafeGranule(Optional<Instant> sensed, OptionalDouble sunElevation) {
  /** A granule without metadata. */
  static final SafeGranule UNKNOWN = new SafeGranule(Optional.empty(), OptionalDouble.empty());

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not well-formed
   */
  static SafeGranule parse(byte[] bytes) throws DataException {
    String[] zenith = {""};
    String[] time = {""};
    MetadataXml.read(
        bytes,
        (name, parent, attributes, text) -> {
          if (name.equals("ZENITH_ANGLE") && parent.equals("Mean_Sun_Angle")) {
            zenith[0] = text;
          } else if (name.equals("SENSING_TIME") && time[0].isEmpty()) {
            time[0] = text;
          }
          return zenith[0].isEmpty() || time[0].isEmpty();
        });
    OptionalDouble angle = SafeMetadata.number(zenith[0]);
    boolean plausible = angle.isPresent() && angle.getAsDouble() >= 0 && angle.getAsDouble() <= 180;
    return new SafeGranule(
        instant(time[0]),
        plausible ? OptionalDouble.of(90 - angle.getAsDouble()) : OptionalDouble.empty());
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
