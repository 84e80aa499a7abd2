package io.terralapse.catalog.sensor;

import io.terralapse.model.BandRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sentinel-1, synthetic aperture radar. */
final class Sentinel1Family implements SensorFamily {
  /** Co-polarised backscatter is the image; cross-polarised backscatter is a further band. */
  static final Map<String, BandRole> BANDS = Map.of("VV", BandRole.GREY, "HH", BandRole.GREY);

  @Override
  public List<String> sensors() {
    return List.of("sentinel-1");
  }

  @Override
  public Map<String, BandRole> bands(String platform) {
    return BANDS;
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of(copernicus(year));
  }

  /** The credit that the Copernicus Sentinel data legal notice asks for. */
  static String copernicus(int year) {
    return String.format(Locale.ROOT, "Contains modified Copernicus Sentinel data %d", year);
  }
}
