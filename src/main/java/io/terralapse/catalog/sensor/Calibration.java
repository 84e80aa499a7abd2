package io.terralapse.catalog.sensor;

import io.terralapse.model.AcquisitionDate;
import java.time.Instant;

/**
 * The published relation between stored integers and reflectance of a product: {@code reflectance =
 * stored * scale + offset}.
 *
 * @param scale reflectance per count
 * @param offset reflectance at count 0
 */
public record Calibration(double scale, double offset) {

  /**
   * Sentinel-2 before processing baseline 04.00, HLS 2.0, Landsat up to Collection 1 and
   * PlanetScope surface reflectance: 10,000 counts are a reflectance of 1.
   */
  public static final Calibration TEN_THOUSANDTHS = new Calibration(1e-4, 0);

  /**
   * Sentinel-2 from processing baseline 04.00 on (25 January 2022): {@code BOA_ADD_OFFSET} and
   * {@code RADIO_ADD_OFFSET} of -1000 counts (Sentinel-2 Products Specification Document).
   */
  public static final Calibration SENTINEL2_SINCE_0400 = new Calibration(1e-4, -0.1);

  /** The day from which on all products of Sentinel-2 have baseline 04.00 or a later one. */
  private static final Instant BASELINE_0400 = Instant.parse("2022-01-25T00:00:00Z");

  /** Landsat Collection 2 Level 2 surface reflectance (USGS, LSDS-1619). */
  public static final Calibration LANDSAT_C2_L2 = new Calibration(2.75e-5, -0.2);

  /** Bands that EO Browser and Copernicus Browser store in 16 bits: 0 to 1 in 0 to 65,535. */
  public static final Calibration UNIT_IN_16_BITS = new Calibration(1 / 65_535.0, 0);

  /** No relation: the stored values are those of an image made for viewing, as they are. */
  public static final Calibration PICTURE = new Calibration(1, 0);

  /**
   * Sentinel-2 as ESA delivers it, by the date. Certain from 25 January 2022 on; older dates have
   * the offset if they have been reprocessed since, which only the baseline tells.
   */
  public static Calibration ofSentinel2(AcquisitionDate acquired) {
    return acquired.start().isBefore(BASELINE_0400) ? TEN_THOUSANDTHS : SENTINEL2_SINCE_0400;
  }
}
