package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** PlanetScope, SkySat, RapidEye and Planet's basemaps (docs.planet.com). */
final class PlanetFamily implements SensorFamily {
  private static final List<BandRole> FOUR =
      List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR);

  /** RapidEye: the red edge is before the near infrared. */
  private static final List<BandRole> FIVE =
      List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.REDEDGE, BandRole.NIR);

  /** Visual images, whose fourth band is alpha. */
  private static final List<BandRole> VISUAL = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

  /** SuperDove: coastal blue, blue, green I, green, yellow, red, red edge, near infrared. */
  private static final List<BandRole> EIGHT =
      List.of(
          BandRole.COASTAL,
          BandRole.BLUE,
          BandRole.OTHER,
          BandRole.GREEN,
          BandRole.OTHER,
          BandRole.RED,
          BandRole.REDEDGE,
          BandRole.NIR);

  /**
   * Bands of a usable data mask that hide the ground, by their names in the file or else by their
   * documented positions (UDM 2). Since November 2023 (UDM 2.1) all haze is written as light haze.
   */
  private static final List<MaskLayer> UDM2 =
      List.of(
          new MaskLayer(5, Optional.of("cloud"), MaskCoding.CLOUD),
          new MaskLayer(4, Optional.of("haze_heavy"), MaskCoding.CLOUD),
          new MaskLayer(3, Optional.of("haze_light"), MaskCoding.CLOUD),
          new MaskLayer(2, Optional.of("shadow"), MaskCoding.SHADOW),
          new MaskLayer(1, Optional.of("snow"), MaskCoding.SNOW));

  @Override
  public List<String> sensors() {
    return List.of("planetscope", "skysat", "planet-basemap", "rapideye");
  }

  /** The platform of RapidEye begins so: {@code RE1} to {@code RE5}. */
  private static final String RAPIDEYE = "RE";

  @Override
  public Optional<String> findPlatform(String keyword) {
    return keyword.equals("rapideye") ? Optional.of(RAPIDEYE) : Optional.empty();
  }

  /** Files of five or nine bands have an alpha band last, but RapidEye has five bands. */
  @Override
  public Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    if (platform.startsWith(RAPIDEYE) && bandCount >= FIVE.size()) {
      return Optional.of(FIVE);
    }
    return switch (bandCount) {
      case 4, 5 -> Optional.of(FOUR);
      case 8, 9 -> Optional.of(EIGHT);
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<List<BandRole>> findOrderInEightBit(String platform, int bandCount) {
    return bandCount == 4 ? Optional.of(VISUAL) : Optional.empty();
  }

  @Override
  public OptionalDouble fill(String sensor) {
    return sensor.equals("planet-basemap") ? OptionalDouble.empty() : OptionalDouble.of(0);
  }

  @Override
  public Map<String, List<MaskLayer>> masks() {
    return Map.of("udm2", UDM2, "udm", List.of(MaskLayer.of(MaskCoding.UDM)));
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of(String.format(Locale.ROOT, "\u00a9 %d Planet Labs PBC", year));
  }
}
