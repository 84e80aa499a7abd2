package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableTest extends ConfigsInFolder {
  private static final String PHRASE = "not available in this version";

  private String refused(String setting, String value) {
    return configs.refused(Configs.SCENES, Map.of(setting, value), Map.of());
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
