package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.time.Duration;
import java.util.Optional;

/**
 * What a file or folder name says about its product.
 *
 * @param product platform, tile and level, as far as the name contains them
 * @param acquired acquisition date, if the name contains it
 * @param undated why the name has no date although it follows a convention, as the end of a
 *     sentence ("contains only a processing time"); empty if it has one
 * @param calibration from stored integers to reflectance, if the name determines it
 */
public record ParsedName(
    Product product,
    Optional<AcquisitionDate> acquired,
    Optional<String> undated,
    Optional<Calibration> calibration) {

  /** Names of one Sentinel-2 product contain the start of the datatake or of the granule. */
  private static final Duration DATATAKE = Duration.ofHours(1);

  static ParsedName of(Product product, AcquisitionDate acquired) {
    return new ParsedName(product, Optional.of(acquired), Optional.empty(), Optional.empty());
  }

  static ParsedName undated(Product product, String why) {
    return new ParsedName(product, Optional.empty(), Optional.of(why), Optional.empty());
  }

  /** Dated if the digits are a calendar date, else undated with the reason. */
  static ParsedName of(Product product, Optional<AcquisitionDate> acquired, String digits) {
    return acquired
        .map(date -> of(product, date))
        .orElseGet(() -> undated(product, "contains " + digits + ", which is not a calendar date"));
  }

  ParsedName calibrated(Calibration by) {
    return new ParsedName(product, acquired, undated, Optional.of(by));
  }

  ParsedName withoutDate(String why) {
    return new ParsedName(product, Optional.empty(), Optional.of(why), calibration);
  }

  /**
   * This name, with missing parts from another name of the same product (the product's folder).
   * Names of different sensors or tiles, or with contradicting dates, belong to different products:
   * then this name is returned unchanged.
   */
  public ParsedName completedBy(ParsedName folder) {
    Product own = product;
    Product other = folder.product;
    boolean contradicts =
        acquired.isPresent()
            && folder.acquired.isPresent()
            && !DateOverlap.isNear(acquired.get(), folder.acquired.get(), DATATAKE);
    if (own.equals(Product.UNKNOWN) && acquired.isPresent() && !contradicts) {
      return new ParsedName(other, acquired, undated, folder.calibration);
    }
    if (!own.sensor().equals(other.sensor()) || contradicts) {
      return this;
    }
    if (own.tile().isPresent() && other.tile().isPresent() && !own.tile().equals(other.tile())) {
      return this;
    }
    // "S2" is a Sentinel-2 satellite of unknown letter; "S2A" begins with it.
    boolean morePrecise = other.platform().startsWith(own.platform());
    Product merged =
        new Product(
            morePrecise ? other.platform() : own.platform(),
            own.sensor(),
            own.track().or(other::track),
            own.tile().or(other::tile),
            own.datatake().or(other::datatake),
            own.level() == 0 ? other.level() : own.level(),
            own.processed().isEmpty() ? other.processed() : own.processed());
    return new ParsedName(merged, acquired, undated, folder.calibration.or(this::calibration));
  }
}
