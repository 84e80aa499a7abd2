package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.Items.asset;
import static io.terralapse.catalog.stac.Items.band;
import static io.terralapse.catalog.stac.Items.item;
import static io.terralapse.catalog.stac.Items.json;
import static io.terralapse.catalog.stac.Items.one;
import static io.terralapse.catalog.stac.Items.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemReaderTest {
  private static final String COG =
      "'type':'image/tiff; application=geotiff; profile=cloud-optimized'";

  private static final String EARTH_SEARCH =
      "'platform':'sentinel-2a','constellation':'sentinel-2','eo:cloud_cover':12.5,"
          + "'grid:code':'MGRS-33TWL','view:sun_elevation':55.7,"
          + "'s2:datatake_id':'GS2A_20230815T095031_042547_N05.09',"
          + "'s2:product_uri':'S2A_MSIL2A_20230815T095031_N0509_R079_T33TWL_20230815T155057.SAFE'";

  private static String blue(String scale) {
    return asset(
        "blue",
        "B02.tif",
        COG
            + ",'gsd':10,'eo:bands':[{'name':'blue',"
            + "'common_name':'blue'}],'raster:bands':[{'nodata':0,'data_type':'uint16'"
            + scale
            + "}],"
            + "'roles':['data','reflectance']");
  }

  @Test
  void anItemOfEarthSearchIsTheSameObservationAsItsProduct() {
    DescribedScene described =
        one(
            item(
                "S2A_33TWL_20230815_0_L2A",
                EARTH_SEARCH,
                blue(",'scale':0.0001,'offset':-0.1")
                    + ","
                    + asset(
                        "blue-jp2", "s3://sentinel-s2-l2a/B02.jp2", "'type':'image/jp2','gsd':10")
                    + ","
                    + asset("scl", "SCL.tif", COG + ",'roles':['data']")
                    + ","
                    + asset("visual", "TCI.tif", COG + ",'roles':['visual']")
                    + ","
                    + asset("aot", "AOT.tif", COG)
                    + ","
                    + asset("thumbnail", "t.jpg", "'type':'image/jpeg','roles':['thumbnail']")));
    assertEquals("S2A_33TWL_20230815_0_L2A", described.id());
    assertEquals("S2A", described.product().platform());
    assertEquals(Optional.of("33TWL"), described.product().tile());
    assertEquals(Optional.of("R079"), described.product().track());
    assertEquals(Optional.of("20230815T095031"), described.product().datatake());
    assertEquals(2, described.product().level());
    assertEquals(
        Optional.of(AcquisitionDate.at(Instant.parse("2023-08-15T09:58:11.662Z"), DateSource.STAC)),
        described.acquired());
    assertEquals(List.of("B2"), described.bands().stream().map(DescribedScene.Band::name).toList());
    assertEquals(Items.HOME + "B02.tif", described.bands().get(0).file().text());
    assertEquals(BandRole.BLUE, described.bands().get(0).role());
    assertEquals(OptionalDouble.of(0), described.bands().get(0).nodata());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(
        List.of(MaskCoding.SCL),
        described.masks().stream().map(DescribedScene.Mask::coding).toList());
    assertEquals(OptionalDouble.of(12.5), described.conditions().cloudPercent());
    assertEquals(OptionalDouble.of(55.7), described.conditions().sunElevationDegrees());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what the item says of the bands | of itself | the offset that is right
        ",'scale':0.0001,'offset':-0.1 | ,'earthsearch:boa_offset_applied':true  | 0",
        ",'scale':0.0001,'offset':-0.1 | ,'earthsearch:boa_offset_applied':false | -0.1",
        ",'scale':0.0001,'offset':-0.1 | ,'x':0                                  | -0.1",
        ",'scale':0.0001,'offset':0    | ,'s2:processing_baseline':'02.12'       | 0",
        ",'scale':0.0001               | ,'s2:processing_baseline':'05.00'       | -0.1",
        ",'x':0                        | ,'s2:processing_baseline':'05.00'       | -0.1",
        ",'x':0                        | ,'s2:processing_baseline':'03.01'       | 0",
        ",'x':0 | ,'s2:processing_baseline':'05.00','earthsearch:boa_offset_applied':true | 0",
      })
  void theSentinel2OffsetIsAppliedOnce(String bands, String properties, double offset) {
    DescribedScene described =
        one(
            item(
                "S2A_33TWL_20180815_0_L2A",
                "'platform':'sentinel-2a','constellation':'sentinel-2'" + properties,
                blue(bands)));
    assertEquals(1e-4, band(described, "B2").scale().getAsDouble(), 1e-12);
    assertEquals(offset, band(described, "B2").offset().getAsDouble(), 1e-12);
  }

  @Test
  void theSecondCopiesKeepTheirOffset() {
    String jp2 =
        asset(
            "blue-jp2",
            "https://files.example/B02.jp2",
            "'type':'image/jp2','raster:bands':[{'scale':0.0001,'offset':-0.1}]");
    DescribedScene described =
        one(item("x", EARTH_SEARCH + ",'earthsearch:boa_offset_applied':true", jp2));
    assertEquals(-0.1, described.bands().get(0).offset().getAsDouble());
  }

  @Test
  void bandsOfStac11AreReadToo() {
    DescribedScene described =
        one(
            json(
                "{'type':'Feature','stac_version':'1.1.0','id':'S2B_T10SFG_20240101','properties':"
                    + "{'datetime':'2024-01-01T19:00:00Z','constellation':'sentinel-2',"
                    + "'platform':'sentinel-2b','proj:code':'EPSG:32610'},'assets':{"
                    + "'B8A':{'href':'r.jp2','type':'image/jp2','gsd':20,'nodata':0,"
                    + "'data_type':'uint16','raster:scale':0.0001,'raster:offset':-0.1,"
                    + "'bands':[{'name':'B8A','eo:common_name':'nir08'}]}},'links':[]}"));
    DescribedScene.Band band = band(described, "B8A");
    assertEquals(BandRole.NIR, band.role());
    assertEquals(1e-4, band.scale().getAsDouble());
    assertEquals(-0.1, band.offset().getAsDouble());
    assertEquals("S2B", described.product().platform());
  }

  @Test
  void thePlanetaryComputersItemsAreRead() {
    DescribedScene described =
        one(
            item(
                "S2A_MSIL2A_20230815T095031_R079_T33TWL_20230815T155057",
                "'platform':'Sentinel-2A','constellation':'Sentinel 2','s2:mgrs_tile':'33TWL',"
                    + "'s2:processing_baseline':'05.09','sat:relative_orbit':79,"
                    + "'s2:datatake_id':'GS2A_20230815T095031_042547_N05.09',"
                    + "'s2:product_uri':"
                    + "'S2A_MSIL2A_20230815T095031_N0509_R079_T33TWL_20230815T155057.SAFE'",
                asset(
                        "B04",
                        "https://pc.example/T33TWL_20230815T095031_B04_10m.tif?sig=secret",
                        COG + ",'roles':['data'],'eo:bands':[{'name':'B04','common_name':'red'}]")
                    + ","
                    + asset("SCL", "https://pc.example/SCL_20m.tif", COG)
                    + ","
                    + asset("preview-data", "https://pc.example/p.xml", "'type':'application/xml'")
                    + ","
                    + asset("rendered_preview", "https://pc.example/p.png", "'type':'image/png'")));
    DescribedScene.Band red = band(described, "B4");
    assertEquals(-0.1, red.offset().getAsDouble(), 1e-12);
    assertTrue(!red.file().text().contains("secret"), red.file().text());
    assertEquals(1, described.masks().size());
    assertEquals(Optional.of("R079"), described.product().track());
  }

  @Test
  void landsatCollection2HasItsScaleIfTheItemHasNone() {
    DescribedScene described =
        one(
            item(
                "LC08_L2SP_190028_20230815_20230819_02_T1",
                "'platform':'landsat-8','landsat:wrs_path':'190','landsat:wrs_row':'028',"
                    + "'view:off_nadir':0",
                asset(
                        "red",
                        "LC08_L2SP_190028_20230815_20230819_02_T1_SR_B4.TIF",
                        COG + ",'eo:bands':[{'name':'OLI_B4','common_name':'red'}]")
                    + ","
                    + asset("lwir11", "LC08_X_ST_B10.TIF", COG)
                    + ","
                    + asset("qa_pixel", "LC08_X_QA_PIXEL.TIF", COG + ",'roles':['cloud']")));
    assertEquals(List.of("B4"), described.bands().stream().map(DescribedScene.Band::name).toList());
    assertEquals(2.75e-5, band(described, "B4").scale().getAsDouble());
    assertEquals(-0.2, band(described, "B4").offset().getAsDouble());
    assertEquals("LC08", described.product().platform());
    assertEquals(Optional.of("190028"), described.product().tile());
    assertEquals(MaskCoding.QA_PIXEL, described.masks().get(0).coding());
    assertEquals(OptionalDouble.of(0), described.conditions().offNadirDegrees());
  }

  @Test
  void hlsAndPlanetItemsAreRead() {
    DescribedScene hls =
        one(
            item(
                "HLS.S30.T10SEH.2021001T185252.v2.0",
                "'eo:cloud_cover':3",
                asset("B04", "https://h.example/HLS.S30.T10SEH.2021001T185252.v2.0.B04.tif", "")
                    + ","
                    + asset(
                        "Fmask",
                        "https://h.example/HLS.S30.T10SEH.2021001T185252.v2.0.Fmask.tif",
                        "")));
    assertEquals(BandRole.RED, band(hls, "B4").role());
    assertEquals(1e-4, band(hls, "B4").scale().getAsDouble());
    assertEquals(OptionalDouble.of(-9999), band(hls, "B4").nodata());
    assertEquals(MaskCoding.FMASK, hls.masks().get(0).coding());
    DescribedScene planet =
        one(
            item(
                "20230815_095811_12_2440",
                "'platform':'2440','constellation':'planetscope'",
                asset(
                        "ortho_analytic_4b_sr",
                        "a_SR.tif",
                        COG
                            + ",'raster:bands':[{'scale':0.0001},{'scale':0.0001},{'scale':0.0001},"
                            + "{'scale':0.0001}],'eo:bands':[{'name':'Blue','common_name':'blue'},"
                            + "{'name':'Green','common_name':'green'},{'name':'Red',"
                            + "'common_name':'red'},{'name':'NIR','common_name':'nir'}]")
                    + ","
                    + asset("ortho_udm2", "udm2.tif", COG)));
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR),
        planet.bands().stream().map(DescribedScene.Band::role).toList());
    assertEquals(List.of(0, 1, 2, 3), planet.bands().stream().map(b -> b.index()).toList());
    assertEquals(5, planet.masks().size());
    assertEquals(Optional.of("cloud"), planet.masks().get(0).description());
  }

  @Test
  void theFinestOfTwoFilesOfABandIsUsed() {
    DescribedScene described =
        one(
            item(
                "x",
                EARTH_SEARCH,
                asset("B02_60m", "R60m/B02_60m.jp2", "'type':'image/jp2','gsd':60")
                    + ","
                    + asset("B02_10m", "R10m/B02_10m.jp2", "'type':'image/jp2','gsd':10")));
    assertEquals(Items.HOME + "R10m/B02_10m.jp2", band(described, "B2").file().text());
  }

  @Test
  void theVisualImageIsUsedOnlyWithoutBands() {
    DescribedScene described = one(item("x", EARTH_SEARCH, asset("visual", "TCI.tif", COG)));
    assertEquals(Optional.of(Quantity.DISPLAY), described.quantity());
    assertEquals(3, described.bands().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'datetime':'2019-12-01' | 2019-12-01",
        "'datetime':'2019-12-01T00:00:00Z' | 2019-12-01",
        "'datetime':'2019-12-01T23:30:00-02:00' | 2019-12-02T01:30:00Z",
        "'datetime':null,'start_datetime':'2020-01-01T00:00:00Z','end_datetime':'2020-03-31T23:59:59Z'"
            + " | 2020-01/2020-03",
        "'datetime':null,'start_datetime':'2020-01-01T00:00:00Z','end_datetime':'2020-01-01T23:59:59Z'"
            + " | 2020-01-01",
      })
  void datesAreAsPreciseAsTheyAreGiven(String given, String expected) {
    String item =
        item("x", EARTH_SEARCH, blue(""))
            .replace(json("'datetime':'2023-08-15T09:58:11.662Z'"), json(given));
    assertEquals(expected, one(item).acquired().orElseThrow().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "/etc/passwd.tif",
        "C:\\secret.tif",
        "\\\\server\\share.tif",
        "ftp://a.example/a.tif",
        "https://user:hush@a.example/a.tif",
      })
  void assetsThatLinkToThisMachineBecomeAnIssue(String href) {
    DescribedScenes found = read(item("x", "", asset("red", href.replace("\\", "\\\\"), COG)));
    assertEquals(List.of(), found.scenes());
    assertEquals(1, found.issues().size(), found.issues().toString());
    assertEquals("refused", found.issues().get(0).code());
    String sentence = found.issues().get(0).sentence();
    assertTrue(sentence.startsWith("x links to "), sentence);
    assertTrue(!sentence.contains("hush"), sentence);
  }

  @Test
  void masksAndImagesAreIdentifiedByTheirKeys() {
    DescribedScene described =
        one(
            item(
                "x",
                EARTH_SEARCH,
                asset("SCL_60m", "S60.jp2", "'type':'image/jp2','gsd':60")
                    + ","
                    + asset("SCL_20m", "S20.jp2", "'type':'image/jp2','gsd':20")
                    + ","
                    + asset("ortho_visual", "v.tif", COG)
                    + ","
                    + asset("qa", "qa.tif", COG)
                    + ","
                    + blue("")));
    assertEquals(List.of("B2"), described.bands().stream().map(DescribedScene.Band::name).toList());
    assertEquals(1, described.masks().size());
    assertEquals("S20.jp2", described.masks().get(0).file().name());
  }

  @Test
  void theProducerIsCreditedIfTheSensorIsUnknown() {
    String item =
        item(
            "x",
            "'providers':[{'name':'A Survey','roles':['producer']},{'name':'A Host',"
                + "'roles':['host']}]",
            asset("red", "a.tif", COG));
    assertEquals(Optional.of("Data: A Survey"), one(item).credit());
  }

  @Test
  void aCopyBesideADownloadedItemIsRead(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("item.json"),
        item("x", EARTH_SEARCH, asset("blue", "https://far.example/a/B02.tif", COG)));
    Files.write(folder.resolve("B02.tif"), new byte[8]);
    DescribedScenes found =
        Items.reader(new FakeHttp()).readItems(new Location.Local(folder.resolve("item.json")));
    assertEquals(
        new Location.Local(folder.resolve("B02.tif")), found.scenes().get(0).bands().get(0).file());
  }

  @Test
  void anAlternateHttpAddressWinsOverABucket() {
    DescribedScene described =
        one(
            item(
                "x",
                EARTH_SEARCH,
                asset(
                    "blue",
                    "s3://paid/B02.tif",
                    COG + ",'alternate':{'https':{'href':'https://free.example/B02.tif'}}")));
    assertEquals("https://free.example/B02.tif", band(described, "B2").file().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'Feature','id':'x'}",
        "{'type':'Feature','id':'','assets':{}}",
        "{'type':'Feature','id':7,'assets':{'a':5,'b':null,'c':[],'d':{'href':{}}}}",
        "{'type':'Feature','id':'x','assets':{'red':{'href':'a.tif','eo:bands':'no',"
            + "'raster:bands':{'a':1},'roles':5,'gsd':'x','type':[]}},'properties':[1]}",
        "{'type':'Feature','id':'x','properties':{'datetime':5,'platform':{},'eo:cloud_cover':1e999},"
            + "'assets':{'red':{'href':'a.tif','raster:bands':[{'scale':1e400,'offset':'x'}]}}}",
        "{'type':'Other'}",
        "[]",
        "{",
        ""
      })
  void wrongTypesNeverThrow(String item) {
    assertTrue(read(json(item)).scenes().size() + read(json(item)).issues().size() >= 1);
  }

  @Test
  void damagedItemsNeverThrow() {
    String sound = item("S2A_33TWL", EARTH_SEARCH, blue(",'scale':0.0001,'offset':-0.1"));
    Random random = new Random(12);
    String marks = "{}[]:,\"'0eE-.nulltruefalse ";
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
      for (int hit = 0; hit < 1 + random.nextInt(3); hit++) {
        bytes[random.nextInt(bytes.length)] = (byte) marks.charAt(random.nextInt(marks.length()));
      }
      assertTrue(read(new String(bytes, StandardCharsets.UTF_8)).scenes().size() <= 1);
    }
  }

  @Test
  void anItemThatOccursTwiceIsOneScene() {
    String item = item("x", EARTH_SEARCH, blue(""));
    assertEquals(1, read(Items.page(List.of(item, item), "")).scenes().size());
  }
}
