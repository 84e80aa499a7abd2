package io.terralapse.catalog.sensor;

import io.terralapse.model.BandRole;
import java.util.List;
import java.util.Optional;

/**
 * QuickBird, GeoEye and WorldView as Maxar delivers them ("Core Imagery Products Guide"):
 * multispectral files of four or eight bands.
 */
final class MaxarFamily implements SensorFamily {
  private static final List<BandRole> FOUR =
      List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR);

  /** Coastal, blue, green, yellow, red, red edge, and two bands in the near infrared. */
  private static final List<BandRole> EIGHT =
      List.of(
          BandRole.COASTAL,
          BandRole.BLUE,
          BandRole.GREEN,
          BandRole.OTHER,
          BandRole.RED,
          BandRole.REDEDGE,
          BandRole.NIR,
          BandRole.OTHER);

  @Override
  public List<String> sensors() {
    return List.of("maxar");
  }

  @Override
  public Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    return switch (bandCount) {
      case 4 -> Optional.of(FOUR);
      case 8 -> Optional.of(EIGHT);
      default -> Optional.empty();
    };
  }
}
