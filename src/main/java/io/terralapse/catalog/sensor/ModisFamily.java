package io.terralapse.catalog.sensor;

import java.util.List;
import java.util.Optional;

/** MODIS and VIIRS land products. */
final class ModisFamily implements SensorFamily {
  @Override
  public List<String> sensors() {
    return List.of("modis", "viirs");
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of("Imagery: NASA");
  }
}
