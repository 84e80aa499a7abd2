package io.terralapse.catalog.sensor;

import java.util.List;
import java.util.Optional;

/** VIIRS land products. */
final class ViirsFamily implements SensorFamily {
  @Override
  public List<String> sensors() {
    return List.of("viirs");
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of(ModisFamily.NASA);
  }
}
