package io.terralapse.catalog;

import io.terralapse.model.BandInfo;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A folder of empty files with invented headers. */
final class HeaderFixtures {
  private final Path base;
  private final Map<Path, RasterInfo> headers = new HashMap<>();

  HeaderFixtures(Path base) {
    this.base = base;
  }

  HeaderFixtures add(String path, RasterInfo info) throws IOException {
    Path file = touch(path);
    headers.put(file, info);
    return this;
  }

  /** A file that exists and cannot be opened. */
  Path touch(String path) throws IOException {
    Path file = base.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  RasterInfo open(Location location) throws IOException {
    RasterInfo info = location instanceof Location.Local local ? headers.get(local.file()) : null;
    if (info == null) {
      throw new IOException("not a TIFF file.");
    }
    return info;
  }

  static RasterInfo uint16(int bands) {
    return raster(SampleType.UINT16, bands);
  }

  static RasterInfo uint8(int bands) {
    return raster(SampleType.UINT8, bands);
  }

  static RasterInfo raster(SampleType type, int bands) {
    return new RasterInfo(
        100,
        80,
        type,
        new ArrayList<>(Collections.nCopies(bands, new BandInfo(Optional.empty(), 1, 0))),
        OptionalDouble.empty(),
        Optional.of(GeoTransform.northUp(500_000, 4_000_000, 10)),
        Optional.of("EPSG:32632"),
        List.of(new RasterLevel(100, 80)),
        OptionalInt.empty(),
        false,
        Map.of());
  }

  static RasterInfo alpha(RasterInfo of, int band) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        of.bands(),
        of.nodata(),
        of.transform(),
        of.crs(),
        of.levels(),
        OptionalInt.of(band),
        of.internalMask(),
        of.tags());
  }

  static RasterInfo nodata(RasterInfo of, double nodata) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        of.bands(),
        OptionalDouble.of(nodata),
        of.transform(),
        of.crs(),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        of.tags());
  }

  static RasterInfo bands(RasterInfo of, BandInfo... bands) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        List.of(bands),
        of.nodata(),
        of.transform(),
        of.crs(),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        of.tags());
  }

  static RasterInfo described(RasterInfo of, String... names) {
    BandInfo[] bands = new BandInfo[names.length];
    for (int i = 0; i < names.length; i++) {
      bands[i] = new BandInfo(Optional.of(names[i]), 1, 0);
    }
    return bands(of, bands);
  }

  static RasterInfo tagged(RasterInfo of, String name, String value) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        of.bands(),
        of.nodata(),
        of.transform(),
        of.crs(),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        Map.of(name, value));
  }

  static RasterInfo size(RasterInfo of, int width, int height) {
    return new RasterInfo(
        width,
        height,
        of.sampleType(),
        of.bands(),
        of.nodata(),
        of.transform(),
        of.crs(),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        of.tags());
  }

  static RasterInfo in(RasterInfo of, String crs) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        of.bands(),
        of.nodata(),
        of.transform(),
        Optional.of(crs),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        of.tags());
  }

  static RasterInfo withoutGeoreference(RasterInfo of) {
    return placed(of, Optional.empty());
  }

  static RasterInfo withoutCrs(RasterInfo of) {
    return placed(of, of.transform());
  }

  private static RasterInfo placed(RasterInfo of, Optional<GeoTransform> transform) {
    return new RasterInfo(
        of.width(),
        of.height(),
        of.sampleType(),
        of.bands(),
        of.nodata(),
        transform,
        Optional.empty(),
        of.levels(),
        of.alphaBand(),
        of.internalMask(),
        of.tags());
  }
}
