package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.raster;
import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.BandRole;
import io.terralapse.model.Quantity;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.select.AcquisitionGrouper;
import io.terralapse.select.Grouping;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Downloads of EO Browser and Copernicus Browser. */
class BrowserScenesTest extends FinderFixture {
  private static final String DAY = "scenes/2023-01-10-00_00_2023-01-10-23_59_";

  private Grouping groups() {
    return new AcquisitionGrouper(Duration.ofMinutes(10)).group(find().scenes());
  }

  /** The scene of the only acquisition, which no other scene is part of. */
  private Scene shown() {
    Grouping groups = groups();
    assertEquals(1, groups.acquisitions().size());
    assertEquals(1, groups.acquisitions().get(0).scenes().size());
    return groups.acquisitions().get(0).scenes().get(0);
  }

  @Test
  void bandsOfOneDayAreOneSceneOfReflectance() throws IOException {
    for (String band : List.of("B02", "B03", "B04", "B08")) {
      rasters.add(DAY + "Sentinel-2_L2A_" + band + "_(Raw).tiff", uint16(1));
    }
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR), roles(scene));
    assertEquals("sentinel-2", scene.product().sensor());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(1, scene.bands().get(0).scale() * 65_535, 1e-12);
    assertEquals("2023-01-10", scene.acquired().text());
  }

  @Test
  void namesWithCommasAreReadAlike() throws IOException {
    for (String band : List.of("B02", "B03", "B04")) {
      rasters.add("scenes/2023-01-10, Sentinel-2B L1C, " + band + ".tiff", uint16(1));
    }
    rasters.add("scenes/2023-01-10, Sentinel-2B L1C, True color.tiff", uint8(3));
    Scene scene = shown();
    assertEquals(3, scene.files().size());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(1, scene.product().level());
  }

  @Test
  void visualisationsArePicturesWithoutFillAndScale() throws IOException {
    rasters.add(DAY + "Sentinel-2_L2A_True_color.tiff", uint16(3));
    Scene scene = single();
    SceneBand red = scene.bands().get(0);
    assertEquals(BandRole.RED, red.role());
    assertEquals(1, red.scale());
    assertEquals(OptionalDouble.empty(), red.nodata());
    assertEquals(Quantity.DN, scene.quantity());
    assertTrue(scene.credit().isPresent());
  }

  @Test
  void layersOfOneDayAreOneFrame() throws IOException {
    rasters.add(DAY + "Sentinel-2_L2A_NDVI.tiff", uint16(3));
    rasters.add(DAY + "Sentinel-2_L2A_True_color.tiff", uint16(3));
    assertTrue(shown().id().endsWith("True_color"), shown().id());
    String why = groups().superseded().get(0).detail();
    assertTrue(why.endsWith("name only its files under scenes."), why);

    rasters.add(DAY + "Sentinel-2_L2A_B04_(Raw).tiff", uint16(1));
    rasters.add(DAY + "Sentinel-2_L2A_B08_(Raw).tiff", uint16(1));
    assertTrue(shown().id().endsWith("True_color"), "two bands are no colours");
    rasters.add(DAY + "Sentinel-2_L2A_B03_(Raw).tiff", uint16(1));
    rasters.add(DAY + "Sentinel-2_L2A_B02_(Raw).tiff", uint16(1));
    assertTrue(shown().id().endsWith("(Raw)"), shown().id());
  }

  @Test
  void polarisationsAndTheirPicturesAreOneFrame() throws IOException {
    for (String band : List.of("VH", "VV")) {
      rasters.add(DAY + "Sentinel-1_AWS-IW-VVVH_" + band + "_-_decibel_gamma0.tiff", uint16(3));
    }
    assertTrue(shown().id().contains("_VV_"), shown().id());
    for (String band : List.of("VH", "VV")) {
      rasters.add(
          DAY + "Sentinel-1_AWS-IW-VVVH_" + band + "_(Raw).tiff", raster(SampleType.UINT16, 1));
    }
    assertEquals(List.of(BandRole.GREY, BandRole.OTHER), roles(shown()));
    assertEquals("sentinel-1", shown().product().sensor());
    assertEquals(Quantity.DN, shown().quantity());
  }

  @Test
  void numbersBandsOfLandsatAsTheSatelliteDoes() throws IOException {
    for (String band : List.of("B01", "B02", "B03")) {
      rasters.add(DAY + "Landsat_4-5_TM_L2_" + band + "_(Raw).tiff", uint16(1));
    }
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(single()));
  }
}
