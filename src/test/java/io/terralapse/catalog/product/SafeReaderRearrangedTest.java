package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static io.terralapse.catalog.product.ListedBytes.text;
import static io.terralapse.catalog.product.SafeReaderTest.level1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import io.terralapse.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that were rearranged, shortened or mixed, and misleading metadata. */
class SafeReaderRearrangedTest {
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

  /** A band of Level 1C in the folder "a", without folders of its own. */
  private static String flat(String name) {
    return "a/" + name;
  }

  private static final String LEVEL1 =
      "S2A_MSIL1C_20170604T080601_N0500_R078_T35KQR_20230101T000000";

  private static String listing(String... images) {
    StringBuilder list = new StringBuilder("</Product_Image_Characteristics><Granule_List>");
    for (String image : images) {
      list.append("<IMAGE_FILE>").append(image).append("</IMAGE_FILE>");
    }
    return list + "</Granule_List><Product_Image_Characteristics>";
  }

  @Test
  void theImageListOfAnOldProductIdentifiesItsGranules() {
    String product =
        "S2A_OPER_PRD_MSIL1C_PDMC_20160308T090616_R094_V20160305T110109_20160305T110109";
    String stem = "S2A_OPER_MSI_L1C_TL_SGS__20160305T163302_A003661_T";
    String list =
        listing(stem + "29TPE_B02", stem + "29TQE_B02").replace("IMAGE_FILE>", "IMAGE_ID>");
    files
        .add("a/S2A_OPER_MTD_SAFL1C_PDMC_20160308T090616_R094.xml", level1(product, list))
        .empty(
            flat(stem + "29TPE_B02.jp2"),
            flat(stem + "29TQE_B02.jp2"),
            flat(stem + "29TRE_B02.jp2"));
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(
        List.of("29TPE", "29TQE"),
        found.scenes().stream()
            .map(described -> described.product().tile().orElseThrow())
            .toList());
  }

  @Test
  void otherFilesInTheSameFolderDoNotBecomeBands() {
    real("a")
        .empty(
            flat("T29UNU_20221005T115411_B02_10m.jp2"),
            flat("T29UNU_20210905T115411_B03_10m.jp2"),
            flat("LC08_L1TP_014031_20180106_20180119_01_T1_B10.TIF"),
            flat("MSK_DETFOO_B04.jp2"),
            flat("clip_B04.tif"));
    assertEquals(List.of("B2"), readOne().bands().stream().map(b -> b.name()).toList());
    assertFalse(read().files().contains(local(flat("T29UNU_20210905T115411_B03_10m.jp2"))));
  }

  @Test
  void quicklooksBelongToTheProduct() {
    real(NAME + ".SAFE")
        .empty(
            NAME + ".SAFE/" + BANDS + "R10m/T29UNU_20221005T115411_B02_10m.jp2",
            NAME + ".SAFE/" + NAME + "-ql.jpg",
            NAME + ".SAFE/S2A_OPER_BWI_MSIL1C_PDMC_20160308T090616_R094_V20160305T110109.png");
    readOne();
    assertEquals(Set.copyOf(files.files()), read().files());
  }

  @Test
  void filesRenamedToTheBandGetPixelSizeAndTileFromFolderAndProduct() {
    real("a")
        .empty(
            "a/R60m/B02.jp2",
            "a/R10m/B02.jp2",
            "a/R20m/B11.jp2",
            "a/R20m/SCL.jp2",
            "a/preview/B02.jp2");
    DescribedScene described = readOne();
    assertEquals(local("a/R10m/B02.jp2"), band(described, "B2").file());
    assertEquals(Optional.of("29UNU"), described.product().tile());
    assertEquals(local("a/R20m/SCL.jp2"), described.masks().get(0).file());
  }

  @Test
  void theMaskAndTheSunOfTheOnlyGranuleNeedNoFolder() {
    files
        .add("a/MTD_MSIL1C.xml", level1(LEVEL1, ""))
        .add(local("a/MTD_TL.xml"), resource("sentinel2/MTD_TL.xml"))
        .empty(flat("T35KQR_20170604T080601_B04.jp2"), flat("MSK_CLASSI_B00.jp2"));
    DescribedScene described = readOne();
    assertEquals(3, described.masks().size());
    assertTrue(described.conditions().sunElevationDegrees().isPresent());
  }

