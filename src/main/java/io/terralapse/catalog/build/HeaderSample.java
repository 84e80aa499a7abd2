package io.terralapse.catalog.build;

import io.terralapse.catalog.files.HeaderReader.Header;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.catalog.scene.StatedRaster.Place;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Files of one layout, of which two are read: if they are as their metadata state, so are the
 * others. Not thread-safe.
 */
final class HeaderSample {
  /** Metadata and header differ by rounding only, pixels. */
  private static final double ROUNDING_PX = 0.01;

  /** A larger difference is a contradiction that users should know of, pixels. */
  private static final double WORTH_SAYING_PX = 1;

  private final Map<Location, StatedRaster> stated = new LinkedHashMap<>();

  void add(Location file, StatedRaster raster) {
    stated.put(file, raster);
  }

  /** The files in the order of their scenes. */
  List<Location> files() {
    return List.copyOf(stated.keySet());
  }

  /** The files to read first: catalogues change over the years. */
  List<Location> firstAndLast() {
    List<Location> files = files();
    return files.size() == 1 ? files : List.of(files.get(0), files.get(files.size() - 1));
  }

  /** A further file to read if neither of the first can be. */
  Optional<Location> another(Map<Location, Header> read) {
    List<Location> files = files();
    Location middle = files.get(files.size() / 2);
    boolean known =
        read.containsKey(middle)
            || firstAndLast().stream().anyMatch(file -> findInfo(read, file).isPresent());
    return known ? Optional.empty() : Optional.of(middle);
  }

  private static Optional<RasterInfo> findInfo(Map<Location, Header> read, Location file) {
    return Optional.ofNullable(read.get(file)).flatMap(Header::info);
  }

  /**
   * The headers of the files that have not been read.
   *
   * @return none if a file that was read contradicts its metadata, or none could be read
   */
  Map<Location, Header> derive(Map<Location, Header> read) {
    Optional<RasterInfo> sample =
        stated.keySet().stream().flatMap(file -> findInfo(read, file).stream()).findFirst();
    if (sample.isEmpty()) {
      return Map.of();
    }
    Map<Location, Header> derived = new HashMap<>();
    for (Map.Entry<Location, StatedRaster> entry : stated.entrySet()) {
      Location file = entry.getKey();
      StatedRaster raster = entry.getValue();
      Optional<RasterInfo> info = findInfo(read, file);
      if (info.isPresent() && !isAsStated(raster, info.get(), sample.get())) {
        return Map.of();
      }
      if (!read.containsKey(file)) {
        derived.put(file, new Header(Optional.of(derive(sample.get(), raster.place())), ""));
      }
    }
    return derived;
  }

  /** In tiles of a fixed grid, all files are where the first of them is. */
  private static boolean isAsStated(StatedRaster raster, RasterInfo info, RasterInfo first) {
    if (info.transform().isEmpty() || info.crs().isEmpty()) {
      return false;
    }
    if (raster.place().isEmpty()) {
      return info.width() == first.width()
          && info.height() == first.height()
          && info.transform().equals(first.transform())
          && info.crs().equals(first.crs());
    }
    Place place = raster.place().get();
    return info.width() == place.width()
        && info.height() == place.height()
        && (place.isCoded() ? info.crs().get().equals(place.crs()) : info.crs().equals(first.crs()))
        && place.distancePx(info.transform().get()) <= ROUNDING_PX;
  }

  private static RasterInfo derive(RasterInfo sample, Optional<Place> place) {
    if (place.isEmpty()) {
      return withoutTags(sample, sample.width(), sample.height(), sample.levels());
    }
    Place there = place.get();
    RasterLevel full = sample.levels().get(0);
    List<RasterLevel> levels =
        sample.levels().stream()
            .map(level -> scaled(level, full, there.width(), there.height()))
            .toList();
    String crs = there.isCoded() ? there.crs() : sample.crs().orElseThrow();
    return withoutTags(sample, there.width(), there.height(), levels)
        .withGeoreference(crs, there.transform());
  }

  /** The tags of another file may contain its date. */
  private static RasterInfo withoutTags(
      RasterInfo sample, int width, int height, List<RasterLevel> levels) {
    return new RasterInfo(
        width,
        height,
        sample.sampleType(),
        sample.bands(),
        sample.nodata(),
        sample.transform(),
        sample.crs(),
        levels,
        sample.alphaBand(),
        sample.internalMask(),
        Map.of(),
        sample.picture(),
        sample.maskFile(),
        sample.groundModel());
  }

  /** A level of a raster of another size. Overviews are reduced by whole numbers. */
  private static RasterLevel scaled(RasterLevel level, RasterLevel full, int width, int height) {
    return new RasterLevel(
        scaled(level.width(), full.width(), width),
        scaled(level.height(), full.height(), height),
        level.blockWidth(),
        level.blockHeight());
  }

  private static int scaled(int reduced, int full, int side) {
    long factor = Math.max(1, Math.round(full / (double) reduced));
    return reduced == full || side == full
        ? (side == full ? reduced : side)
        : (int) Math.max(1, (side + factor - 1) / factor);
  }

  /** How a file differs from its metadata, in words that continue with "its item states". */
  static Optional<String> findDifference(Place place, RasterInfo info) {
    String crs = info.crs().orElse("");
    if (place.isCoded() && crs.matches("EPSG:\\d+") && !crs.equals(place.crs())) {
      return Optional.of("is in " + crs + " and not in " + place.crs() + ", as");
    }
    if (info.width() != place.width() || info.height() != place.height()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "has %d x %d pixels and not %d x %d, as",
              info.width(),
              info.height(),
              place.width(),
              place.height()));
    }
    Optional<GeoTransform> transform = info.transform();
    double pixels = transform.isPresent() ? place.distancePx(transform.get()) : 0;
    return pixels > WORTH_SAYING_PX
        ? Optional.of(String.format(Locale.ROOT, "is %.0f pixels away from the place that", pixels))
        : Optional.empty();
  }
}
