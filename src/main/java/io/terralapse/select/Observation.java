package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two scenes. All relations are symmetric; unknown values are never equal. Stateless. */
final class Observation {
  /** Sensors whose spacecraft need days to see a place again. */
  private static final Set<String> LOW_ORBIT = Set.of("sentinel-1", "sentinel-2", "landsat", "hls");

  private Observation() {}

  /**
   * True if two scenes are products of one observation: the same spacecraft, the same tile and the
   * same datatake, time or span, or the same day if one of the scenes has only the day. Spacecraft
   * without tiles (PlanetScope) must have the same time, or the same day and datatake, and the same
   * ground: parts of one image are delivered side by side, with one time. Of an unknown spacecraft:
   * files of one name, date, size and place in different folders.
   */
  static boolean isSame(Scene a, Scene b) {
    Product first = a.product();
    Product second = b.product();
    if (isCopy(a, b)) {
      return true;
    }
    if (isUnknown(first)) {
      return false;
    }
    // Processings of one tile of a datatake may state times that differ by seconds.
    boolean sameDatatake =
        first.datatake().isPresent() && first.datatake().equals(second.datatake());
    boolean tiled = first.tile().isPresent();
    boolean sameTime =
        (tiled && sameDatatake)
            || (sameSpan(a.acquired(), b.acquired()) && (tiled || sameDatatake || isInstant(a)));
    // Last, because it makes texts, and every scene is compared with every other one.
    return sameTime
        && first.identity().equals(second.identity())
        && (tiled || isSameGround(a.raster(), b.raster()));
  }

  /** True unless the rasters are in one CRS and share less than half of the smaller one. */
  private static boolean isSameGround(RasterInfo a, RasterInfo b) {
    if (!a.crs().equals(b.crs()) || a.transform().isEmpty() || b.transform().isEmpty()) {
      return true;
    }
    Rectangle2D first = box(a, a.transform().get());
    Rectangle2D second = box(b, b.transform().get());
    Rectangle2D shared = first.createIntersection(second);
    double overlap = Math.max(0, shared.getWidth()) * Math.max(0, shared.getHeight());
    return overlap >= Math.min(area(first), area(second)) / 2;
  }

  private static double area(Rectangle2D box) {
    return box.getWidth() * box.getHeight();
  }

  private static Rectangle2D box(RasterInfo raster, GeoTransform transform) {
    AffineTransform ground =
        new AffineTransform(
            transform.xPerColumn(),
            transform.yPerColumn(),
            transform.xPerRow(),
            transform.yPerRow(),
            transform.x0(),
            transform.y0());
    Rectangle2D pixels = new Rectangle2D.Double(0, 0, raster.width(), raster.height());
    return ground.createTransformedShape(pixels).getBounds2D();
  }

  private static boolean isCopy(Scene a, Scene b) {
    return isUnknown(a.product())
        && isUnknown(b.product())
        && a.acquired().start().equals(b.acquired().start())
        && a.acquired().end().equals(b.acquired().end())
        && roles(a).equals(roles(b))
        && a.bands().get(0).file().name().equals(b.bands().get(0).file().name())
        && a.raster().width() == b.raster().width()
        && a.raster().height() == b.raster().height()
        && a.raster().crs().equals(b.raster().crs())
        && a.raster().transform().equals(b.raster().transform());
  }

  private static List<BandRole> roles(Scene scene) {
    return scene.bands().stream().map(SceneBand::role).toList();
  }

  /**
   * True if two scenes are parts of one overpass.
   *
   * <ul>
   *   <li>One spacecraft and one datatake; or
   *   <li>both times known, at most {@code within} apart, and one known spacecraft with different
   *       tiles, or one in a low orbit, which delivers a tile in several strips (of others the same
   *       tile twice is two observations, as of a geostationary satellite); if the spacecraft is
   *       unknown, identical times; or
   *   <li>a time unknown: the same date, sensor, spacecraft, and strip.
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
              : apart.compareTo(within) <= 0
                  && (!isSameTile(first, second) || LOW_ORBIT.contains(first.sensor()));
      return apart.isZero() || close;
    }
    Optional<String> strip = strip(first);
    return !isUnknown(first)
        && strip.isPresent()
        && strip.equals(strip(second))
        && sameSpan(a.acquired(), b.acquired());
  }

  /**
   * What all tiles of one overpass share: the orbit or WRS path; else the 6° zone of a Sentinel-2
   * or HLS tile (a swath is 185 to 290 km wide, a zone 300 to 660 km); else the one-degree cell of
   * a NAIP quad; else the tile itself.
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

  private static boolean isDayOf(AcquisitionDate day, AcquisitionDate instant) {
    return day.precision() == Precision.DAY
        && instant.precision() == Precision.INSTANT
        && !instant.start().isBefore(day.start())
        && instant.start().isBefore(day.end());
  }

  private static boolean isInstant(Scene scene) {
    return scene.acquired().precision() == Precision.INSTANT;
  }

  private static boolean isSameTile(Product a, Product b) {
    return a.tile().isPresent() && a.tile().equals(b.tile());
  }

  private static boolean isUnknown(Product product) {
    return product.platform().equals(Product.UNKNOWN.platform());
  }
}
