package io.terralapse.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** HLS is identified by its names: it needs no product reader. */
class HlsScenesTest extends FinderFixture {
  private static final RasterInfo BAND =
      HeaderFixtures.nodata(
          HeaderFixtures.bands(
              HeaderFixtures.raster(SampleType.INT16, 1), new BandInfo(Optional.empty(), 1e-4, 0)),
          -9999);

  private void deliver(String granule, RasterInfo band, String... names) throws IOException {
    for (String name : names) {
      rasters.add("scenes/" + granule + "." + name + ".tif", band);
    }
    for (String angle : List.of("SAA", "SZA", "VAA", "VZA")) {
      rasters.touch("scenes/" + granule + "." + angle + ".tif");
    }
    rasters.add("scenes/" + granule + ".Fmask.tif", HeaderFixtures.uint8(1));
    rasters.touch("scenes/" + granule + ".jpg");
    rasters.touch("scenes/" + granule + ".cmr.xml");
  }

  @Test
  void describesLandsat() throws IOException {
    deliver("HLS.L30.T10SEH.2021001T185252.v2.0", BAND, "B02", "B03", "B04", "B05", "B06", "B07");
    Catalogue found = find();
    assertEquals(List.of(), found.issues());
    Scene scene = found.scenes().get(0);
    assertEquals(1, found.scenes().size());
    assertEquals(
        List.of(
            BandRole.RED,
            BandRole.GREEN,
            BandRole.BLUE,
            BandRole.NIR,
            BandRole.SWIR16,
            BandRole.SWIR22),
        roles(scene));
    assertEquals("HLS-L30/10SEH", scene.product().identity());
    assertEquals("2021-01-01T18:52:52Z", scene.acquired().text());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(1e-4, scene.bands().get(0).scale());
    assertEquals(OptionalDouble.of(-9999), scene.bands().get(0).nodata());
    assertEquals(MaskCoding.FMASK, scene.masks().get(0).coding());
    assertEquals(Optional.of("Harmonized Landsat Sentinel-2 imagery: NASA"), scene.credit());
  }

  @Test
  void describesSentinel() throws IOException {
    String granule = "HLS.S30.T10SEH.2021002T185751.v2.0";
    deliver(granule, BAND, "B02", "B03", "B04", "B08", "B8A", "B11", "B12");
    Scene scene = single();
    assertEquals(granule, scene.id());
    SceneBand infrared = scene.findBand(BandRole.NIR).orElseThrow();
    assertEquals("B08", infrared.name());
    assertEquals("B11", scene.findBand(BandRole.SWIR16).orElseThrow().name());
    assertEquals(1, scene.masks().size());
  }

  @Test
  void appliesScaleAndFillThatAClippedCopyDoesNotDeclare() throws IOException {
    String granule = "HLS.L30.T10SEH.2021001T185252.v2.0";
    deliver(granule, HeaderFixtures.raster(SampleType.INT16, 1), "B02", "B03", "B04");
    Scene scene = single();
    assertEquals(1e-4, scene.bands().get(0).scale());
    assertEquals(OptionalDouble.of(-9999), scene.bands().get(0).nodata());
    assertTrue(scene.masks().stream().allMatch(mask -> mask.coding() == MaskCoding.FMASK));
  }
}
