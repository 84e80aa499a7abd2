package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sentinel-2, instrument MSI (Sentinel-2 MSI User Guide). */
final class Sentinel2Family implements SensorFamily {
  static final String SENSOR = "sentinel-2";

  static final Map<String, BandRole> BANDS =
      Map.ofEntries(
          Map.entry("B1", BandRole.COASTAL),
          Map.entry("B2", BandRole.BLUE),
          Map.entry("B3", BandRole.GREEN),
          Map.entry("B4", BandRole.RED),
          Map.entry("B5", BandRole.REDEDGE),
          Map.entry("B6", BandRole.REDEDGE),
          Map.entry("B7", BandRole.REDEDGE),
          Map.entry("B8", BandRole.NIR),
          Map.entry("B8A", BandRole.NIR),
          Map.entry("B11", BandRole.SWIR16),
          Map.entry("B12", BandRole.SWIR22));

  @Override
  public List<String> sensors() {
    return List.of(SENSOR);
  }

  @Override
  public List<String> keywords() {
    return List.of(SENSOR, "sentinel-2a", "sentinel-2b", "sentinel-2c", "sentinel-2d");
  }

  @Override
  public Optional<String> findPlatform(String keyword) {
    return keyword.matches("sentinel-2[a-d]")
        ? Optional.of("S2" + keyword.substring(10).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  @Override
  public Map<String, BandRole> bands(String platform) {
    return BANDS;
  }

  @Override
  public Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    String order =
        switch (bandCount) {
          case 10 -> "B2 B3 B4 B5 B6 B7 B8 B8A B11 B12";
          case 12 -> "B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12";
          case 13 -> "B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B10 B11 B12";
          default -> "";
        };
    return order.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(order.split(" "))
                .map(band -> BANDS.getOrDefault(band, BandRole.OTHER))
                .toList());
  }

  @Override
  public OptionalDouble fill(String sensor) {
    return OptionalDouble.of(0);
  }

  @Override
  public Optional<Calibration> calibration() {
    return Optional.of(Calibration.TEN_THOUSANDTHS);
  }

  @Override
  public Map<String, List<MaskLayer>> masks() {
    return Map.of(
        "scl", List.of(MaskLayer.of(MaskCoding.SCL)),
        "qa60", List.of(MaskLayer.of(MaskCoding.QA60)));
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of(Sentinel1Family.copernicus(year));
  }
}
