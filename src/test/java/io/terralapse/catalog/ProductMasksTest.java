package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.build.DescribedSceneBuilder;
import io.terralapse.catalog.build.SourceOverrides;
import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.product.ProductReaders;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Masks of described scenes once the raster headers are read. */
class ProductMasksTest {
  private static final String ITEM = "20230912_175450_00_2439_3B_";
  private static final Location IMAGE =
      new Location.Local(Path.of("/in/" + ITEM + "AnalyticMS_SR.tif"));
  private static final Location UDM2 = new Location.Local(Path.of("/in/" + ITEM + "udm2.tif"));

  private final List<Issue> issues = new ArrayList<>();

  private Scene scene(RasterInfo udm2) {
    ByteOpener noMetadata =
        file -> {
          throw new IOException(file.name());
        };
    DescribedScene described =
        ProductReaders.all(noMetadata).stream()
            .flatMap(reader -> reader.read(List.of(IMAGE, UDM2)).scenes().stream())
            .findFirst()
            .orElseThrow();
    HeaderReader.Headers headers =
        new HeaderReader(file -> file.equals(IMAGE) ? uint16(4) : udm2)
            .read(Stream.of(IMAGE, UDM2).toList());
    Path base = Path.of("/in");
    SceneDates dates =
        new SceneDates(
            base,
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.empty(),
            List.of());
    return new DescribedSceneBuilder(new SourceOverrides(base, List.of()), dates)
        .build(described, headers, issues)
        .orElseThrow();
  }

  private static List<String> masks(Scene scene) {
    return scene.masks().stream().map(mask -> mask.coding() + " " + mask.index()).toList();
  }

  @Test
  void findsTheBandsOfADataMaskByTheirNames() {
    Scene scene =
        scene(
            HeaderFixtures.described(
                uint8(8),
                "udm1",
                "confidence",
                "cloud",
                "haze_heavy",
                "haze_light",
                "shadow",
                "snow",
                "clear"));
    assertEquals(List.of("CLOUD 2", "CLOUD 3", "CLOUD 4", "SHADOW 5", "SNOW 6"), masks(scene));
    assertEquals(List.of(), issues);
    assertEquals(BandRole.RED, scene.bands().get(0).role());
    assertEquals("2023-09-12T17:54:50Z", scene.acquired().text());
    assertEquals(Optional.of("\u00a9 2023 Planet Labs PBC"), scene.credit());
  }

  @Test
  void findsThemByPositionWhereTheyHaveNoNames() {
    assertEquals(
        List.of("CLOUD 5", "CLOUD 4", "CLOUD 3", "SHADOW 2", "SNOW 1"), masks(scene(uint8(8))));
  }

  @Test
  void usesTheBandsOfAShortenedDataMask() {
    assertEquals(List.of("SHADOW 2", "SNOW 1"), masks(scene(uint8(3))));
    assertEquals(3, issues.size());
  }
}
