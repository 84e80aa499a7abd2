package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableTest {
  private static final String PHRASE = "not available in this version";

  @TempDir Path folder = Path.of("");
  private Configs configs = new Configs(Path.of("."));

  @BeforeEach
  void inFolder() {
    configs = new Configs(folder);
  }

  private String refused(String setting, String value) {
    return configs.refused(Configs.SCENES, Map.of(setting, value), Map.of());
  }

  /** Values that would ask for each setting that the schema says is not there. */
  private static final Map<String, String> ASKED =
      Map.ofEntries(
          Map.entry("furniture.timeline", "true"),
          Map.entry("furniture.overlays", "[{label: x}]"),
          Map.entry("pace.by_date", "true"),
          Map.entry("outputs.webm", "true"),
          Map.entry("outputs.av1", "{crf: 30}"),
          Map.entry("outputs.gif", "true"),
          Map.entry("outputs.webp", "{}"),
          Map.entry("outputs.page", "true"),
          Map.entry("outputs.email", "true"),
          Map.entry("outputs.embed", "true"),
          Map.entry("outputs.captions", "true"),
          Map.entry("outputs.contact_sheet", "true"),
          Map.entry("outputs.frames", "true"),
          Map.entry("renditions", "[{size: 1080x1920}]"));

  @Test
  void everySettingThatIsDocumentedAsAbsentIsRefused() {
    Set<String> documented = new TreeMap<>(documentedAbsent()).keySet();
    assertEquals(new TreeMap<>(ASKED).keySet(), documented);
    ASKED.forEach(
        (setting, value) ->
            assertEquals(
                "--set " + setting + ": " + setting + " is " + PHRASE + "; leave it out.",
                refused(setting, value)));
  }

  /** Setting to rule, for settings whose whole description ends in the phrase. */
  private static Map<String, JsonNode> documentedAbsent() {
    Map<String, JsonNode> found = new TreeMap<>();
    collect(ConfigSchema.load().tree(), "", found);
    return found;
  }

  private static void collect(JsonNode rule, String prefix, Map<String, JsonNode> found) {
    rule.path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode child = field.getValue();
              // Words of an enum are refused one by one, below.
              boolean words = child.has("enum") || child.path("default").asText().equals("cut");
              if (child.path("description").asText().endsWith("ot available in this version.")
                  && !words) {
                found.put(prefix + field.getKey(), child);
              }
              collect(child, prefix + field.getKey() + ".", found);
            });
  }

  @Test
  void theirDocumentedDefaultIsAccepted() {
    documentedAbsent()
        .forEach(
            (setting, rule) ->
                configs.load(
                    Configs.SCENES, Map.of(setting, rule.path("default").toString()), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{select: {months: [], best_per: null, orbit: null, max_off_nadir: null}, scenes: [s]}",
        "{select: {months: null}, coregister: {exclude: null}, scenes: [s]}",
        "{furniture: {timeline: false, overlays: []}, pace: {by_date: false}, scenes: [s]}",
        "{outputs: {webm: false, gif: false, frames: false}, renditions: [], scenes: [s]}",
        "{coregister: {model: translation, reference: auto}, look: {deflicker: off}, scenes: [s]}",
        "{look: {fill: none}, pace: {transition: cut}, select: {max_cloud: 10}, scenes: [s]}",
      })
  void sayingNoIsAccepted(String yaml) {
    assertEquals("timelapse", configs.load(yaml).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "look.deflicker       | gain     | off",
        "look.deflicker       | full     | off",
        "pace.transition      | fade     | cut",
      })
  void wordsThatAreNotThereAreRefusedWithThoseThatAre(String setting, String word, String there) {
    assertEquals(
        "--set %s: %s: %s is %s; say %s.".formatted(setting, setting, word, PHRASE, there),
        refused(setting, word));
  }
}
