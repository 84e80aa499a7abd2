package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What all products of one sensor family have in common, whatever delivers them. To add a family,
 * implement this interface in a file of its own and list it in {@link Sensors}. Implementations are
 * stateless.
 */
interface SensorFamily {
  /** The identifiers that {@link Product#sensor()} has for products of this family. */
  List<String> sensors();

  /** The keywords of {@code sources.sensor} for this family, lower case. */
  default List<String> keywords() {
    return sensors();
  }

  /**
   * The sensor identifier that a keyword of {@code sources.sensor} names.
   *
   * @param keyword lower case
   * @return empty if the keyword belongs to another family
   */
  default Optional<String> findSensor(String keyword) {
    if (!keywords().contains(keyword)) {
      return Optional.empty();
    }
    return Optional.of(sensors().contains(keyword) ? keyword : sensors().get(0));
  }

  /**
   * The platform that a keyword of {@code sources.sensor} names ({@code landsat-8} is {@code
   * LC08}).
   *
   * @param keyword lower case
   * @return empty if the keyword names the family only
   */
  default Optional<String> findPlatform(String keyword) {
    return Optional.empty();
  }

  /**
   * Roles by the product's band name without leading zeros ({@code B4}, {@code B8A}); bands without
   * a role of their own (thermal, cirrus, water vapour) are left out.
   */
  default Map<String, BandRole> bands(String platform) {
    return Map.of();
  }

  /**
   * The usual order of the bands of a stacked file.
   *
   * @return empty if files of that many bands have no usual order
   */
  default Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    return Optional.empty();
  }

  /**
   * The usual order in 8-bit files, which are usually images made from the bands.
   *
   * @return empty if files of that many bands have no usual order
   */
  default Optional<List<BandRole>> findOrderInEightBit(String platform, int bandCount) {
    return Optional.empty();
  }

  /** The stored value outside of the scene in products that often do not declare it. */
  default OptionalDouble fill(String sensor) {
    return OptionalDouble.empty();
  }

  /** From stored integers to reflectance, where all products of the family share it. */
  default Optional<Calibration> calibration() {
    return Optional.empty();
  }

  /**
   * The family's masks by the name that providers give them, lower case without underscores ({@code
   * qapixel}).
   */
  default Map<String, List<MaskLayer>> masks() {
    return Map.of();
  }

  /** The credit line that the provider asks for; empty if none is known. */
  default Optional<String> credit(int year) {
    return Optional.empty();
  }
}
