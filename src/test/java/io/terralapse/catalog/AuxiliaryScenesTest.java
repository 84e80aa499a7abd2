package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.described;
import static io.terralapse.catalog.HeaderFixtures.raster;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks and other layers of a product are never scenes. */
class AuxiliaryScenesTest extends FinderFixture {
  private static final String HYP3 = "scenes/S1A_IW_20230101T120000_DVP_RTC10_G_gpuned_0A2B_";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XYZ-4_WFI_123456_CMASK_2020-01-05",
        "XYZ-4_WFI_123456_Mask_2020-01-05",
        "XYZ-4_WFI_123456_CM_2020-01-05",
        "XYZ-4_WFI_123456_CLM_2020-01-05",
        "XYZ-4_WFI_usability_2020-01-05",
        "T11CMM_20201126T154319_SCL_20m",
        "LC08_L2SP_190024_20200101_20200823_02_T1_QA_PIXEL",
        "field_QA60_20200101",
        "20230912_175450_00_2439_3B_udm2_clip",
        "HLS.S30.T14RQU.2020032T170659.v2.0.Fmask",
        "site_20200101_clouds",
        "site_clouds_20200101"
      })
  void usesNoMaskAloneAsAScene(String name) throws IOException {
    rasters.add("scenes/" + name + ".tif", uint8(1));
    assertEquals(List.of(), scenesOrNone());
    assertEquals("auxiliary", singleIssue().code());
    assertTrue(singleIssue().sentence().startsWith(name + ".tif is by name a mask"));
  }

  @Test
  void aPixelSizeInCentimetresIsNoMask() throws IOException {
    rasters.add("scenes/field_10_cm_2020-01-05.tif", uint8(3));
    assertEquals(1, find().scenes().size());
  }

  private List<Scene> scenesOrNone() {
    try {
      return find().scenes();
    } catch (UserError nothing) {
      return List.of();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPERA_L2_RTC-S1_T069-147170-IW1_20231003T134433Z_20231004T023421Z_S1A_30_v1.0_",
        "S1A_IW_GRDH_1SDV_20231003T134433_20231003T134458_050601_061848_1A2B_Orb_NR_TC_"
      })
  void polarisationsOfSentinel1AreBandsOfOneScene(String product) throws IOException {
    List<String> layers = List.of("VH", "VV", "mask", "incidence_angle", "number_of_looks");
    for (String layer : product.startsWith("OPERA") ? layers : layers.subList(0, 2)) {
      rasters.add("scenes/" + product + layer + ".tif", raster(SampleType.FLOAT32, 1));
    }
    Scene scene = single();
    assertEquals(List.of("VV", "VH"), scene.bands().stream().map(SceneBand::name).toList());
    assertEquals(List.of(BandRole.GREY, BandRole.OTHER), roles(scene));
    assertEquals("2023-10-03T13:44:33Z", scene.acquired().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site_2023-01-01_VV site_2023-01-01_VH",
        "site_vv_2023-01-01 site_vh_2023-01-01",
        "CAPELLA_C05_SM_GEO_HH_20230101132611_20230101132617"
            + " CAPELLA_C05_SM_GEO_HV_20230101132611_20230101132617",
        "S1_20230101_Gamma0-HH-db S1_20230101_Gamma0-HV-db",
        "s1a-iw-grd-vv-20230101t173953-20230101t174018-039157-049f1a-001_tc"
            + " s1a-iw-grd-vh-20230101t173953-20230101t174018-039157-049f1a-002_tc"
      })
  void filesThatDifferInThePolarisationOnlyAreOneScene(String names) throws IOException {
    for (String name : names.split(" ", -1)) {
      rasters.add("scenes/" + name + ".tif", raster(SampleType.FLOAT32, 1));
    }
    Scene scene = single();
    assertEquals(2, scene.bands().size());
    assertEquals(List.of(BandRole.GREY, BandRole.OTHER), roles(scene));
    assertTrue(scene.bands().get(0).name().matches("VV|HH"), scene.bands().get(0).name());
    assertTrue(scene.acquired().text().startsWith("2023-01-01"), scene.acquired().text());
  }

  @Test
  void crossPolarisedRadarAloneIsShownInGrey() throws IOException {
    rasters.add("scenes/site_2023-01-01_VH.tif", raster(SampleType.FLOAT32, 1));
    rasters.add("scenes/site_2023-01-01_HV.tif", raster(SampleType.FLOAT32, 1));
    assertEquals(List.of(BandRole.GREY, BandRole.OTHER), roles(single()));
  }

  @Test
  void twoLettersMeanNothingUnlessAnotherFileDiffersInThem() throws IOException {
    rasters.add("scenes/port_HH_2023-01-01.tif", uint8(3));
    rasters.add("scenes/port_HH_2023-01-01_clouds.tif", uint8(1));
    rasters.add("scenes/port_HV_2023-02-01.tif", uint8(3));
    List<Scene> scenes = find().scenes();
    assertEquals(
        List.of("port_HH_2023-01-01", "port_HV_2023-02-01"),
        scenes.stream().map(Scene::id).toList());
    assertEquals(1, scenes.get(0).masks().size());
  }

  @Test
  void radarBesideOpticalBandsIsASceneOfItsOwn() throws IOException {
    for (String band : List.of("VV", "VH", "B02", "B03", "B04")) {
      rasters.add("scenes/site_2023-01-01_" + band + ".tif", raster(SampleType.FLOAT32, 1));
    }
    assertEquals(
        List.of(3, 2), find().scenes().stream().map(scene -> scene.bands().size()).toList());
  }

  @Test
  void usesTheBackscatterOfAHyp3FolderOnly() throws IOException {
    for (String layer : List.of("VH", "VV", "dem", "inc_map", "ls_map", "rgb", "area")) {
      rasters.add(HYP3 + layer + ".tif", raster(SampleType.FLOAT32, 1));
    }
    Scene scene = single();
    assertEquals(List.of("VV", "VH"), scene.bands().stream().map(SceneBand::name).toList());
    assertEquals(List.of(BandRole.GREY, BandRole.OTHER), roles(scene));
    assertEquals("2023-01-01T12:00:00Z", scene.acquired().text());
    assertEquals(Optional.of("Contains modified Copernicus Sentinel data 2023"), scene.credit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20191015_074852_ssc4_u0001 _analytic_SR",
        "20210720_strip_4692987_composite ",
        "4551910_2016-01-02_RE4_3A _Analytic_SR"
      })
  void findsUsableDataMasksBesideOtherPlanetImages(String name) throws IOException {
    String[] parts = name.split(" ", -1);
    rasters.add("scenes/" + parts[0] + parts[1] + ".tif", raster(SampleType.UINT16, 4));
    rasters.add("scenes/" + parts[0] + "_udm2.tif", uint8(8));
    Scene scene = single();
    assertEquals(5, scene.masks().size());
    assertEquals(2, scene.bands().indexOf(scene.findBand(BandRole.RED).orElseThrow()));
  }

  @Test
  void rejectsAnUnknownSensorWithTheKnownOnes() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint8(3));
    sources =
        List.of(
            new SourceOverride(
                "*",
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("cbers"),
                Optional.empty()));
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(String.valueOf(error.getMessage()).contains("landsat-8"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MOD09GA.A2022033.h18v04.061.2022042043514 .sur_refl_b0#_1 .state_1km_1 .QC_500m_1",
        "MOD09A1.061_ sur_refl_b0#_doy2022033_aid0001 sur_refl_state_500m_doy2022033_aid0001"
            + " sur_refl_qc_500m_doy2022033_aid0001",
        "MODIS_061_MOD09A1_2022_02_02 _sur_refl_b0# _StateQA _SolarZenith"
      })
  void readsModisByTheNamesOfItsLayers(String names) throws IOException {
    String[] parts = names.split(" ", -1);
    for (int band = 1; band <= 7; band++) {
      String layer = parts[1].replace("#", Integer.toString(band));
      rasters.add("scenes/" + parts[0] + layer + ".tif", raster(SampleType.INT16, 1));
    }
    rasters.add("scenes/" + parts[0] + parts[2] + ".tif", raster(SampleType.UINT16, 1));
    rasters.add("scenes/" + parts[0] + parts[3] + ".tif", raster(SampleType.UINT16, 1));
    Scene scene = single();
    assertEquals("sur_refl_b01", scene.findBand(BandRole.RED).orElseThrow().name());
    assertEquals("sur_refl_b04", scene.findBand(BandRole.GREEN).orElseThrow().name());
    assertEquals("sur_refl_b03", scene.findBand(BandRole.BLUE).orElseThrow().name());
    assertEquals(7, scene.bands().size());
    assertEquals(MaskCoding.MODIS_STATE, scene.masks().get(0).coding());
  }

  @Test
  void readsBandsOfModisByTheirDescriptions() throws IOException {
    rasters.add(
        "scenes/site_2022-02-02.tif",
        described(
            raster(SampleType.INT16, 5),
            "sur_refl_b01",
            "sur_refl_b02",
            "sur_refl_b03",
            "sur_refl_b04",
            "state_1km"));
    assertEquals(
        List.of(BandRole.RED, BandRole.NIR, BandRole.BLUE, BandRole.GREEN), roles(single()));
    assertEquals(MaskCoding.MODIS_STATE, single().masks().get(0).coding());
  }

  @Test
  void aStateOfModisAloneIsNoScene() throws IOException {
    rasters.add("scenes/MOD09GA.A2022033.h18v04.state_1km.tif", raster(SampleType.UINT16, 1));
    assertEquals(List.of(), scenesOrNone());
    assertEquals("auxiliary", singleIssue().code());
  }

  @Test
  void usesOnePolarisationAlone() throws IOException {
    rasters.add(HYP3 + "VH.tif", raster(SampleType.FLOAT32, 1));
    assertEquals(List.of(BandRole.GREY), roles(single()));
  }

  @Test
  void asksWhichBandIsWhichBesideAMaskWithALineThatWorks() throws IOException {
    for (String band : List.of("B13", "B14", "B15", "B16", "CMASK")) {
      rasters.add("scenes/XYZ-4_WFI_123456_" + band + "_2020-01-05.tif", uint8(1));
    }
    Issue issue = singleIssue();
    assertTrue(
        issue
            .sentence()
            .endsWith(
                "sources: [{match: \"*B13[_.-]*\", bands: [blue]}, {match: \"*B14[_.-]*\", bands:"
                    + " [green]}, {match: \"*B15[_.-]*\", bands: [red]}, {match: \"*B16[_.-]*\","
                    + " bands: [nir]}]."),
        issue.sentence());

    sources =
        List.of(
            override("*B13[_.-]*", List.of("blue")),
            override("*B14[_.-]*", List.of("green")),
            override("*B15[_.-]*", List.of("red")),
            override("*B16[_.-]*", List.of("nir")));
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR), roles(scene));
    assertEquals(MaskCoding.CMASK, scene.masks().get(0).coding());
  }
}
