package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.time.Duration;
import java.util.Optional;

/**
 * What one file or folder name says about its product.
 *
 * @param product what the name tells of platform, tile and level
 * @param acquired when, if the name tells
 * @param undated why the name gives no date although its convention is known, as the end of a
 *     sentence ("holds only a processing time"); empty if it gives one
 * @param calibration from stored integers to reflectance, if the name settles it
 */
public record ParsedName(
    Product product,
    Optional<AcquisitionDate> acquired,
    Optional<String> undated,
    Optional<Calibration> calibration) {

  /** Names of one Sentinel-2 product hold the start of the datatake or of the granule. */
  private static final Duration DATATAKE = Duration.ofHours(1);

  static ParsedName of(Product product, AcquisitionDate acquired) {
    return new ParsedName(product, Optional.of(acquired), Optional.empty(), Optional.empty());
  }

  static ParsedName undated(Product product, String why) {
    return new ParsedName(product, Optional.empty(), Optional.of(why), Optional.empty());
  }

  /** Dated if the digits are a calendar date, else undated and saying so. */
  static ParsedName of(Product product, Optional<AcquisitionDate> acquired, String digits) {
    return acquired
        .map(date -> of(product, date))
        .orElseGet(() -> undated(product, "holds " + digits + ", which is not a calendar date"));
  }

  ParsedName calibrated(Calibration by) {
    return new ParsedName(product, acquired, undated, Optional.of(by));
  }

  ParsedName withoutDate(String why) {
    return new ParsedName(product, Optional.empty(), Optional.of(why), calibration);
  }

  /**
   * This reading, with what it leaves open filled from another name of the same product (the
   * product's folder). Names of different sensors, or with dates that exclude each other, say
   * nothing about one another: then this reading comes back unchanged.
   */
  public ParsedName completedBy(ParsedName folder) {
    Product own = product;
    Product other = folder.product;
    boolean contradicts =
        acquired.isPresent()
            && folder.acquired.isPresent()
            && !DateOverlap.isNear(acquired.get(), folder.acquired.get(), DATATAKE);
    if (!own.sensor().equals(other.sensor()) || contradicts) {
      return this;
    }
    if (own.tile().isPresent() && other.tile().isPresent() && !own.tile().equals(other.tile())) {
      return this;
    }
    // "S2" is a Sentinel-2 whose letter the name does not tell; "S2A" begins with it.
    boolean sharper = other.platform().startsWith(own.platform());
    Product merged =
        new Product(
            sharper ? other.platform() : own.platform(),
            own.sensor(),
            own.track().or(other::track),
            own.tile().or(other::tile),
            own.datatake().or(other::datatake),
            own.level() == 0 ? other.level() : own.level(),
            own.processed().isEmpty() ? other.processed() : own.processed());
    return new ParsedName(merged, acquired, undated, folder.calibration.or(this::calibration));
  }
}
