package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that settings name beside the scenes are compared as scenes are. */
@Slow
class VerifyInputsTest {
  private static final String[] FILES = {
    TinyJob.ALIGNED,
    "aoi.geojson=area.geojson",
    "coregister.reference=ortho.tif",
    "coregister.exclude=river.geojson",
    "furniture.overlays=[{geojson: pier.geojson}]",
    "furniture.font=[letters.otf]",
    "furniture.logo=logo.png",
    "focus.geojson=focus.geojson",
    "onset=[{name: built, geojson: built.geojson}]"
  };

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    area("area.geojson", 8, 120);
    area("river.geojson", 80, 90);
    area("pier.geojson", 20, 40);
    area("focus.geojson", 50, 60);
    area("built.geojson", 60, 75);
    Files.copy(job.scene(0), file("ortho.tif"));
    font("Regular");
    logo(8);
    job.render(TinyJob.PLAIN, FILES);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** A rectangle of all but some rows, between two columns. */
  private void area(String name, int left, int right) throws IOException {
    Files.writeString(
        file(name),
        "{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
            + SyntheticScenes.polygon(left, 10, right, 86)
            + "}");
  }

  private void font(String weight) throws IOException {
    try (InputStream font =
        Objects.requireNonNull(
            VerifyInputsTest.class.getResourceAsStream(
                "/io/terralapse/text/Inter-" + weight + ".otf"))) {
      Files.copy(font, file("letters.otf"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void logo(int side) throws IOException {
    ImageIO.write(
        new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB),
        "png",
        file("logo.png").toFile());
  }

  private List<Issue> differences(String... sets) throws Exception {
    return new TimelapseJobs()
        .verify(job.request(TinyJob.PLAIN, sets.length == 0 ? FILES : sets), 0)
        .differences();
  }

  private void assertNamed(String file, String setting) throws Exception {
    List<Issue> differences = differences();
    assertEquals(1, differences.size(), differences.toString());
    assertEquals("input-changed", differences.get(0).code());
    assertEquals(
        file
            + " ("
            + setting
            + ") has other content than when the video was made; restore it, or run `terralapse"
            + " render`.",
        differences.get(0).sentence());
    assertEquals("rendered", job.render(TinyJob.PLAIN, FILES).status());
    assertEquals(List.of(), differences());
  }

  @Test
  void eachFileThatHasChangedIsNamedUntilItIsRendered() throws Exception {
    assertEquals(List.of(), differences());
    area("pier.geojson", 20, 41);
    assertNamed("pier.geojson", "furniture.overlays");
    area("river.geojson", 80, 91);
    assertNamed("river.geojson", "coregister.exclude");
    area("focus.geojson", 50, 61);
    assertNamed("focus.geojson", "focus.geojson");
    area("built.geojson", 60, 76);
    assertNamed("built.geojson", "onset");
    font("SemiBold");
    assertNamed("letters.otf", "furniture.font");
    logo(9);
    assertNamed("logo.png", "furniture.logo");
    Files.copy(job.scene(1), file("ortho.tif"), StandardCopyOption.REPLACE_EXISTING);
    assertNamed("ortho", "coregister.reference");
  }

  @Test
  void anotherAreaIsNamedThoughTheGridIsAnotherToo() throws Exception {
    area("area.geojson", 8, 110);
    List<Issue> differences = differences();
    assertTrue(
        differences.stream()
            .anyMatch(one -> one.sentence().startsWith("area.geojson (aoi.geojson)")),
        differences.toString());
  }

  @Test
  void theFilesOfTheSecondPanelAreCompared() throws Exception {
    String[] two = {
      "aoi.geojson=area.geojson",
      "furniture.overlays=[{geojson: pier.geojson}]",
      "compare={title: Other, scenes: [scenes], aoi: {geojson: focus.geojson}}"
    };
    area("focus.geojson", 8, 60);
    job.render(TinyJob.PLAIN, two);
    assertEquals(List.of(), differences(two));
    area("pier.geojson", 20, 41);
    assertEquals(1, differences(two).size(), differences(two).toString());
    area("focus.geojson", 8, 70);
    assertTrue(
        differences(two).stream()
            .anyMatch(one -> one.sentence().startsWith("focus.geojson (aoi.geojson)")),
        differences(two).toString());
  }

  @Test
  void aFileThatIsOnlyWrittenOtherwiseIsTheSame() throws Exception {
    for (String name : List.of("area.geojson", "pier.geojson", "river.geojson", "built.geojson")) {
      Files.writeString(file(name), Files.readString(file(name)).replace(",", " ,\n"));
    }
    assertEquals(List.of(), differences());
    assertEquals("unchanged", job.render(TinyJob.PLAIN, FILES).status());
  }

  @Test
  void aFileThatCannotBeReadIsADifference() throws Exception {
    Files.writeString(file("pier.geojson"), "{");
    for (int segments : new int[] {0, 1}) {
      List<Issue> differences =
          new TimelapseJobs().verify(job.request(TinyJob.PLAIN, FILES), segments).differences();
      assertEquals("input-changed", differences.get(0).code(), differences.toString());
      assertTrue(differences.get(0).sentence().contains("pier.geojson"), differences.toString());
      assertEquals(1 + segments, differences.size(), differences.toString());
    }
  }

  @Test
  void aLedgerOfAnEarlierVersionHasNoFilesToCompare() throws Exception {
    Path ledger = job.output("job.ledger.json");
    String earlier =
        job.earlierLedger().replaceFirst("(?s)\"inputs\" : \\[.*?\\n  \\]", "\"inputs\" : [ ]");
    Files.writeString(ledger, earlier);
    area("pier.geojson", 20, 41);
    assertEquals(List.of(), differences());
    logo(9);
    VerifyResult result = new TimelapseJobs().verify(job.request(TinyJob.PLAIN, FILES), 0);
    assertEquals(List.of(), result.differences());
    assertTrue(
        result
            .notes()
            .get(0)
            .sentence()
            .startsWith("Settings and the files that they name were not compared"),
        result.toString());
  }
}
