package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.testkit.HeaderBuilder;
import io.terralapse.testkit.SceneBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scenes with headers only, without files. */
final class HeaderScenes {
  private HeaderScenes() {}

  /** An error's message. */
  static String sentence(Throwable error) {
    return String.valueOf(error.getMessage());
  }

  static RasterInfo raster(
      Optional<String> crs, Optional<GeoTransform> transform, int width, int height, int levels) {
    return HeaderBuilder.of(width, height).crs(crs).transform(transform).levels(levels).build();
  }

  static RasterInfo raster(String crs, double x0, double y0, double pixel, int width, int height) {
    return raster(
        Optional.of(crs), Optional.of(GeoTransform.northUp(x0, y0, pixel)), width, height, 4);
  }

  static Scene scene(String id, RasterInfo raster) {
    return new SceneBuilder(id).band(BandRole.RED, raster).build();
  }

  /** One acquisition of the given rasters. */
  static Acquisition date(String id, RasterInfo... rasters) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < rasters.length; i++) {
      scenes.add(scene(rasters.length == 1 ? id : id + "-" + i, rasters[i]));
    }
    return new Acquisition(id, scenes.get(0).acquired(), scenes);
  }

  static GridSettings settings(AreaOfInterest aoi) {
    return settings(aoi, "auto");
  }

  static GridSettings settings(AreaOfInterest aoi, String srs) {
    return new GridSettings(
        aoi, srs, OptionalDouble.empty(), Optional.empty(), GridSettings.Resampling.CUBIC);
  }

  static GridSettings tr(AreaOfInterest aoi, double pixel) {
    return new GridSettings(
        aoi, "auto", OptionalDouble.of(pixel), Optional.empty(), GridSettings.Resampling.CUBIC);
  }

  static GridSettings size(AreaOfInterest aoi, int width, int height) {
    return new GridSettings(
        aoi,
        "auto",
        OptionalDouble.empty(),
        Optional.of(new GridSettings.Size(width, height)),
        GridSettings.Resampling.CUBIC);
  }
}
