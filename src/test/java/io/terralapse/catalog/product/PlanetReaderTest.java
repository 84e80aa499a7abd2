package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static io.terralapse.catalog.product.ListedBytes.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanetReaderTest {
  private static final String ITEM = "20230912_175450_00_2439";
  private static final String JSON = ITEM + "_metadata.json";
  private static final String XML = ITEM + "_3B_AnalyticMS_metadata.xml";

  private final ListedBytes files = new ListedBytes();

  private ListedBytes document(String folder, String name) {
    return files.add(local(folder + "/" + name), resource("planet/" + name));
  }

  private DescribedScenes read() {
    return new PlanetReader(files).read(files.files());
  }

  private DescribedScene single() {
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(1, found.scenes().size());
    return found.scenes().get(0);
  }

  private static List<BandRole> roles(DescribedScene described) {
    return described.bands().stream().map(DescribedScene.Band::role).toList();
  }

  private static DescribedScene.Mask mask(String path, int index, String name, MaskCoding coding) {
    return new DescribedScene.Mask(local(path), index, Optional.of(name), coding);
  }

  @Test
  void describesSurfaceReflectanceOfFourBands() {
    String image = ITEM + "_3B_AnalyticMS_SR_harmonized_clip";
    document("p", JSON).empty("p/" + image + ".tif", "p/" + ITEM + "_3B_udm2_clip.tif");
    DescribedScene described = single();
    assertEquals(image, described.id());
    assertEquals(local("p/" + JSON), described.origin());
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(described));
    for (int i = 0; i < 4; i++) {
      assertEquals(i, described.bands().get(i).index());
      assertEquals(OptionalDouble.of(1e-4), described.bands().get(i).scale());
      assertEquals(OptionalDouble.of(0), described.bands().get(i).nodata());
    }
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(
        Optional.of(
            AcquisitionDate.at(Instant.parse("2023-09-12T17:54:50.004321Z"), DateSource.METADATA)),
        described.acquired());
    assertEquals(17, described.conditions().cloudPercent().orElseThrow(), 1e-9);
    assertEquals(OptionalDouble.of(4.9), described.conditions().offNadirDegrees());
    assertEquals(OptionalDouble.of(45.8), described.conditions().sunElevationDegrees());
    assertEquals(
        new NameReader(Instant.MAX).read(image).orElseThrow().product(), described.product());
    assertEquals(2, described.product().level());
    String udm2 = "p/" + ITEM + "_3B_udm2_clip.tif";
    assertEquals(
        List.of(
            mask(udm2, 5, "cloud", MaskCoding.CLOUD),
            mask(udm2, 4, "haze_heavy", MaskCoding.CLOUD),
            mask(udm2, 3, "haze_light", MaskCoding.CLOUD),
            mask(udm2, 2, "shadow", MaskCoding.SHADOW),
            mask(udm2, 1, "snow", MaskCoding.SNOW)),
        described.masks());
  }

  @Test
  void describesEightBands() {
    document("p", JSON).empty("p/" + ITEM + "_3B_AnalyticMS_SR_8b_clip.tif");
    DescribedScene described = single();
    assertEquals(8, described.bands().size());
    assertEquals(
        List.of(0, 1, 3, 5, 6, 7),
        described.bands().stream()
            .filter(band -> band.role() != BandRole.OTHER)
            .map(DescribedScene.Band::index)
            .toList());
    assertEquals(BandRole.RED, described.bands().get(5).role());
    assertEquals("rededge", described.bands().get(6).name());
    assertEquals(BandRole.NIR, described.bands().get(7).role());
  }

  @Test
  void makesReflectanceOfRadiance() {
    document("p", XML).empty("p/" + ITEM + "_3B_AnalyticMS.tif");
    DescribedScene described = single();
    assertEquals(OptionalDouble.of(2.27821e-5), described.bands().get(0).scale());
    assertEquals(OptionalDouble.of(2.71828e-5), described.bands().get(2).scale());
    assertEquals(OptionalDouble.of(0), described.bands().get(2).offset());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(1, described.product().level());
    assertEquals("2023-09-12T17:54:50Z", described.acquired().orElseThrow().text());
    assertEquals(OptionalDouble.of(16.6), described.conditions().cloudPercent());
    assertEquals(OptionalDouble.of(4.87), described.conditions().offNadirDegrees());
    assertEquals(45.8, described.conditions().sunElevationDegrees().orElseThrow(), 1e-4);
  }

  @Test
  void joinsBothDocuments() {
    document("p", JSON);
    document("p", XML).empty("p/" + ITEM + "_3B_AnalyticMS_clip.tif");
    DescribedScene described = single();
    assertEquals(OptionalDouble.of(4.9), described.conditions().offNadirDegrees());
    assertEquals(OptionalDouble.of(4.0404e-5), described.bands().get(3).scale());
  }

  @Test
  void usesNoCoefficientsOfTheOtherImage() {
    document("p", XML).empty("p/" + ITEM + "_3B_AnalyticMS_8b.tif", "p/" + ITEM + "_3B_udm2.tif");
    DescribedScenes found = read();
    assertEquals(Optional.of(Quantity.DN), found.scenes().get(0).quantity());
    assertEquals(OptionalDouble.empty(), found.scenes().get(0).bands().get(0).scale());
    assertEquals("uncalibrated", found.issues().get(0).code());
  }

  @Test
  void findsTheFirstDataMask() {
    String name = "20200709_175450_1003";
    files.empty("p/" + name + "_3B_AnalyticMS_SR.tif", "p/" + name + "_3B_AnalyticMS_DN_udm.tif");
    DescribedScene described = single();
    assertEquals(MaskCoding.UDM, described.masks().get(0).coding());
    assertEquals(Optional.empty(), described.acquired());
    assertEquals("1003", described.product().platform());
  }

  @Test
  void readsOrdersFlatAndInAFolderForEachItem() {
    String other = "20230913_175450_00_2439";
    String text = text("planet/" + JSON).replace("2023-09-12T", "2023-09-13T");
    String image = "_3B_AnalyticMS_SR_clip.tif";
    document("o/PSScene", JSON)
        .add("o/PSScene/" + other + "_metadata.json", text)
        .empty("o/PSScene/" + ITEM + image, "o/PSScene/" + other + image)
        .add("q/" + other + "/" + other + "_metadata.json", text)
        .empty("q/" + other + "/" + other + image);
    document("q/" + ITEM, JSON).empty("q/" + ITEM + "/files/" + ITEM + image);
    DescribedScenes found = read();
    assertEquals(
        List.of("2023-09-12", "2023-09-12", "2023-09-13", "2023-09-13"),
        found.scenes().stream()
            .map(described -> described.acquired().orElseThrow().text().substring(0, 10))
            .toList());
    assertEquals(
        local("q/" + ITEM + "/" + JSON),
        found.scenes().get(1).origin(),
        "of two deliveries each has its own metadata");
    assertEquals(8, found.files().size());
  }

  @Test
  void takesImagesThatWereMadeFromTheBands() {
    document("p", JSON)
        .empty("p/" + ITEM + "_3B_AnalyticMS_SR.tif", "p/" + ITEM + "_3B_Visual.tif");
    assertTrue(read().files().contains(local("p/" + ITEM + "_3B_Visual.tif")));
  }

  @Test
  void leavesImagesWithoutMetadataToTheirNames() {
    document("p", JSON)
        .empty(
            "p/" + ITEM + "_3B_Visual.tif",
            "p/" + ITEM + "_1B_AnalyticMS.tif",
            "p/20230914_175450_00_2439_3B_AnalyticMS_SR.tif",
            "p/planet_medres_normalized_analytic_2021-08_mosaic.tif",
            "p/20191015_074852_ssc4_u0001_analytic.tif");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals(Set.of(), found.files());
    assertEquals(List.of(), found.issues());
  }

  @Test
  void readsCloudInPercentToo() throws IOException {
    assertEquals(17, cloud("\"cloud_cover\": 17"));
    assertEquals(0, cloud("\"cloud_cover\": 0"));
    assertEquals(100, cloud("\"cloud_cover\": 1"));
    assertEquals(16, cloud("\"cloud_percent\": 16"));
    assertEquals(-1, cloud("\"cloud_cover\": 170"));
    assertEquals(-1, cloud("\"cloud_cover\": \"much\""));
  }

  private static double cloud(String property) throws IOException {
    String text = "{\"properties\": {" + property + "}}";
    return PlanetJson.parse(text.getBytes(StandardCharsets.UTF_8))
        .conditions()
        .cloudPercent()
        .orElse(-1);
  }

  @Test
  void continuesWithoutADamagedDocument() {
    document("p", XML)
        .add("p/" + JSON, "{\"properties\": ")
        .empty("p/" + ITEM + "_3B_AnalyticMS.tif");
    DescribedScenes found = read();
    assertEquals(1, found.scenes().size());
    assertEquals("2023-09-12T17:54:50Z", found.scenes().get(0).acquired().orElseThrow().text());
    assertEquals(1, found.issues().size());
    assertEquals("unreadable", found.issues().get(0).code());
    assertEquals(JSON, found.issues().get(0).subject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>",
        "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>",
        "<a>&x;</a>",
        "<a><b></a>",
        "\0",
        ""
      })
  void rejectsXmlWithEntitiesOrErrors(String xml) {
    assertThrows(IOException.class, () -> PlanetXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void rejectsXmlAboveTheBounds() {
    String deep = "<a>".repeat(65) + "</a>".repeat(65);
    String wide = "<a>" + "<b/>".repeat(500_000) + "</a>";
    for (String xml : List.of(deep, wide)) {
      assertThrows(IOException.class, () -> PlanetXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }
    files.add(local("p/" + XML), new byte[5 << 20]).empty("p/" + ITEM + "_3B_AnalyticMS_SR.tif");
    DescribedScenes found = read();
    assertTrue(found.issues().get(0).sentence().contains("more than"), "size");
    assertFalse(found.scenes().isEmpty());
  }

  @Slow
  @Test
  void survivesEveryMutation() {
    Random random = new Random(20230912);
    int dated = 0;
    for (int round = 0; round < 4000; round++) {
      ListedBytes some =
          new ListedBytes()
              .add(local(JSON), MtlTest.mutated(resource("planet/" + JSON), random))
              .add(local(XML), MtlTest.mutated(resource("planet/" + XML), random))
              .empty(ITEM + "_3B_AnalyticMS.tif", ITEM + "_3B_AnalyticMS_SR.tif");
      DescribedScenes found = new PlanetReader(some).read(some.files());
      assertEquals(2, found.scenes().size());
      dated += found.scenes().get(0).acquired().isPresent() ? 1 : 0;
    }
    assertTrue(dated > 500, "too little was read");
  }
}
