package io.terralapse.bands;

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

/** Scenes with metadata only, without files. */
final class BandScenes {
  private BandScenes() {}

  static SceneBand band(BandRole role, String name, double pixel) {
    RasterInfo raster =
        new RasterInfo(
            10,
            10,
            SampleType.UINT16,
            List.of(new BandInfo(Optional.empty(), 1, 0)),
            OptionalDouble.empty(),
            Optional.of(GeoTransform.northUp(0, 0, pixel)),
            Optional.of("EPSG:32632"),
            List.of(new RasterLevel(10, 10)),
            OptionalInt.empty(),
            false,
            Map.of());
    return new SceneBand(
        role,
        name,
        new Location.Local(Path.of("/scenes", name + ".tif")),
        0,
        1,
        0,
        OptionalDouble.empty(),
        raster);
  }

  static Scene scene(String platform, Quantity quantity, SceneBand... bands) {
    Product product =
        new Product(
            platform, "landsat", Optional.empty(), Optional.empty(), Optional.empty(), 2, "");
    return new Scene(
        "S",
        product,
        AcquisitionDate.on(LocalDate.of(2020, 1, 1), DateSource.FILENAME),
        quantity,
        List.of(bands),
        Optional.empty(),
        Optional.empty());
  }

  /** Bands with these roles, numbered from 1, pixels of 10 m. */
  static Scene scene(BandRole... roles) {
    List<SceneBand> bands = new ArrayList<>();
    for (BandRole role : roles) {
      bands.add(band(role, "B" + (bands.size() + 1), 10));
    }
    return scene("unknown", Quantity.REFLECTANCE, bands.toArray(SceneBand[]::new));
  }
}
