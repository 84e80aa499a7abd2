package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Issue;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MtlTest {
  private static final String L2 = "LC08_L2SP_008059_20191201_20200825_02_T1";

  private static Mtl text(String text) throws IOException {
    return MtlText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mtl json(String text) throws IOException {
    return MtlJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void separatesEqualKeysOfDifferentGroups() throws IOException {
    Mtl mtl = MtlText.parse(resource("landsat/" + L2 + "_MTL.txt"));
    String key = "REFLECTANCE_MULT_BAND_4";
    assertEquals(
        OptionalDouble.of(2.75e-5), mtl.findNumber(key, "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS"));
    assertEquals(OptionalDouble.of(2e-5), mtl.findNumber(key, "LEVEL1_RADIOMETRIC_RESCALING"));
    assertEquals(
        Optional.of("LC08_L2SP_008059_20191201_20200825_02_T1_SR_B4.TIF"),
        mtl.find("FILE_NAME_BAND_4", "PRODUCT_CONTENTS"));
  }

  @Test
  void readsOtherLineEndsCasesAndPadding() throws IOException {
    Mtl mtl = text("GROUP = A\r\n  key=1.5 \r\n\r\n END_GROUP = a\r\nEND\r\n\0\0\0 GROUP = B");
    assertEquals(Map.of("A", Map.of("KEY", "1.5")), mtl.groups());
  }

  @Test
  void readsTheXmlForm() throws IOException {
    String xml =
        "<LANDSAT_METADATA_FILE><IMAGE_ATTRIBUTES><SUN_ELEVATION>30.0</SUN_ELEVATION>"
            + "</IMAGE_ATTRIBUTES></LANDSAT_METADATA_FILE>";
    assertEquals(
        OptionalDouble.of(30),
        MtlXml.parse(xml.getBytes(StandardCharsets.UTF_8))
            .findNumber("SUN_ELEVATION", "IMAGE_ATTRIBUTES"));
  }

  @Test
  void readsNumbersAndIgnoresOtherJson() throws IOException {
    Mtl mtl = json("{\"A\": {\"N\": 2.5, \"L\": [1, {\"X\": 2}], \"Z\": null, \"T\": true}}");
    assertEquals(Map.of("A", Map.of("N", "2.5", "T", "true")), mtl.groups());
  }

  @Test
  void usesTheFirstOfTwoValues() throws IOException {
    assertEquals(
        text("GROUP = A\nK = 1\nK = 2\nEND_GROUP = A"), json("{\"A\": {\"K\": 1, \"K\": 2}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1e999", "--1", "", "1,5", "1e5000"})
  void rejectsTextsThatAreNotNumbers(String value) throws IOException {
    assertEquals(
        OptionalDouble.empty(),
        text("GROUP = A\nK = " + value + "\nL = 1\nEND_GROUP = A").findNumber("K", "A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0\0",
        "GROUP = A\nK = \0\nEND_GROUP = A",
        "GROUP = A\nK = 1\n",
        "GROUP = A\nK = 1\nEND_GROUP = B\n",
        "END_GROUP = A\n",
        "<xml/>"
      })
  void rejectsTextThatIsNotMetadata(String text) {
    assertThrows(IOException.class, () -> text(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{", "{}", "{\"A\": {\"K\": 1}", "{\"A\": [", "{\"A\":}"})
  void rejectsJsonThatIsNotMetadata(String text) {
    assertThrows(IOException.class, () -> json(text));
  }

  @Test
  void rejectsDocumentsAboveTheBounds() {
    String depth = "GROUP = A\n".repeat(17) + "K = 1\n" + "END_GROUP = A\n".repeat(17);
    assertThrows(IOException.class, () -> text(depth));
    assertThrows(
        IOException.class, () -> json("{\"A\":".repeat(17) + "{\"K\":1}" + "}".repeat(17)));
    assertThrows(IOException.class, () -> json("{\"A\":[" + "[".repeat(100_000)));
    assertThrows(IOException.class, () -> text("K = " + "x".repeat(8000)));
    assertThrows(IOException.class, () -> text("K".repeat(8000) + " = 1"));
    assertThrows(IOException.class, () -> text("K = 1\n".repeat(20_001)));
    assertThrows(IOException.class, () -> text("\n".repeat(50_001)));
    assertThrows(IOException.class, () -> text("K = 1\n" + "x".repeat(3 << 20)));
  }

  @Test
  void aHugeFileBecomesAnIssue() {
    ListedBytes files =
        new ListedBytes().add(local(L2 + "_MTL.txt"), new byte[10 << 20]).empty(L2 + "_SR_B4.TIF");
    DescribedScenes found = new LandsatReader(files).read(files.files());
    assertEquals(List.of(), found.scenes());
    assertEquals(1, found.issues().size());
    Issue issue = found.issues().get(0);
    assertEquals("unreadable", issue.code());
    assertTrue(issue.sentence().startsWith(L2 + "_MTL.txt has 10485760 bytes"), issue.sentence());
  }

  @Test
  void returnsListedFilesOnly() {
    String hostile =
        new String(resource("landsat/" + L2 + "_MTL.txt"), StandardCharsets.UTF_8)
            .replace("\"" + L2 + "_SR_B4.TIF\"", "\"../../../etc/passwd\"")
            .replace("\"" + L2 + "_SR_B3.TIF\"", "\"/etc/B3.TIF\"")
            .replace("\"" + L2 + "_SR_B2.TIF\"", "\"C:\\\\B2.TIF\"")
            .replace("\"" + L2 + "_QA_PIXEL.TIF\"", "\"http://example.org/q.tif\"");
    ListedBytes files = new ListedBytes().add(L2 + "_MTL.txt", hostile).empty("etc/B3.TIF");
    DescribedScenes found = new LandsatReader(files).read(files.files());
    assertEquals(List.of(), found.scenes());
    assertEquals("no-bands", found.issues().get(0).code());
    files.empty(L2 + "_SR_B4.TIF");
    assertEquals(
        local(L2 + "_SR_B4.TIF"),
        new LandsatReader(files).read(files.files()).scenes().get(0).bands().get(0).file());
  }

  @Slow
  @Test
  void survivesEveryMutation() {
    Random random = new Random(20191201);
    String[] names = {L2 + "_MTL.json", L2 + "_MTL.txt"};
    int described = 0;
    for (int round = 0; round < 4000; round++) {
      String name = names[round % 2];
      byte[] bytes = mutated(resource("landsat/" + name), random);
      ListedBytes files =
          new ListedBytes()
              .add(local(name), bytes)
              .empty(L2 + "_SR_B4.TIF", L2 + "_SR_B3.TIF", L2 + "_QA_PIXEL.TIF");
      DescribedScenes found = new LandsatReader(files).read(files.files());
      assertTrue(found.scenes().size() <= 1);
      assertTrue(files.files().containsAll(found.files()));
      described += found.scenes().size();
    }
    // Most damage hits what is not looked at.
    assertTrue(described > 1000, () -> "too little was read");
  }

  static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "\"={}[]\n\0-9:<>&;".charAt(random.nextInt(15));
        case 2 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(original, from, bytes, at, length);
        }
        default -> {
          if (random.nextInt(20) == 0) {
            bytes = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
          }
        }
      }
    }
    return bytes;
  }
}
