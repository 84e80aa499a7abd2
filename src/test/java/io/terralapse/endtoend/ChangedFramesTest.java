package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frames that a run says it changes are those that players show otherwise. */
@Slow
class ChangedFramesTest {
  private static final String PACE = "pace: {fps: variable}";
  private static final String TIMELINE = "furniture: {timeline: true}";
  private static final SyntheticScenes SCENES = PublishedSite.SCENES;

  @TempDir Path root = Path.of("");

  /** What players show of each date. */
  private static Map<String, String> shown(PublishedSite site) throws IOException {
    List<String> hashes = DecodedFrames.hashes(site.job.video());
    Map<String, String> shown = new LinkedHashMap<>();
    for (JsonNode scene : site.job.ledger().path("scenes")) {
      if (scene.path("frameIndex").isInt()) {
        shown.put(scene.path("acquired").asText(), hashes.get(scene.path("frameIndex").asInt()));
      }
    }
    assertEquals(hashes.size(), shown.size());
    return shown;
  }

  /**
   * Renders, and compares what it says with what players show.
   *
   * @return the reasons by the number of the date in the year
   */
  private static Map<String, String> changes(PublishedSite site, String... options)
      throws IOException {
    Map<String, String> before = shown(site);
    JsonNode result = site.render(options);
    assertEquals("rendered", result.path("status").asText());
    Map<String, String> after = shown(site);
    Map<String, String> said = new TreeMap<>();
    for (JsonNode frame : result.path("changedFrames")) {
      said.put(frame.path("acquired").asText(), frame.path("why").toString());
    }
    List<String> changed =
        before.keySet().stream()
            .filter(date -> !before.getOrDefault(date, "").equals(after.getOrDefault(date, "none")))
            .toList();
    assertEquals(changed, List.copyOf(said.keySet()), result.toString());
    assertFalse(
        PublishedSite.notices(result).contains("keep their"), PublishedSite.notices(result));
    assertEquals(
        said.values().stream().anyMatch(why -> why.contains("filledFrom")),
        PublishedSite.notices(result).contains("was filled from a date that is gone"),
        PublishedSite.notices(result));
    Map<String, String> days = new TreeMap<>();
    said.forEach((date, why) -> days.put(date.substring(0, 10), why));
    return days;
  }

  @Test
  void ticksOfALateAndOfARemovedScene() throws IOException {
    PublishedSite site = new PublishedSite(root, PACE, TIMELINE).with(0, 1, 3, 4);
    site.render();
    assertEquals(Map.of(), changes(site.with(5)), "what comes last changes nothing");
    Map<String, String> redrawn =
        Map.of(
            "2024-02-04",
            "[\"picture\"]",
            "2024-02-14",
            "[\"picture\"]",
            "2024-02-24",
            "[\"picture\"]");
    assertEquals(redrawn, changes(site.with(2)));
    Files.delete(site.file(2));
    Map<String, String> removed = new TreeMap<>(redrawn);
    removed.put("2024-01-25", "[\"gone\"]");
    assertEquals(removed, changes(site));
  }

  @Test
  void framesThatAreOnlyEncodedAgain() throws IOException {
    PublishedSite site = new PublishedSite(root, PACE).with(0, 1, 3, 4);
    site.render();
    assertEquals(
        Map.of("2024-02-04", "[\"encoding\"]", "2024-02-14", "[\"encoding\"]"),
        changes(site.with(2)));
    assertEquals(
        List.of("[\"encoding\",\"settings\"]"),
        changes(site, "--set", "outputs.mp4={crf: 24}").values().stream().distinct().toList());
    assertEquals(Map.of(), changes(site, "--set", "outputs.mp4={crf: 24}", "--no-cache"));
  }

  @Test
  void aNewYearOnTheTimeline() throws IOException {
    PublishedSite site = new PublishedSite(root, PACE, TIMELINE).with(0, 1);
    site.render();
    String name = SCENES.dates().get(3).fileName().replace("20240204", "20250204");
    site.write(name, 3, 1, PublishedSite.WIDTH);
    assertEquals(
        Map.of("2024-01-05", "[\"picture\"]", "2024-01-15", "[\"picture\"]"), changes(site));
  }

  @Test
  void aDateThatFilledNothingAndOneThatDid() throws IOException {
    String te = "aoi: {te: [500000, 5097600, 503200, 5100000], te_srs: \"EPSG:32633\"}";
    PublishedSite site =
        new PublishedSite(root, PACE, te, "look: {fill: nearest}", "select: {min_coverage: 50}");
    site.with(0, 1, 2);
    site.write(SCENES.dates().get(3).fileName(), 3, 1, PublishedSite.WIDTH * 3 / 4);
    site.with(5);
    site.render();
    Files.delete(site.file(5));
    JsonNode ledger = site.job.ledger();
    assertEquals(0, ledger.at("/scenes/0/filledPercent").asDouble());
    Map<String, String> shown = changes(site);
    assertEquals(Map.of("2024-02-24", "[\"gone\"]"), shown);
    Files.delete(site.file(2));
    shown = changes(site);
    assertTrue(shown.getOrDefault("2024-02-04", "").contains("filledFrom"), shown.toString());
  }

  @Test
  void anotherReferenceIsNoOtherPicture() throws IOException {
    PublishedSite site = new PublishedSite(root, PACE).with(0, 1, 2, 3);
    site.render();
    String anchor = site.lock().at("/alignment/anchor/id").asText();
    for (int i = 0; i < 4; i++) {
      if (site.file(i).getFileName().toString().startsWith(anchor)) {
        Files.delete(site.file(i));
      }
    }
    Map<String, String> changed = changes(site);
    assertFalse(changed.toString().contains("shift"), changed.toString());
  }
}
