package io.terralapse.catalog.sensor;

import io.terralapse.model.AcquisitionDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The words that providers ask for when their pictures are shown. */
public final class Credits {
  private Credits() {}

  /**
   * The credit line of a scene.
   *
   * @return empty if the sensor is unknown: nothing is credited by guess
   */
  public static Optional<String> find(String sensor, AcquisitionDate acquired) {
    int year = acquired.start().atOffset(ZoneOffset.UTC).getYear();
    return switch (sensor) {
      case "sentinel-1", "sentinel-2" ->
          Optional.of(
              String.format(Locale.ROOT, "Contains modified Copernicus Sentinel data %d", year));
      case "landsat" -> Optional.of("Landsat image courtesy of the U.S. Geological Survey");
      case "planetscope", "skysat", "planet-basemap", "rapideye" ->
          Optional.of(String.format(Locale.ROOT, "\u00a9 %d Planet Labs PBC", year));
      case "naip" -> Optional.of("Imagery: USDA FSA / NAIP");
      case "hls" -> Optional.of("Harmonized Landsat Sentinel-2 imagery: NASA");
      case "modis", "viirs" -> Optional.of("Imagery: NASA");
      case "goes" -> Optional.of("Imagery: NOAA");
      default -> Optional.empty();
    };
  }
}
