package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.Product;
import io.terralapse.model.Scene;
import java.time.Duration;
import java.util.Optional;

/**
 * What two scenes have in common. All answers are symmetric; what is unknown never counts as equal.
 */
final class Observation {
  private Observation() {}

  /**
   * True if two scenes are products of one observation: the same spacecraft saw the same tile at
   * the same moment, or on the day that is all that one of the names tells. Spacecraft without
   * tiles (PlanetScope) must agree in the moment.
   */
  static boolean isSame(Scene a, Scene b) {
    Product first = a.product();
    Product second = b.product();
    if (isUnknown(first) || !first.identity().equals(second.identity())) {
      return false;
    }
    if (a.acquired().text().equals(b.acquired().text())) {
      boolean placed = first.tile().isPresent();
      return placed || a.acquired().precision() == Precision.INSTANT;
    }
    return first.tile().isPresent()
        && (isDayOf(a.acquired(), b.acquired()) || isDayOf(b.acquired(), a.acquired()));
  }

  /**
   * True if two scenes are parts of one overpass.
   *
   * <ul>
   *   <li>One spacecraft and one datatake; or
   *   <li>both moments known, at most {@code within} apart, and one known spacecraft that saw
   *       different places (the same place twice is two observations, as of a geostationary
   *       satellite); of unknown spacecraft only the very same moment counts; or
   *   <li>a moment missing: the same span, sensor, spacecraft, and strip.
   * </ul>
   */
  static boolean isOneOverpass(Scene a, Scene b, Duration within) {
    Product first = a.product();
    Product second = b.product();
    if (!first.platform().equals(second.platform()) || !first.sensor().equals(second.sensor())) {
      return false;
    }
    if (!isUnknown(first)
        && first.datatake().isPresent()
        && first.datatake().equals(second.datatake())) {
      return true;
    }
    if (isInstant(a) && isInstant(b)) {
      Duration apart = Duration.between(a.acquired().start(), b.acquired().start()).abs();
      boolean close =
          isUnknown(first)
              ? apart.isZero()
              : apart.compareTo(within) <= 0 && !isSamePlace(first, second);
      return apart.isZero() || close;
    }
    Optional<String> strip = strip(first);
    return !isUnknown(first)
        && strip.isPresent()
        && strip.equals(strip(second))
        && sameSpan(a.acquired(), b.acquired());
  }

  /**
   * The part of a product's place that one overpass shares: the orbit or WRS path; else the 6° zone
   * of a Sentinel-2 or HLS tile (a swath is 185 to 290 km wide, a zone 300 to 660 km); else the
   * one-degree cell of a NAIP quad; else the tile itself.
   */
  private static Optional<String> strip(Product product) {
    if (product.track().isPresent()) {
      return product.track();
    }
    return product
        .tile()
        .map(
            tile ->
                switch (product.sensor()) {
                  case "sentinel-2", "hls" -> tile.substring(0, Math.min(2, tile.length()));
                  case "naip" -> tile.substring(0, Math.min(5, tile.length()));
                  default -> tile;
                });
  }

  private static boolean sameSpan(AcquisitionDate a, AcquisitionDate b) {
    boolean equal = a.start().equals(b.start()) && a.end().equals(b.end());
    return equal || isDayOf(a, b) || isDayOf(b, a);
  }

  private static boolean isDayOf(AcquisitionDate day, AcquisitionDate moment) {
    return day.precision() == Precision.DAY
        && moment.precision() == Precision.INSTANT
        && !moment.start().isBefore(day.start())
        && moment.start().isBefore(day.end());
  }

  private static boolean isInstant(Scene scene) {
    return scene.acquired().precision() == Precision.INSTANT;
  }

  private static boolean isSamePlace(Product a, Product b) {
    return a.tile().isPresent() && a.tile().equals(b.tile());
  }

  private static boolean isUnknown(Product product) {
    return product.platform().equals(Product.UNKNOWN.platform());
  }
}
