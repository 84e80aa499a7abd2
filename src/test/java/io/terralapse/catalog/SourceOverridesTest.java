package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.catalog.build.SourceOverrides;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sources} has the same effect on scenes with and without metadata. */
class SourceOverridesTest extends FinderFixture {
  /** An item with an asset of an unknown sensor. */
  private void addItem(String id, int bands) throws IOException {
    rasters.add("scenes/" + id + ".tif", uint16(bands));
    Files.writeString(base.resolve("scenes/" + id + ".tif"), "not empty");
    Files.writeString(
        base.resolve("scenes/" + id + ".json"),
        """
        {"type": "Feature", "stac_version": "1.0.0", "id": "%s",
         "properties": {"datetime": "2020-01-01T10:00:00Z"},
         "assets": {"red": {"href": "./%s.tif", "type": "image/tiff"}}}
        """
            .formatted(id, id));
  }

  private static SourceOverride values(double scale, double nodata) {
    return new SourceOverride(
        "*",
        List.of(),
        OptionalDouble.of(scale),
        OptionalDouble.empty(),
        OptionalDouble.of(nodata),
        Optional.of("landsat-8"),
        Optional.of("by hand"));
  }

  private static void checkValues(Scene scene) {
    SceneBand band = scene.bands().get(0);
    assertEquals(0.01, band.scale());
    assertEquals(0, band.offset());
    assertEquals(OptionalDouble.of(7), band.nodata());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals("LC08", scene.product().platform());
    assertEquals(Optional.of("by hand"), scene.credit());
  }

  @Test
  void nodataNoneIsKeptSoThatNoFillIsLookedFor() throws IOException {
    rasters.add("scenes/site_2020-01-01.tif", HeaderFixtures.nodata(uint16(1), 7));
    sources = List.of(values(0.01, Double.NaN));
    assertEquals(OptionalDouble.of(Double.NaN), single().bands().get(0).nodata());
  }

  @Test
  void appliesToScenesByName() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint16(1));
    sources = List.of(values(0.01, 7));
    checkValues(single());
  }

  @Test
  void appliesToStacItems() throws IOException {
    addItem("item", 1);
    assertEquals(Quantity.DN, single().quantity());
    sources = List.of(values(0.01, 7));
    checkValues(single());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../scenes/*.tif", "**/scenes/*.tif", "*.tif"})
  void aPatternFitsFilesOutsideOfTheConfigsFolder(String pattern) {
    SourceOverrides overrides =
        new SourceOverrides(base.resolve("job"), List.of(override(pattern, List.of("nir"))));
    Location file = new Location.Local(base.resolve("scenes/a.tif"));
    assertEquals(List.of(), overrides.listUnmatched(() -> Stream.of(file)));
  }

  @Test
  void listsBandsOfStacItems() throws IOException {
    addItem("item", 2);
    sources = List.of(override("item.tif", List.of("nir", "alpha")));
    assertEquals(List.of(BandRole.NIR), roles(single()));
    sources = List.of(override("item.tif", List.of("skip")));
    assertEquals(
        "item has no bands left: sources.bands skips all of them; list one.",
        singleIssue().sentence());
  }

  @Test
  void aListThatIsLongerThanADescribedFileBelongsToOtherFiles() throws IOException {
    addItem("item", 1);
    sources = List.of(override("*", List.of("blue", "green", "red")));
    assertEquals(List.of(BandRole.RED), roles(single()));
  }
}