  @Test
  void bothLevelsInOneFolderKeepTheirOwnBands() {
    files.add(
        "a/MTD_MSIL1C.xml",
        level1(
            "S2A_MSIL1C_20221005T115411_N0400_R023_T29UNU_20221005T154502",
            listing("GRANULE/L1C/IMG_DATA/T29UNU_20221005T115411_B02.jp2")));
    real("a")
        .empty(flat("T29UNU_20221005T115411_B02.jp2"), flat("T29UNU_20221005T115411_B02_10m.jp2"));
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(
        List.of("1 T29UNU_20221005T115411_B02.jp2", "2 T29UNU_20221005T115411_B02_10m.jp2"),
        found.scenes().stream()
            .map(
                described ->
                    described.product().level() + " " + described.bands().get(0).file().name())
            .toList());
  }

  @Test
  void metadataLeadToListedFilesOnly() {
    files
        .add(
            "a/MTD_MSIL1C.xml",
            level1(LEVEL1, listing("../../etc/passwd", "/etc/T35KQR_20170604T080601_B04.jp2", "")))
        .empty("etc/T35KQR_20170604T080601_B04.jp2", "etc/passwd");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals("no-bands", found.issues().get(0).code());
    assertEquals(Set.of(local("a/MTD_MSIL1C.xml")), found.files());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<RADIO_ADD_OFFSET band_id='3'>soon</RADIO_ADD_OFFSET>",
        "<RADIO_ADD_OFFSET band_id='3'>-1e9</RADIO_ADD_OFFSET>",
        "<RADIO_ADD_OFFSET>-1000</RADIO_ADD_OFFSET>"
            + "<RADIO_ADD_OFFSET band_id='99999999999'>x</RADIO_ADD_OFFSET>"
      })
  void anInvalidOffsetIsNotReadAsZero(String offset) {
    files
        .add("a/MTD_MSIL1C.xml", level1(LEVEL1, offset))
        .empty(flat("T35KQR_20170604T080601_B04.jp2"));
    DescribedScenes found = read();
    assertEquals(Optional.of(Quantity.DN), found.scenes().get(0).quantity());
    assertTrue(found.scenes().get(0).bands().get(0).offset().isEmpty());
    assertEquals(
        List.of("uncalibrated"), found.issues().stream().map(issue -> issue.code()).toList());
  }

  @Test
  void theOffsetsOfTheOtherLevelAreNotApplied() {
    files
        .add(
            "a/MTD_MSIL1C.xml",
            level1(LEVEL1, "<BOA_ADD_OFFSET band_id='3'>-1000</BOA_ADD_OFFSET>"))
        .empty(flat("T35KQR_20170604T080601_B04.jp2"));
    assertEquals(0, readOne().bands().get(0).offset().getAsDouble());
  }

  @Test
  void aProductWithoutItsNameIsTheSameObservation() {
    String named = text("sentinel2/MTD_MSIL2A.xml");
    String bands = BANDS + "R10m/T29UNU_20221005T115411_B02_10m.jp2";
    String nameless = named.replaceFirst("<PRODUCT_URI>.*</PRODUCT_URI>", "");
    files
        .add("a/MTD_MSIL2A.xml", named)
        .add("b/MTD_MSIL2A.xml", nameless)
        .add(NAME + ".SAFE/MTD_MSIL2A.xml", nameless)
        .empty("a/" + bands, "b/" + bands, NAME + ".SAFE/" + bands);
    DescribedScenes found = read();
    assertEquals(
        Set.of(NAME, "MTD_MSIL2A.xml"),
        found.scenes().stream().map(DescribedScene::id).collect(Collectors.toSet()));
    assertEquals(3, found.scenes().size());
    assertEquals(1, found.scenes().stream().map(DescribedScene::product).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat/", "a/" + GRANULE, "b/L2A_T29UNU_A038058_20221005T115407/"})
  void metadataOfAGranuleAloneAreRead(String folder) {
    String bands = folder.equals("flat/") ? folder : folder + "IMG_DATA/R60m/";
    files
        .add(local(folder + "MTD_TL.xml"), resource("sentinel2/MTD_TL.xml"))
        .empty(
            bands + "T29UNU_20221005T115411_B02_60m.jp2",
            bands + "T29UNU_20221005T115411_B04_60m.jp2",
            bands + "T29UNU_20221005T115411_SCL_60m.jp2");
    DescribedScene described = readOne();
    assertEquals("S2A_OPER_MSI_L2A_TL_ATOS_20221005T164454_A038058_T29UNU_N04.00", described.id());
    assertEquals("2022-10-05T11:56:49.581767Z", described.acquired().orElseThrow().text());
    assertEquals("S2A", described.product().platform());
    assertEquals(Optional.of("29UNU"), described.product().tile());
    assertEquals(2, described.product().level());
    assertEquals(90 - 57.820574357679, described.conditions().sunElevationDegrees().getAsDouble());
    assertEquals(59.769726, described.conditions().cloudPercent().getAsDouble());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(-0.1, band(described, "B2").offset().getAsDouble(), "since baseline 04.00");
    assertEquals(1, described.masks().size());
    assertEquals(files.files().size(), read().files().size());
  }

  @Test
  void aGranuleOfOldNamesHasItsDateAndNoOffset() {
    String stem = "S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN";
    files
        .add(
            "a/S2A_OPER_MTD_L1C_TL_EPA__20170604T010049_A002448_T40RCN.xml",
            "<n1:Level-1C_Tile_ID xmlns:n1='https://psd-12.sentinel2.eo.esa.int/PSD/x'>"
                + ("<n1:General_Info><TILE_ID>" + stem + "_N02.04</TILE_ID>")
                + "<SENSING_TIME>2015-12-11T06:57:00.123Z</SENSING_TIME></n1:General_Info>"
                + "</n1:Level-1C_Tile_ID>")
        .empty("a/" + stem + "_B02.jp2");
    DescribedScene described = readOne();
    assertEquals("2015-12-11T06:57:00.123Z", described.acquired().orElseThrow().text());
    assertEquals(0, described.bands().get(0).offset().getAsDouble());
    assertEquals(1, described.product().level());
  }

  @Test
  void unreadableMetadataOfAGranuleLeaveItsBandsToTheirNames() {
    files.add("a/MTD_TL.xml", "<n1:Level-1C_Tile_ID").empty("a/T35KQR_20170604T080601_B04.jp2");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals("metadata", found.issues().get(0).code());
    assertEquals(Set.of(local("a/MTD_TL.xml")), found.files());
  }

  @Test
  void aByteOrderMarkIsAccepted() {
    files
        .add("a/MTD_MSIL1C.xml", "\uFEFF" + level1(LEVEL1, ""))
        .empty(flat("T35KQR_20170604T080601_B04.jp2"));
    readOne();
  }

  @Test
  void metadataWithoutFolderAreRead() {
    files
        .add(new Location.Local(Path.of("MTD_MSIL2A.xml")), new byte[0])
        .empty(new Location.Local(Path.of("T29UNU_20221005T115411_B02_10m.jp2")));
    DescribedScenes found = read();
    assertEquals(List.of("unreadable"), found.issues().stream().map(i -> i.code()).toList());
    assertEquals(2, found.files().size());
  }

  @Test
  void aDocumentOfHugeDeclaredSizeIsNotRead() {
    Location metadata = local("a/MTD_MSIL2A.xml");
    ByteOpener endless =
        location ->
            new ByteSource() {
              @Override
              public String name() {
                return location.name();
              }

              @Override
              public long size() {
                return 10L << 30;
              }

              @Override
              public void read(long position, byte[] into, int at, int length) {
                throw new AssertionError("was read");
              }

              @Override
              public void close() {}
            };
    DescribedScenes found = new SafeReader(endless).read(List.of(metadata));
    assertEquals(List.of("unreadable"), found.issues().stream().map(i -> i.code()).toList());
  }
}
