package io.terralapse.geo;

import java.util.Optional;
import org.geotools.referencing.wkt.Formattable;

/**
 * A coordinate reference system as people and other programs know it. A value.
 *
 * @param name as in its definition: {@code WGS 84 / UTM zone 31N}
 * @param authority {@code EPSG:n}, if it was made by code
 * @param wkt WKT 1: the text that it was made of, or the definition of its code; empty if that
 *     cannot be written as WKT 1
 */
public record CrsDescription(String name, Optional<String> authority, Optional<String> wkt) {

  /**
   * Describes a system.
   *
   * @throws IllegalArgumentException for {@link Crs#PIXELS}, which is none
   */
  public static CrsDescription of(Crs crs) {
    if (crs.isPixels()) {
      throw new IllegalArgumentException("pixel coordinates are no reference system");
    }
    boolean byCode = crs.text().startsWith("EPSG:");
    return new CrsDescription(
        crs.system().getName().getCode(),
        byCode ? Optional.of(crs.text()) : Optional.empty(),
        byCode ? findWkt(crs) : Optional.of(crs.text()));
  }

  private static Optional<String> findWkt(Crs crs) {
    if (!(crs.system() instanceof Formattable formattable)) {
      return Optional.empty();
    }
    try {
      return Optional.of(formattable.toWKT(0));
    } catch (UnsupportedOperationException notInWkt1) {
      return Optional.empty();
    }
  }
}
