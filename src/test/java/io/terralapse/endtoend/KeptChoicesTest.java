package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices that arriving scenes would turn are kept, and a run says what it would choose. */
@Slow
class KeptChoicesTest {
  private static final SyntheticScenes SCENES = PublishedSite.SCENES;

  @TempDir Path root = Path.of("");

  private PublishedSite site(String... lines) throws IOException {
    return new PublishedSite(root, lines);
  }

  @Test
  void datesInAnotherUnitAreConvertedToThatOfThePublishedFrames() throws IOException {
    PublishedSite site = site("sources: [{match: \"S_*\", bands: [red, green, blue]}]");
    for (int i = 0; i < 2; i++) {
      site.write("S_2024010" + (i + 1) + ".tif", SampleType.UINT16, 1, SCENES.pixels(i));
    }
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    for (int i = 2; i < 5; i++) {
      site.write("S_2024010" + (i + 1) + ".tif", SampleType.FLOAT32, 1e-4, SCENES.pixels(i));
    }
    JsonNode result = site.render("--locked");
    assertEquals(5, result.path("frames").asInt());
    assertEquals("[]", result.path("changedFrames").toString());
    assertEquals(stretch, site.lock().path("stretch"));
    assertTrue(
        PublishedSite.notices(result)
            .contains("keeps the unit of the published frames (reflectance times 10,000)"),
        PublishedSite.notices(result));
    assertTrue(PublishedSite.notices(result).contains("--relock"), PublishedSite.notices(result));
    result = site.render("--relock");
    assertEquals("[]", PublishedSite.notices(result));
    assertNotEquals(stretch, site.lock().path("stretch"));
  }

  @Test
  void theTrackOfThePublishedFramesIsKeptWhenAnotherBecomesMoreFrequent() throws IOException {
    PublishedSite site = site("select: {orbit: same}").with(0, 1);
    site.render();
    List<String> lines = List.of(site.line(0), site.line(1));
    for (int i = 2; i < 5; i++) {
      String name = SCENES.dates().get(i).fileName().replaceFirst("_R\\d+_", "_R007_");
      assertNotEquals(SCENES.dates().get(i).fileName(), name);
      site.write(name, i, 1, PublishedSite.WIDTH);
    }
    JsonNode result = site.render("--locked");
    assertEquals(2, result.path("frames").asInt());
    assertEquals(lines, List.of(site.line(0), site.line(1)));
    assertEquals("[]", result.path("changedFrames").toString());
    assertTrue(
        PublishedSite.notices(result)
            .matches(".*keeps the track \\d+ of the published frames.*are of 7; run.*"),
        PublishedSite.notices(result));
    assertTrue(result.path("dropped").toString().contains("the track of the published frames"));
    assertEquals(3, site.render("--relock").path("frames").asInt());
  }

  @Test
  void aReferenceThatIsNoticeablyWorseThanAnotherDateIsKeptAndNamed() throws IOException {
    PublishedSite site = site().with(0, 1);
    site.render();
    JsonNode anchor = site.lock().path("alignment").path("anchor");
    List<String> lines = List.of(site.line(0), site.line(1));
    // The ground has changed completely: what arrives agrees with each other only.
    for (int i = 2; i < 6; i++) {
      float[][] turned = SCENES.pixels(i);
      for (float[] band : turned) {
        for (int from = 0, to = band.length - 1; from < to; from++, to--) {
          float kept = band[from];
          band[from] = band[to];
          band[to] = kept;
        }
      }
      site.write(SCENES.dates().get(i).fileName(), SampleType.UINT16, 1, turned);
    }
    JsonNode result = site.render("--locked");
    assertEquals(anchor, site.lock().path("alignment").path("anchor"));
    assertEquals(lines, List.of(site.line(0), site.line(1)));
    assertTrue(
        PublishedSite.notices(result)
            .matches(
                ".*keeps the reference S2.*agrees with all present dates by 0\\.\\d\\d.*would by 0.*"),
        PublishedSite.notices(result));
    result = site.render("--relock");
    assertEquals("[]", PublishedSite.notices(result));
    assertNotEquals(anchor, site.lock().path("alignment").path("anchor"));
  }
}
