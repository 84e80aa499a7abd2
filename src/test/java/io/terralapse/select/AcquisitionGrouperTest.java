package io.terralapse.select;

import static io.terralapse.select.Scenes.at;
import static io.terralapse.select.Scenes.day;
import static io.terralapse.select.Scenes.landsat;
import static io.terralapse.select.Scenes.month;
import static io.terralapse.select.Scenes.product;
import static io.terralapse.select.Scenes.scene;
import static io.terralapse.select.Scenes.sentinel2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.testkit.HeaderBuilder;
import io.terralapse.testkit.SceneBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AcquisitionGrouperTest {
  private final AcquisitionGrouper grouper = new AcquisitionGrouper(Duration.ofMinutes(10));

  /** Ids of the scenes of every acquisition, in order. */
  private List<List<String>> groups(Scene... scenes) {
    return grouper.group(List.of(scenes)).acquisitions().stream()
        .map(a -> a.scenes().stream().map(Scene::id).toList())
        .toList();
  }

  @Test
  void groupsTilesOfOneDatatakeHoweverFarApart() {
    assertEquals(
        List.of(List.of("a", "b")),
        groups(
            scene("a", sentinel2("S2A", "33TWL", "T1", 2), at("2023-08-15T10:00:00Z")),
            scene("b", sentinel2("S2A", "33TWM", "T1", 2), at("2023-08-15T10:20:00Z"))));
  }

  @Test
  void showsTheFinerPixelsOfAnOverpass() {
    Scene coarse = scene("a", sentinel2("S2A", "33TWL", "T1", 2), at("2023-08-15T10:00:00Z"), 20);
    Scene fine = scene("b", sentinel2("S2A", "33TWM", "T1", 2), at("2023-08-15T10:00:09Z"), 10);
    assertEquals(List.of(List.of("b", "a")), groups(coarse, fine));
    Acquisition both = grouper.group(List.of(fine, coarse)).acquisitions().get(0);
    assertEquals("a", both.id(), "an overpass is still named by its first scene");
  }

  @Test
  void groupsScenesOfAnUnsupportedCrsBehindTheOthers() {
    Product product = sentinel2("S2A", "33TWL", "T1", 2);
    RasterInfo local =
        HeaderBuilder.of(10, 10)
            .georeferenced("LOCAL_CS[\"site\"]", GeoTransform.northUp(0, 0, 1))
            .build();
    Scene unsupported =
        new SceneBuilder("a")
            .product(product)
            .acquired(at("2023-08-15T10:00:00Z"))
            .band(BandRole.GREY, local)
            .build();
    Scene known = scene("b", sentinel2("S2A", "33TWM", "T1", 2), at("2023-08-15T10:00:09Z"));
    assertEquals(List.of(List.of("b", "a")), groups(unsupported, known));
  }

  @Test
  void separatesSpacecraftInTheSameMinute() {
    assertEquals(
        List.of(List.of("a"), List.of("b")),
        groups(
            scene("a", product("2439", "planetscope", "x"), at("2023-08-15T10:00:00Z")),
            scene("b", product("2440", "planetscope", "y"), at("2023-08-15T10:00:01Z"))));
  }

  /** Parts of one image of PlanetScope, SkySat or a STAC item, which have no tile. */
  @Test
  void partsOfOneImageSideBySideAreOneAcquisition() {
    Product product =
        new Product(
            "P", "planetscope", Optional.empty(), Optional.empty(), Optional.empty(), 1, "");
    Scene west = part(product, "west", 0);
    Scene east = part(product, "east", 90);
    assertEquals(List.of(List.of("east", "west")), groups(west, east));

    Grouping same = grouper.group(List.of(west, part(product, "west_b", 20)));
    assertEquals(List.of("west_b"), same.superseded().stream().map(d -> d.scene().id()).toList());
  }

  private static Scene part(Product product, String id, double x) {
    RasterInfo raster =
        HeaderBuilder.of(10, 10)
            .georeferenced("EPSG:32632", GeoTransform.northUp(x, 0, 10))
            .build();
    return new SceneBuilder(id)
        .product(product)
        .acquired(at("2023-08-15T10:00:00Z"))
        .band(BandRole.GREY, raster)
        .build();
  }

  @Test
  void groupsOneSpacecraftWithinTheLimitOfTheFirstScene() {
    assertEquals(
        List.of(List.of("a", "b"), List.of("c")),
        groups(
            scene("a", product("P", "planetscope", "1"), at("2023-08-15T10:00:00Z")),
            scene("b", product("P", "planetscope", "2"), at("2023-08-15T10:10:00Z")),
            scene("c", product("P", "planetscope", "3"), at("2023-08-15T10:10:01Z"))));
  }

  @Test
  void separatesRepeatedObservationsOfOneTile() {
    assertEquals(
        List.of(List.of("a"), List.of("b")),
        groups(
            scene("a", product("G19", "goes", "M1"), at("2023-08-15T10:00:00Z")),
            scene("b", product("G19", "goes", "M1"), at("2023-08-15T10:01:00Z"))));
  }

  @Test
  void groupsStripsOfOneTileOfASpacecraftInALowOrbit() {
    Product tile = product("S2A", "sentinel-2", "31TCJ");
    assertEquals(
        List.of(List.of("a", "b"), List.of("c")),
        groups(
            scene("a", tile, at("2023-01-05T10:57:40Z")),
            scene("b", tile, at("2023-01-05T10:57:44Z")),
            scene("c", tile, at("2023-01-08T10:57:44Z"))));
  }

  @Test
  void groupsUnknownSpacecraftOnlyByIdenticalTimes() {
    assertEquals(
        List.of(List.of("a", "b"), List.of("c")),
        groups(
            scene("a", Product.UNKNOWN, at("2023-08-15T10:00:00Z")),
            scene("b", Product.UNKNOWN, at("2023-08-15T10:00:00Z")),
            scene("c", Product.UNKNOWN, at("2023-08-15T10:00:01Z"))));
    assertEquals(
        List.of(List.of("a"), List.of("b")),
        groups(
            scene("a", Product.UNKNOWN, day("2023-08-15")),
            scene("b", Product.UNKNOWN, day("2023-08-15"))));
  }

  @Test
  void groupsDaysOnlyAlongOnePathOfOneSensor() {
    assertEquals(
        List.of(List.of("a31", "a32"), List.of("b"), List.of("c"), List.of("d")),
        groups(
            scene("a31", landsat("LC08", "014", "031", 1, ""), day("2018-04-28")),
            scene("a32", landsat("LC08", "014", "032", 1, ""), day("2018-04-28")),
            scene("b", landsat("LC08", "013", "032", 1, ""), day("2018-04-28")),
            scene("c", landsat("LE07", "014", "032", 1, ""), day("2018-04-28")),
            scene("d", landsat("LC08", "014", "032", 1, ""), day("2018-04-29"))));
  }

  @Test
  void groupsSentinelTilesOfOneDayWithinAZone() {
    assertEquals(
        List.of(List.of("a", "b"), List.of("c"), List.of("d")),
        groups(
            scene("a", sentinel2("S2A", "33TWL", "", 2), day("2023-08-15")),
            scene("b", sentinel2("S2A", "33UWM", "", 2), day("2023-08-15")),
            scene("c", sentinel2("S2A", "34TWM", "", 2), day("2023-08-15")),
            scene("d", sentinel2("S2B", "33TWM", "", 2), day("2023-08-15"))));
  }

  @Test
  void groupsQuadsOfOneBasemapMonth() {
    Product mosaic = product("planet", "planet-basemap", "1");
    assertEquals(
        List.of(List.of("a", "b"), List.of("c")),
        groups(
            scene("a", withDatatake(mosaic, "m08", "1"), month("2021-08")),
            scene("b", withDatatake(mosaic, "m08", "2"), month("2021-08")),
            scene("c", withDatatake(mosaic, "m09", "1"), month("2021-09"))));
  }

  private static Product withDatatake(Product p, String datatake, String tile) {
    return new Product(
        p.platform(),
        p.sensor(),
        p.track(),
        java.util.Optional.of(tile),
        java.util.Optional.of(datatake),
        p.level(),
        p.processed());
  }

  @Test
  void usesTheHighestLevelThenTheNewestProcessingThenTheFinestPixels() {
    Grouping grouping =
        grouper.group(
            List.of(
                scene("l1", landsat("LC08", "014", "031", 1, "20250101"), day("2018-04-28")),
                scene("old", landsat("LC08", "014", "031", 2, "20180502"), day("2018-04-28")),
                scene("new", landsat("LC08", "014", "031", 2, "20200823"), day("2018-04-28")),
                scene(
                    "thin", landsat("LC08", "014", "031", 2, "20200823"), day("2018-04-28"), 300)));
    assertEquals(
        List.of("new"),
        grouping.acquisitions().stream().flatMap(a -> a.scenes().stream()).map(Scene::id).toList());
    assertEquals(
        List.of("l1", "old", "thin"),
        grouping.superseded().stream().map(d -> d.scene().id()).toList());
    assertEquals("superseded", grouping.superseded().get(0).reason());
    assertEquals(
        List.of(
            "l1 is not used: new is the same observation at a higher processing level.",
            "old is not used: new is the same observation in a newer processing.",
            "thin is not used: new is the same observation with finer pixels."),
        grouping.superseded().stream().map(DroppedScene::detail).toList());
  }

  @Test
  void recognisesOneObservationDatedByDayAndByTime() {
    Grouping grouping =
        grouper.group(
            List.of(
                scene("day", sentinel2("S2A", "33TWL", "", 2), day("2023-08-15")),
                scene("moment", sentinel2("S2A", "33TWL", "T1", 1), at("2023-08-15T10:00:31Z"))));
    assertEquals(1, grouping.acquisitions().size());
    assertEquals("moment", grouping.superseded().get(0).scene().id());
  }

  @Test
  void neverSupersedesUnknownProducts() {
    assertEquals(
        2,
        groups(
                scene("a", Product.UNKNOWN, day("2020-01-01")),
                scene("b", Product.UNKNOWN, day("2020-01-01")))
            .size());
  }

  @Test
  void doesNotDependOnTheOrderOfTheScenes() {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      scenes.add(
          scene(
              "s" + i,
              sentinel2("S2A", "33TW" + (char) ('A' + i % 4), "", 1 + i % 2),
              day("2023-08-1" + i % 3)));
    }
    Grouping first = grouper.group(scenes);
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(scenes, random);
      assertEquals(first, grouper.group(scenes));
    }
    assertEquals(3, first.acquisitions().size());
  }
}
