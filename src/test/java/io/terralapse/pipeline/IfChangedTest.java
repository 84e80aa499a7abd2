package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.model.Issue;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --if-changed} renders for a change of the usable scenes, and for nothing else. */
@Slow
class IfChangedTest {
  /** The area of the scenes, which does not depend on which of them there are. */
  private static final String AREA = "aoi.te=[500000, 5099040, 501280, 5100000]";

  private static final String LIMIT = "select.to=2030-01-01";

  @TempDir Path folder = Path.of("");
  private TinyJob job;
  private Map<String, String> before = Map.of();

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    assertEquals("rendered", job.render(TinyJob.PLAIN, AREA, LIMIT).status());
    before = published();
  }

  private Map<String, String> published() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : job.published()) {
      files.put(
          name,
          FileHash.sha256(job.output(name)) + " " + Files.getLastModifiedTime(job.output(name)));
    }
    files.put("job.lock", FileHash.sha256(folder.resolve("job.lock")));
    return files;
  }

  private void assertUnchanged(String... sets) throws Exception {
    assertEquals("unchanged", job.render(TinyJob.IF_CHANGED, sets).status());
    assertEquals(before, published());
  }

  private void assertRendered(String... sets) throws Exception {
    assertEquals("rendered", job.render(TinyJob.IF_CHANGED, sets).status());
  }

  private Path add(String name) throws IOException {
    return Files.copy(job.scene(0), folder.resolve("scenes").resolve(name));
  }

  @Test
  void aTouchedFileIsNoChange() throws Exception {
    for (int i = 0; i < 3; i++) {
      Files.setLastModifiedTime(job.scene(i), FileTime.from(Instant.parse("2021-05-01T00:00:00Z")));
    }
    assertUnchanged(AREA, LIMIT);
  }

  @Test
  void aRenamedFolderIsNoChange() throws Exception {
    Files.move(folder.resolve("scenes"), folder.resolve("moved"));
    assertUnchanged(AREA, LIMIT, "scenes=[moved]");
  }

  @Test
  void changedPixelsAreAChange() throws Exception {
    Files.copy(job.scene(0), job.scene(1), StandardCopyOption.REPLACE_EXISTING);
    assertRendered(AREA, LIMIT);
    Files.copy(job.scene(2), job.scene(1), StandardCopyOption.REPLACE_EXISTING);
    assertRendered(AREA, LIMIT, "title=Settings that do not move the windows");
  }

  @Test
  void aSceneThatMetadataDropIsNoChange() throws Exception {
    add("S_20310101.tif");
    assertUnchanged(AREA, LIMIT);
    Files.writeString(folder.resolve("scenes/S_20250101.tif"), "no image");
    assertUnchanged(AREA, LIMIT);
  }

  @Test
  void aSceneThatItsPixelsDropIsNoChange() throws Exception {
    Path cloudy = add("S_20250101.tif");
    // All but a part of the scene is moved out of the area, by its georeference.
    moveEast(cloudy);
    RenderResult result = job.render(TinyJob.IF_CHANGED, AREA, LIMIT);
    assertEquals("unchanged", result.status());
    assertEquals(
        "coverage",
        result.dropped().stream()
            .filter(d -> d.id().contains("2025"))
            .findFirst()
            .orElseThrow()
            .reason());
    assertTrue(job.stages().contains("reading"), "its pixels had to be measured");
    assertFalse(job.stages().contains("drawing"), job.stages().toString());
    assertEquals(before, published());
  }

  @Test
  void aMissingOutputIsRenderedAgainAlsoWherePixelsTell() throws Exception {
    moveEast(add("S_20250101.tif"));
    Files.delete(job.output("job.ledger.csv"));
    assertRendered(AREA, LIMIT);
    assertTrue(Files.exists(job.output("job.ledger.csv")));
  }

  @Test
  void anUnreadableSceneIsNoChangeAndWhatWasWarnedOfIsRepeated() throws Exception {
    String credit = "furniture.credit=" + "A very long line of credit ".repeat(10).strip();
    assertEquals("rendered", job.render(TinyJob.PLAIN, AREA, LIMIT, credit).status());
    before = published();
    Path damaged = add("S_20250101.tif");
    byte[] bytes = Files.readAllBytes(damaged);
    Arrays.fill(bytes, 8, bytes.length / 2, (byte) -1); // the compressed tiles
    Files.write(damaged, bytes);
    for (int run = 0; run < 2; run++) {
      RenderResult result = job.render(TinyJob.IF_CHANGED, AREA, LIMIT, credit);
      assertEquals("unchanged", result.status());
      assertEquals(
          List.of("unreadable", "furniture-left-out"),
          result.issues().stream().map(Issue::code).toList());
      assertEquals(before, published());
    }
    Files.delete(job.output("job-poster.jpg"));
    assertRendered(AREA, LIMIT, credit);
  }

  /** Changes the tie point's easting from 500,000 to 500,800. */
  private static void moveEast(Path tiff) throws IOException {
    byte[] bytes = Files.readAllBytes(tiff);
    byte[] easting =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(500_000).array();
    int found = 0;
    for (int i = 0; i + 8 <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + 8, easting, 0, 8)) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(i, 500_800);
        found++;
      }
    }
    assertEquals(1, found);
    Files.write(tiff, bytes);
  }

  @Test
  void aNewUsableSceneAndALostOneAreChanges() throws Exception {
    Path added = add("S_20250101.tif");
    assertRendered(AREA, LIMIT);
    Files.delete(added);
    assertRendered(AREA, LIMIT);
  }

  @Test
  void settingsAreIgnoredEvenThoseThatChooseScenesAndTheArea() throws Exception {
    assertUnchanged(AREA, LIMIT, "title=Another");
    assertUnchanged(AREA, LIMIT, "grid.tr=20");
    assertUnchanged(AREA, "select.drop=[" + job.id(1) + "]");
    add("S_20250101.tif");
    assertRendered(AREA, LIMIT, "grid.tr=20");
  }

  @Test
  void aLostLockIsDerivedAgainAndSaid() throws Exception {
    Files.delete(folder.resolve("job.lock"));
    RenderResult result = job.render(TinyJob.IF_CHANGED, AREA, LIMIT);
    assertEquals("rendered", result.status());
    assertEquals("The lock job.lock was missing.", result.changes().why());
    assertEquals("relocked", result.issues().get(0).code());
    assertEquals(before.get("job.lock"), FileHash.sha256(folder.resolve("job.lock")));
    assertEquals("unchanged", job.render(TinyJob.IF_CHANGED, AREA, LIMIT).status());
  }

  @Test
  void aMissingOutputIsRenderedAgain() throws Exception {
    Files.delete(job.output("job-poster.jpg"));
    assertRendered(AREA, LIMIT);
  }
}
