package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Scenes with headers only, without files. */
final class HeaderScenes {
  private HeaderScenes() {}

  /** An error's message. */
  static String sentence(Throwable error) {
    return String.valueOf(error.getMessage());
  }

  static RasterInfo raster(
      Optional<String> crs, Optional<GeoTransform> transform, int width, int height, int levels) {
    List<RasterLevel> sizes = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      sizes.add(new RasterLevel((width + (1 << i) - 1) >> i, (height + (1 << i) - 1) >> i));
    }
    return new RasterInfo(
        width,
        height,
        SampleType.UINT16,
        List.of(new BandInfo(Optional.empty(), 1, 0)),
        OptionalDouble.empty(),
        transform,
        crs,
        sizes,
        OptionalInt.empty(),
        false,
        Map.of());
  }

  static RasterInfo raster(String crs, double x0, double y0, double pixel, int width, int height) {
    return raster(
        Optional.of(crs), Optional.of(GeoTransform.northUp(x0, y0, pixel)), width, height, 4);
  }

  static Scene scene(String id, RasterInfo raster) {
    SceneBand band =
        new SceneBand(
            BandRole.RED,
            "1",
            new Location.Local(Path.of(id + ".tif")),
            0,
            1,
            0,
            OptionalDouble.empty(),
            raster);
    return new Scene(
        id,
        Product.UNKNOWN,
        AcquisitionDate.on(LocalDate.of(2020, 1, 1), DateSource.FILENAME),
        Quantity.DN,
        List.of(band),
        Optional.empty(),
        Optional.empty());
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
