package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /** Values that would turn on each setting that the schema marks as not available. */
  private static final Map<String, String> TURNED_ON =
      Map.ofEntries(Map.entry("outputs.contact_sheet", "true"));

  @Test
  void everySettingThatIsNotAvailableIsRefused() {
    Set<String> marked = new TreeMap<>(unavailable()).keySet();
    assertEquals(new TreeMap<>(TURNED_ON).keySet(), marked);
    TURNED_ON.forEach(
        (setting, value) ->
            assertEquals(
                "--set " + setting + ": " + setting + " is " + PHRASE + "; leave it out.",
                refused(setting, value)));
  }

  /** Setting to rule, for settings that are not available at all. */
  private static Map<String, JsonNode> unavailable() {
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
              boolean keyword =
                  child.path("default").isTextual() || child.path("default").asBoolean();
              if (child.path(Unavailable.MARK).asBoolean() && !keyword) {
                found.put(prefix + field.getKey(), child);
              }
              collect(child, prefix + field.getKey() + ".", found);
            });
  }

  @Test
  void theirDescriptionSaysSo() {
    unavailable()
        .forEach(
            (setting, rule) ->
                assertTrue(
                    rule.path("description").asText().endsWith("ot available in this version."),
                    setting));
  }

  @Test
  void theirDocumentedDefaultIsAccepted() {
    unavailable()
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
        "{pace: {transition: cut}, scenes: [s]}",
        "{outputs: {webm: false, gif: false, frames: false}, renditions: [], scenes: [s]}",
        "{coregister: {model: translation, reference: auto}, look: {deflicker: off}, scenes: [s]}",
        "{look: {fill: none}, pace: {transition: cut}, select: {max_cloud: 10}, scenes: [s]}",
      })
  void turningThemOffIsAccepted(String yaml) {
    assertEquals("timelapse", configs.load(yaml).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reproducible         | false    | true",
      })
  void valuesThatAreNotAvailableAreRefused(String setting, String value, String available) {
    assertEquals(
        "--set %s: %s: %s is %s; write %s.".formatted(setting, setting, value, PHRASE, available),
        refused(setting, value));
  }
}
