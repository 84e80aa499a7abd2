package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static io.terralapse.catalog.product.ListedBytes.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import io.terralapse.testkit.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeReaderTest {
  private static final String NAME = "S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454";
  private static final String GRANULE = "GRANULE/L2A_T29UNU_A038058_20221005T115407/";
  private static final String BANDS = GRANULE + "IMG_DATA/";

  private final ListedBytes files = new ListedBytes();

  private DescribedScenes read() {
    return new SafeReader(files).read(files.files());
  }

  private DescribedScene readOne() {
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(1, found.scenes().size());
    return found.scenes().get(0);
  }

  private ListedBytes real(String folder) {
    return files
        .add(local(folder + "/MTD_MSIL2A.xml"), resource("sentinel2/MTD_MSIL2A.xml"))
        .add(local(folder + "/" + GRANULE + "MTD_TL.xml"), resource("sentinel2/MTD_TL.xml"));
  }

  private static DescribedScene.Band band(DescribedScene described, String name) {
    return described.bands().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aDeliveredProductIsReadWithItsFinestBands() {
    String in = NAME + ".SAFE/" + BANDS;
    real(NAME + ".SAFE")
        .empty(
            in + "R60m/T29UNU_20221005T115411_B02_60m.jp2",
            in + "R10m/T29UNU_20221005T115411_B02_10m.jp2",
            in + "R20m/T29UNU_20221005T115411_B8A_20m.jp2",
            in + "R10m/T29UNU_20221005T115411_B08_10m.jp2",
            in + "R60m/T29UNU_20221005T115411_SCL_60m.jp2",
            in + "R20m/T29UNU_20221005T115411_SCL_20m.jp2",
            in + "R10m/T29UNU_20221005T115411_TCI_10m.jp2",
            NAME + ".SAFE/" + GRANULE + "QI_DATA/T29UNU_20221005T115411_PVI.jp2",
            NAME + ".SAFE/" + GRANULE + "QI_DATA/MSK_CLASSI_B00.jp2",
            NAME + ".SAFE/INSPIRE.xml");
    DescribedScene described = readOne();
    assertEquals(NAME, described.id());
    assertEquals(
        Optional.of(Instant.parse("2022-10-05T11:56:49.581767Z")),
        described.acquired().map(date -> date.start()),
        "the time of the granule, not the start of the datatake");
    assertEquals("S2A", described.product().platform());
    assertEquals(Optional.of("29UNU"), described.product().tile());
    assertEquals(Optional.of("R023"), described.product().track());
    assertEquals(Optional.of("20221005T115411"), described.product().datatake());
    assertEquals(2, described.product().level());
    assertEquals(
        List.of("B2", "B8", "B8A"), described.bands().stream().map(b -> b.name()).toList());
    DescribedScene.Band blue = band(described, "B2");
    assertEquals("T29UNU_20221005T115411_B02_10m.jp2", blue.file().name());
    assertEquals(BandRole.BLUE, blue.role());
    assertEquals(1e-4, blue.scale().getAsDouble());
    assertEquals(-0.1, blue.offset().getAsDouble(), 1e-12);
    assertEquals(0, blue.nodata().getAsDouble());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(1, described.masks().size());
    assertEquals(MaskCoding.SCL, described.masks().get(0).coding());
    assertEquals("T29UNU_20221005T115411_SCL_20m.jp2", described.masks().get(0).file().name());
    assertEquals(59.769726, described.conditions().cloudPercent().getAsDouble());
    assertEquals(90 - 57.820574357679, described.conditions().sunElevationDegrees().getAsDouble());
    assertEquals(files.files().size(), read().files().size(), "all of the folder is its own");
  }

  @Test
  void aProductInAnArchiveAndInAFolderOfAnotherNameIsTheSame() {
    Path zip = Path.of("/in/all.zip");
    for (String name :
        List.of("MTD_MSIL2A.xml", BANDS + "R10m/T29UNU_20221005T115411_B04_10m.jp2")) {
      Location member = new Location.Member(zip, "tiles/29/U/NU/" + name);
      files.add(member, name.endsWith(".xml") ? resource("sentinel2/MTD_MSIL2A.xml") : new byte[0]);
    }
    DescribedScene described = readOne();
    assertEquals(NAME, described.id());
    assertEquals(zip, ((Location.Member) described.bands().get(0).file()).archive());
  }

  @Test
  void theTrueColourImageIsUsedOnlyWithoutBands() {
    real("a").empty("a/" + BANDS + "R60m/T29UNU_20221005T115411_TCI_60m.jp2");
    DescribedScene described = readOne();
    assertEquals(Optional.of(Quantity.DISPLAY), described.quantity());
    assertEquals(
        List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE),
        described.bands().stream().map(DescribedScene.Band::role).toList());
    assertEquals(2, described.bands().get(2).index());
  }

  /** Metadata of Level 1C. */
  static String level1(String product, String offsets) {
    return "<n1:Level-1C_User_Product xmlns:n1='https://psd-14.sentinel2.eo.esa.int/PSD/x'>"
        + "<n1:General_Info><Product_Info>"
        + ("<PRODUCT_URI>" + product + ".SAFE</PRODUCT_URI>")
        + "<Datatake><DATATAKE_SENSING_START>2017-06-04T08:06:01.027Z</DATATAKE_SENSING_START>"
        + "<SENSING_ORBIT_NUMBER>78</SENSING_ORBIT_NUMBER></Datatake></Product_Info>"
        + "<Product_Image_Characteristics>"
        + "<QUANTIFICATION_VALUE unit='none'>10000</QUANTIFICATION_VALUE>"
        + offsets
        + "</Product_Image_Characteristics></n1:General_Info>"
        + "<n1:Quality_Indicators_Info><Cloud_Coverage_Assessment>12.5"
        + "</Cloud_Coverage_Assessment></n1:Quality_Indicators_Info></n1:Level-1C_User_Product>";
  }

  @Test
  void theOffsetIsTheProductsOwnWhateverItsDate() {
    String offsets =
        "<Radiometric_Offset_List><RADIO_ADD_OFFSET band_id='3'>-1000</RADIO_ADD_OFFSET>"
            + "<RADIO_ADD_OFFSET band_id='8'>-500</RADIO_ADD_OFFSET></Radiometric_Offset_List>";
    String name = "S2A_MSIL1C_20170604T080601_N0500_R078_T35KQR_20230101T000000";
    String granule = "a/GRANULE/L1C_T35KQR_A010187_20170604T082518/";
    files
        .add("a/MTD_MSIL1C.xml", level1(name, offsets))
        .empty(
            granule + "IMG_DATA/T35KQR_20170604T080601_B04.jp2",
            granule + "IMG_DATA/T35KQR_20170604T080601_B8A.jp2",
            granule + "IMG_DATA/T35KQR_20170604T080601_B02.jp2",
            granule + "QI_DATA/MSK_CLASSI_B00.jp2");
    DescribedScene described = readOne();
    assertEquals(1, described.product().level());
    assertEquals(-0.1, band(described, "B4").offset().getAsDouble(), 1e-12);
    assertEquals(-0.05, band(described, "B8A").offset().getAsDouble(), 1e-12);
    assertEquals(0, band(described, "B2").offset().getAsDouble(), "no element, no offset");
    assertEquals(
        List.of(MaskCoding.CLOUD, MaskCoding.CLOUD, MaskCoding.SNOW),
        described.masks().stream().map(DescribedScene.Mask::coding).toList());
    assertEquals(
        List.of(0, 1, 2), described.masks().stream().map(DescribedScene.Mask::index).toList());
  }

  @Test
  void aProductWithoutOffsetInItsMetadataHasNone() {
    files
        .add(
            "a/MTD_MSIL1C.xml",
            level1("S2A_MSIL1C_20220604T080601_N0400_R078_T35KQR_20220604T100000", ""))
        .empty("a/GRANULE/x/IMG_DATA/T35KQR_20220604T080601_B04.jp2");
    assertEquals(0, readOne().bands().get(0).offset().getAsDouble());
  }

  @Test
  void theGranulesOfAnOldProductAreScenesOfOneDatatake() {
    String product =
        "S2A_OPER_PRD_MSIL1C_PDMC_20160308T090616_R094_V20160305T110109_20160305T110109";
    String granule = "/GRANULE/S2A_OPER_MSI_L1C_TL_SGS__20160305T163302_A003661_T";
    files.add(
        product + ".SAFE/S2A_OPER_MTD_SAFL1C_PDMC_20160308T090616_R094_V20160305T110109.xml",
        level1(product, "").replace("2017-06-04T08:06:01.027Z", "2016-03-05T11:01:09.000Z"));
    for (String tile : List.of("29TPE", "29TQE")) {
      files.empty(
          product
              + ".SAFE"
              + granule
              + tile
              + "_N02.01/IMG_DATA/"
              + "S2A_OPER_MSI_L1C_TL_SGS__20160305T163302_A003661_T"
              + tile
              + "_B02.jp2");
    }
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(
        List.of(product + "_T29TPE", product + "_T29TQE"),
        found.scenes().stream().map(DescribedScene::id).toList());
    DescribedScene second = found.scenes().get(1);
    assertEquals(Optional.of("29TQE"), second.product().tile());
    assertEquals(found.scenes().get(0).product().datatake(), second.product().datatake());
    assertEquals(
        Optional.of(Instant.parse("2016-03-05T11:01:09Z")),
        second.acquired().map(date -> date.start()));
  }

  @Test
  void otherFilesAreLeftToOtherReaders() {
    real("a")
        .empty(
            "a/" + BANDS + "R10m/T29UNU_20221005T115411_B02_10m.jp2",
            "a/LC08_L1TP_014031_20180106_20180119_01_T1_B4.TIF",
            "a/other/pictures-20210101.tif",
            "b/T29UNU_20221005T115411_B03_10m.jp2");
    assertEquals(List.of("B2"), readOne().bands().stream().map(b -> b.name()).toList());
    assertEquals(3, read().files().size(), read().files().toString());
  }

  @Test
  void aProductWithoutBandsIsAnIssue() {
    real("a").empty("a/" + GRANULE + "QI_DATA/T29UNU_20221005T115411_PVI.jp2");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals("no-bands", found.issues().get(0).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'aaaaaaaaaa'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>",
        "<!DOCTYPE Level-2A_User_Product><Level-2A_User_Product/>",
        "<!DOCTYPE Level-2A_User_Product [<!ENTITY x 'a'>]><Level-2A_User_Product/>",
        "<Level-2A_User_Product>&x;</Level-2A_User_Product>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'><a/>",
        "<a>&x;</a>",
        "<Level-2A_User_Product>",
        "<Level-3_User_Product/>",
        "not xml",
        ""
      })
  void aProductWithBrokenMetadataIsNotUsed(String xml) {
    files
        .add("a/MTD_MSIL2A.xml", xml)
        .empty("a/" + BANDS + "R10m/T29UNU_20221005T115411_B02_10m.jp2");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals(1, found.issues().size());
    String sentence = found.issues().get(0).sentence();
    assertTrue(sentence.startsWith("a is not used: its MTD_MSIL2A.xml "), sentence);
    assertFalse(sentence.contains("root:"), sentence);
    assertEquals(2, found.files().size(), "its bands are no scene by their names either");
  }

  @Slow
  @Test
  void deepAndWideDocumentsAreRejected() {
    String deep = "<a>".repeat(100) + "</a>".repeat(100);
    files.add("a/MTD_MSIL2A.xml", deep).add("b/MTD_MSIL2A.xml", "<a>" + "<b/>".repeat(600_000));
    assertEquals(2, read().issues().size());
    for (var issue : read().issues()) {
      assertTrue(issue.sentence().contains("has more elements than allowed"), issue.sentence());
    }
  }

  @Test
  void damagedMetadataNeverThrow() {
    Random random = new Random(3);
    String sound = text("sentinel2/MTD_MSIL2A.xml");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
      for (int hit = 0; hit < 1 + random.nextInt(4); hit++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ListedBytes one =
          new ListedBytes()
              .add(local("a/MTD_MSIL2A.xml"), bytes)
              .empty("a/" + BANDS + "R10m/T29UNU_20221005T115411_B02_10m.jp2");
      DescribedScenes found = new SafeReader(one).read(one.files());
      assertEquals(1, found.scenes().size() + found.issues().size());
    }
  }
}
