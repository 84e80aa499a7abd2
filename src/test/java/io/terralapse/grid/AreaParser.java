package io.terralapse.grid;

import java.nio.file.Path;

/** The reader of areas in files, for tests of other packages. */
public final class AreaParser {
  private AreaParser() {}

  /** Reads GeoJSON. */
  public static void geoJson(Path file) {
    GeoJsonArea.read("aoi.geojson", file);
  }
}
