package io.terralapse.catalog.sensor;

import io.terralapse.model.BandRole;
import java.util.List;
import java.util.Optional;

/** National Agriculture Imagery Program: 8-bit aerial images, red, green, blue, near infrared. */
final class NaipFamily implements SensorFamily {
  private static final List<BandRole> ORDER =
      List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR);

  @Override
  public List<String> sensors() {
    return List.of("naip");
  }

  @Override
  public Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    return bandCount >= ORDER.size() ? Optional.of(ORDER) : Optional.empty();
  }

  @Override
  public Optional<List<BandRole>> findOrderInEightBit(String platform, int bandCount) {
    return findOrder(platform, bandCount);
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of("Imagery: USDA FSA / NAIP");
  }
}
