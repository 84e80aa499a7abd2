package io.terralapse.catalog.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.catalog.files.HeaderReader.Header;
import io.terralapse.catalog.files.HeaderReader.Headers;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.geo.Crs;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SceneConditions;
import io.terralapse.testkit.HeaderBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StatedGeoreferenceTest {
  private static final Location RED = new Location.Local(Path.of("/in/a_B4.tif"));
  private static final Location BLUE = new Location.Local(Path.of("/in/a_B2.tif"));
  private static final GeoTransform PLACE = GeoTransform.northUp(378_285, 275_715, 30);
  private static final RasterInfo BARE = HeaderBuilder.of(40, 30).bands(1).build();

  private static DescribedScene scene(Map<Location, StatedRaster> rasters) {
    return new DescribedScene(
        "a",
        RED,
        Product.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        List.of(band(RED), band(BLUE)),
        List.of(),
        SceneConditions.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        rasters);
  }

  private static DescribedScene.Band band(Location file) {
    OptionalDouble none = OptionalDouble.empty();
    return new DescribedScene.Band(file, 0, BandRole.RED, "B4", none, none, none);
  }

  private static StatedRaster at(int width) {
    return new StatedRaster(
        "k", Optional.of(new StatedRaster.Place("EPSG:32618", width, 30, PLACE)), Optional.empty());
  }

  private static List<Optional<String>> crs(
      Map<Location, StatedRaster> rasters, RasterInfo red, RasterInfo blue) {
    Headers headers =
        StatedGeoreference.complete(
            scene(rasters),
            new Headers(
                Map.of(
                    RED,
                    new Header(Optional.of(red), ""),
                    BLUE,
                    new Header(Optional.of(blue), ""))));
    return List.of(
        headers.get(RED).info().orElseThrow().crs(), headers.get(BLUE).info().orElseThrow().crs());
  }

  @Test
  void aBareFileOfTheStatedSizeIsWhereTheMetadataSay() {
    Optional<String> stated = Optional.of("EPSG:32618");
    assertEquals(List.of(stated, stated), crs(Map.of(RED, at(40), BLUE, at(40)), BARE, BARE));
  }

  @Test
  void aFileOfAnotherSizeIsNotPlaced() {
    assertEquals(
        List.of(Optional.of("EPSG:32618"), Optional.empty()),
        crs(Map.of(RED, at(40), BLUE, at(41)), BARE, BARE));
  }

  @Test
  void aGeoreferenceInTheFileWins() {
    RasterInfo placed = BARE.withGeoreference("EPSG:32619", PLACE);
    assertEquals(
        List.of(Optional.of("EPSG:32619"), Optional.of("EPSG:32618")),
        crs(Map.of(RED, at(40), BLUE, at(40)), placed, BARE));
  }

  @Test
  void withoutAnyStatementBareFilesArePlacedByPixel() {
    Optional<String> pixels = Optional.of(Crs.PIXELS);
    assertEquals(List.of(pixels, pixels), crs(Map.of(), BARE, BARE));
    RasterInfo placed = BARE.withGeoreference("EPSG:32619", PLACE);
    assertEquals(List.of(Optional.of("EPSG:32619"), Optional.empty()), crs(Map.of(), placed, BARE));
  }
}
