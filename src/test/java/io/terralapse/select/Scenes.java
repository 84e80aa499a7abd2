package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneConditions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Scenes without pixels. */
final class Scenes {
  private Scenes() {}

  static Scene scene(String id, Product product, AcquisitionDate date) {
    return scene(id, product, date, 10);
  }

  static Scene scene(String id, Product product, AcquisitionDate date, double pixelSize) {
    RasterInfo raster =
        new RasterInfo(
            10,
            10,
            SampleType.UINT16,
            List.of(new BandInfo(Optional.empty(), 1, 0)),
            OptionalDouble.empty(),
            Optional.of(GeoTransform.northUp(0, 0, pixelSize)),
            Optional.of("EPSG:32632"),
            List.of(new RasterLevel(10, 10)),
            OptionalInt.empty(),
            false,
            Map.of());
    SceneBand band =
        new SceneBand(
            BandRole.GREY,
            "1",
            new Location.Local(Path.of(id + ".tif")),
            0,
            1,
            0,
            OptionalDouble.empty(),
            raster);
    return new Scene(
        id, product, date, Quantity.DN, List.of(band), Optional.empty(), Optional.empty());
  }

  static Scene of(Scene scene, List<MaskCoding> masks, SceneConditions conditions) {
    RasterInfo raster = scene.raster();
    return new Scene(
        scene.id(),
        scene.product(),
        scene.acquired(),
        scene.quantity(),
        scene.bands(),
        scene.alpha(),
        masks.stream().map(c -> new MaskBand(scene.files().get(0), 0, c, raster)).toList(),
        conditions,
        scene.credit());
  }

  static SceneConditions cloud(double percent) {
    return new SceneConditions(
        OptionalDouble.of(percent), OptionalDouble.empty(), OptionalDouble.empty());
  }

  static Scene leaning(String id, double degrees) {
    return of(
        scene(id, Product.UNKNOWN, day("2021-06-01")),
        List.of(),
        new SceneConditions(
            OptionalDouble.empty(), OptionalDouble.of(degrees), OptionalDouble.empty()));
  }

  static Scene onTrack(String id, String sensor, String track, String day) {
    Optional<String> known = track.isEmpty() ? Optional.empty() : Optional.of(track);
    Product product = new Product(sensor, sensor, known, Optional.of(id), Optional.empty(), 1, "");
    return scene(id, product, day(day));
  }

  static Product product(String platform, String sensor, String tile) {
    return new Product(
        platform, sensor, Optional.empty(), Optional.of(tile), Optional.empty(), 1, "");
  }

  static Product landsat(String platform, String path, String row, int level, String processed) {
    return new Product(
        platform,
        "landsat",
        Optional.of(path),
        Optional.of(path + row),
        Optional.empty(),
        level,
        processed);
  }

  static Product sentinel2(String platform, String tile, String datatake, int level) {
    return new Product(
        platform,
        "sentinel-2",
        Optional.empty(),
        Optional.of(tile),
        datatake.isEmpty() ? Optional.empty() : Optional.of(datatake),
        level,
        "");
  }

  static AcquisitionDate day(String day) {
    return AcquisitionDate.on(LocalDate.parse(day), DateSource.FILENAME);
  }

  static AcquisitionDate month(String month) {
    return AcquisitionDate.in(YearMonth.parse(month), DateSource.FILENAME);
  }

  static AcquisitionDate at(String instant) {
    return AcquisitionDate.at(Instant.parse(instant), DateSource.FILENAME);
  }
}
