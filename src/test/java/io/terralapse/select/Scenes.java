package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneConditions;
import io.terralapse.testkit.HeaderBuilder;
import io.terralapse.testkit.SceneBuilder;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scenes without pixels. */
final class Scenes {
  private Scenes() {}

  static Scene scene(String id, Product product, AcquisitionDate date) {
    return scene(id, product, date, 10);
  }

  static Scene scene(String id, Product product, AcquisitionDate date, double pixelSize) {
    RasterInfo raster =
        HeaderBuilder.of(10, 10)
            .georeferenced("EPSG:32632", GeoTransform.northUp(0, 0, pixelSize))
            .build();
    return new SceneBuilder(id).product(product).acquired(date).band(BandRole.GREY, raster).build();
  }

  static Scene of(Scene scene, List<MaskCoding> masks, SceneConditions conditions) {
    return SceneBuilder.from(scene)
        .masks(
            masks.stream()
                .map(coding -> new MaskBand(scene.files().get(0), 0, coding, scene.raster()))
                .toList())
        .conditions(conditions)
        .build();
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
    return SceneBuilder.day(day);
  }

  static AcquisitionDate month(String month) {
    return AcquisitionDate.in(YearMonth.parse(month), DateSource.FILENAME);
  }

  static AcquisitionDate at(String instant) {
    return AcquisitionDate.at(Instant.parse(instant), DateSource.FILENAME);
  }
}
