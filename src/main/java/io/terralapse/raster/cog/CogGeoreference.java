package io.terralapse.raster.cog;

import io.terralapse.model.GeoTransform;
import io.terralapse.raster.tiff.GeoKeys;
import java.util.OptionalInt;

/**
 * The georeference of an image to be written: a north-up geotransform and the EPSG code of its CRS.
 *
 * @param transform pixel to CRS, x is easting or longitude; finite and north-up. Not written if
 *     {@code epsg} is empty
 * @param epsg the EPSG code of the CRS, 1024 to 32766 (the range that GeoTIFF 1.1, OGC 19-008r4,
 *     reserves for EPSG), or empty for an image without georeference
 * @param projected true for a projected CRS, false for a geographic one; ignored if {@code epsg} is
 *     empty
 */
public record CogGeoreference(GeoTransform transform, OptionalInt epsg, boolean projected) {
  private static final int FIRST_CODE = 1024;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if a code is out of range, or the transform is not north-up or
   *     not finite
   */
  public CogGeoreference {
    boolean finite =
        Double.isFinite(transform.x0() + transform.y0())
            && Double.isFinite(transform.xPerColumn() + transform.yPerRow());
    if (!finite || !transform.isNorthUp()) {
      throw new IllegalArgumentException(transform + ": not a finite north-up transform");
    }
    if (epsg.isPresent()
        && (epsg.getAsInt() < FIRST_CODE || epsg.getAsInt() >= GeoKeys.USER_DEFINED)) {
      throw new IllegalArgumentException(
          "EPSG:" + epsg.getAsInt() + ": not a code that a GeoTIFF can contain");
    }
  }

  /** In a projected CRS. */
  public static CogGeoreference projected(GeoTransform transform, int epsg) {
    return new CogGeoreference(transform, OptionalInt.of(epsg), true);
  }

  /** In a geographic CRS: x is the longitude, y the latitude. */
  public static CogGeoreference geographic(GeoTransform transform, int epsg) {
    return new CogGeoreference(transform, OptionalInt.of(epsg), false);
  }

  /** No georeference: the file is a TIFF without GeoTIFF tags. */
  public static CogGeoreference none() {
    return new CogGeoreference(GeoTransform.northUp(0, 0, 1), OptionalInt.empty(), false);
  }
}
