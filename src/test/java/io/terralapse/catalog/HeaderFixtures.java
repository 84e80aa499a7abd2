package io.terralapse.catalog;

import io.terralapse.model.BandInfo;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.HeaderBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
    return HeaderBuilder.of(100, 80)
        .type(type)
        .bands(bands)
        .georeferenced("EPSG:32632", GeoTransform.northUp(500_000, 4_000_000, 10))
        .build();
  }

  static RasterInfo alpha(RasterInfo of, int band) {
    return HeaderBuilder.from(of).alpha(band).build();
  }

  static RasterInfo nodata(RasterInfo of, double nodata) {
    return HeaderBuilder.from(of).nodata(nodata).build();
  }

  static RasterInfo bands(RasterInfo of, BandInfo... bands) {
    return HeaderBuilder.from(of).bands(bands).build();
  }

  static RasterInfo described(RasterInfo of, String... names) {
    return HeaderBuilder.from(of).described(names).build();
  }

  static RasterInfo tagged(RasterInfo of, String name, String value) {
    return HeaderBuilder.from(of).tag(name, value).build();
  }

  static RasterInfo size(RasterInfo of, int width, int height) {
    return HeaderBuilder.from(of).size(width, height).build();
  }

  static RasterInfo in(RasterInfo of, String crs) {
    return HeaderBuilder.from(of).crs(Optional.of(crs)).build();
  }

  static RasterInfo withoutGeoreference(RasterInfo of) {
    return HeaderBuilder.from(of).crs(Optional.empty()).transform(Optional.empty()).build();
  }

  static RasterInfo withoutCrs(RasterInfo of) {
    return HeaderBuilder.from(of).crs(Optional.empty()).build();
  }
}
