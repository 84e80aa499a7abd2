package io.terralapse.catalog.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.RasterInfo;
import io.terralapse.testkit.HeaderBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SceneIssuesTest {
  private static String sentence(RasterInfo info) {
    return SceneIssues.noCrs("a_2020.tif", info).sentence();
  }

  @Test
  void controlPointsAndRpcsNameTheCommandThatUsesThem() {
    RasterInfo points =
        HeaderBuilder.of(4, 4)
            .crs(Optional.of("EPSG:4326"))
            .build()
            .withGroundModel(GroundModel.CONTROL_POINTS);
    assertEquals(
        "a_2020.tif has ground control points instead of a geotransform; georeference it with"
            + " \"gdalwarp -t_srs EPSG:4326 a_2020.tif a_2020-warped.tif\".",
        sentence(points));
    assertEquals(
        "a_2020.tif has rational polynomial coefficients (RPC) instead of a geotransform;"
            + " orthorectify it with \"gdalwarp -rpc -t_srs EPSG:4326 a_2020.tif"
            + " a_2020-warped.tif\".",
        sentence(HeaderBuilder.of(4, 4).build().withGroundModel(GroundModel.RPC)));
  }

  @Test
  void theMissingPartOfAGeoreferenceIsNamed() {
    assertEquals(
        "a_2020.tif has a geotransform but no CRS; put a .prj file beside it, or write the CRS with"
            + " gdal_translate -a_srs EPSG:n.",
        sentence(
            HeaderBuilder.of(4, 4).transform(Optional.of(GeoTransform.northUp(0, 0, 1))).build()));
    assertEquals(
        "a_2020.tif has a CRS but no geotransform; put a world file beside it, or write one with"
            + " gdal_translate -a_ullr and its corners.",
        sentence(HeaderBuilder.of(4, 4).crs(Optional.of("EPSG:32633")).build()));
  }

  @Test
  void entriesForAirbusProductsHaveRedFirstAndMatchAllDates() {
    RasterInfo four = HeaderBuilder.of(4, 4).bands(4).build();
    assertEquals(
        "IMG_PHR1A_PMS_201806241103416_ORT_12_R1C1.TIF has 4 bands that neither descriptions nor a"
            + " known sensor identify; say what each is in sources: [{match: \"IMG_PHR1A_PMS_*\","
            + " bands: [red, green, blue, nir]}].",
        SceneIssues.bands(
                "IMG_PHR1A_PMS_201806241103416_ORT_12_R1C1.TIF", four, SourceOverride.NONE)
            .sentence());
    assertTrue(
        SceneIssues.bands("a_201806241103416.tif", four, SourceOverride.NONE)
            .sentence()
            .contains("{match: \"a_*.tif\", bands: [blue, green, red, nir]}"));
  }

  @Test
  void entriesForModisHaveItsOrderAndMatchAllDates() {
    assertTrue(
        SceneIssues.bands(
                "MOD09A1.A2022033.h18v04.061.2022042043514.tif",
                HeaderBuilder.of(4, 4).bands(7).build(),
                SourceOverride.NONE)
            .sentence()
            .endsWith(
                "sources: [{match: \"MOD09A1.A*.h18v04.061.*.tif\", bands: [red, nir, blue, green,"
                    + " other, swir16, swir22]}]."));
    assertTrue(
        SceneIssues.bands(
                "MOD09GQ.061_doy2022033_aid0001.tif",
                HeaderBuilder.of(4, 4).bands(2).build(),
                SourceOverride.NONE)
            .sentence()
            .endsWith("{match: \"MOD09GQ.061_doy*_aid0001.tif\", bands: [red, nir]}]."));
  }

  @Test
  void entriesMatchAllYearsOfANameThatHasOnlyAYear() {
    RasterInfo four = HeaderBuilder.of(4, 4).bands(4).build();
    assertTrue(
        SceneIssues.bands("1985.tif", four, SourceOverride.NONE)
            .sentence()
            .contains("{match: \"*.tif\", bands: [blue, green, red, nir]}"));
    assertTrue(
        SceneIssues.bands("delta_1985-06.tif", four, SourceOverride.NONE)
            .sentence()
            .contains("{match: \"delta_*.tif\""));
  }

  @Test
  void bandsThatNobodyWouldListAreToBeWrittenIntoAFileOfTheirOwn() {
    assertEquals(
        "evi.tif has 137 bands and nothing that says what they are; write those of one date into a"
            + " file of its own with \"gdal_translate -b 1 -b 2 -b 3 in.tif out.tif\", one number"
            + " for each band to show.",
        SceneIssues.bands("evi.tif", HeaderBuilder.of(4, 4).bands(137).build(), SourceOverride.NONE)
            .sentence());
  }
}
