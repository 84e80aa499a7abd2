package io.terralapse.bands;

import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.testkit.HeaderBuilder;
import io.terralapse.testkit.SceneBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenes with metadata only, without files. */
final class BandScenes {
  private BandScenes() {}

  static SceneBand band(BandRole role, String name, double pixel) {
    RasterInfo raster =
        HeaderBuilder.of(10, 10)
            .georeferenced("EPSG:32632", GeoTransform.northUp(0, 0, pixel))
            .build();
    return SceneBuilder.band(role, name, Path.of("/scenes", name + ".tif"), 0, raster);
  }

  static Scene scene(String platform, Quantity quantity, SceneBand... bands) {
    Product product =
        new Product(
            platform, "landsat", Optional.empty(), Optional.empty(), Optional.empty(), 2, "");
    return new SceneBuilder("S").product(product).quantity(quantity).bands(List.of(bands)).build();
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
