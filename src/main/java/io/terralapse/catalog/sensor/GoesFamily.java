package io.terralapse.catalog.sensor;

import java.util.List;
import java.util.Optional;

/** GOES-R series, Advanced Baseline Imager. */
final class GoesFamily implements SensorFamily {
  @Override
  public List<String> sensors() {
    return List.of("goes");
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of("Imagery: NOAA");
  }
}
