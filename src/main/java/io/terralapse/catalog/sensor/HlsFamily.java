package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Harmonized Landsat Sentinel-2 (HLS User Guide 2.0). */
final class HlsFamily implements SensorFamily {
  private static final String SENSOR = "hls";

  /** Fill of reflectance, which clipped copies may not declare. */
  private static final double FILL = -9999;

  @Override
  public List<String> sensors() {
    return List.of(SENSOR);
  }

  @Override
  public List<String> keywords() {
    return List.of(SENSOR, "hls-s30", "hls-l30");
  }

  @Override
  public Optional<String> findPlatform(String keyword) {
    return keyword.equals("hls-s30") || keyword.equals("hls-l30")
        ? Optional.of(keyword.toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  @Override
  public Map<String, BandRole> bands(String platform) {
    return platform.equals("HLS-S30") ? Sentinel2Family.BANDS : LandsatFamily.OLI;
  }

  @Override
  public OptionalDouble fill(String sensor) {
    return OptionalDouble.of(FILL);
  }

  @Override
  public Optional<Calibration> calibration() {
    return Optional.of(Calibration.TEN_THOUSANDTHS);
  }

  @Override
  public Map<String, List<MaskLayer>> masks() {
    return Map.of("fmask", List.of(MaskLayer.of(MaskCoding.FMASK)));
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of("Harmonized Landsat Sentinel-2 imagery: NASA");
  }
}
