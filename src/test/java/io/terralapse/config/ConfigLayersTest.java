package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.VideoSettings;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file, the environment over it, flags over that. */
class ConfigLayersTest extends ConfigsInFolder {
  private static final String FILE = "scenes: [scenes]\ngrid:\n  tr: 10\ntitle: file\n";

  private GridSettings grid(Map<String, String> sets, Map<String, String> environment) {
    return configs.load(FILE, sets, environment).grid();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndFlagsWinOverBoth() {
    Map<String, String> environment = Map.of("TERRALAPSE_GRID_TR", "20");
    assertEquals(10, grid(Map.of(), Map.of()).pixelSize().orElseThrow());
    assertEquals(20, grid(Map.of(), environment).pixelSize().orElseThrow());
    assertEquals(30, grid(Map.of("grid.tr", "30"), environment).pixelSize().orElseThrow());
  }

  @Test
  void everySettingOfASectionHasAVariable() {
    JobSettings job =
        configs.load(
            FILE,
            Map.of(),
            Map.of(
                "TERRALAPSE_OUTPUT_DIR", "elsewhere",
                "TERRALAPSE_CACHE_MAX_BYTES", "5MB",
                "TERRALAPSE_SCENES", "[a, 'b c']",
                "TERRALAPSE_JOBS", "7",
                "TERRALAPSE_TITLE", "2024",
                "TERRALAPSE_NOT_A_SETTING", "ignored",
                "terralapse_jobs", "9"));
    assertEquals(folder.resolve("elsewhere"), job.outputDir());
    assertEquals(5_000_000, job.cacheMaxBytes());
    assertEquals(List.of("a", "b c"), job.catalog().scenes());
    assertEquals("2024", job.furniture().title().orElseThrow());
    assertEquals(7, job.jobs());
  }

  @Test
  void aFlagReplacesAWholeSectionOrReachesIntoOne() {
    GridSettings whole = grid(Map.of("grid", "{size: 640x360}"), Map.of());
    assertEquals(new GridSettings.Size(640, 360), whole.size().orElseThrow());
    assertTrue(whole.pixelSize().isEmpty());
    assertEquals(
        new AreaOfInterest.Bbox(1, 2, 3, 4), grid(Map.of("aoi.bbox", "[1,2,3,4]"), Map.of()).aoi());
    VideoSettings video = configs.load(FILE, Map.of("outputs.mp4.crf", "11"), Map.of()).video();
    assertEquals(11, video.crf().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pucallpa: the river moves",
        "null",
        "yes",
        "true",
        "2020",
        "1e3",
        "#tag",
        "a # b",
        "- a",
        "[a]",
        "{a: b}",
        "'quoted'",
        "\"quoted\"",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "| a",
        "~",
        "a\tb",
        "? a"
      })
  void textIsTakenAsItIs(String text) {
    for (String setting : List.of("title", "subtitle", "furniture.credit")) {
      JobSettings flag = configs.load(FILE, Map.of(setting, text), Map.of());
      String variable = "TERRALAPSE_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
      JobSettings variables = configs.load(FILE, Map.of(), Map.of(variable, text));
      for (FurnitureSettings furniture : List.of(flag.furniture(), variables.furniture())) {
        assertEquals(text, shown(furniture, setting).orElseThrow());
      }
    }
  }

  private static Optional<String> shown(FurnitureSettings furniture, String setting) {
    return switch (setting) {
      case "title" -> furniture.title();
      case "subtitle" -> furniture.subtitle();
      default -> furniture.credit();
    };
  }

  @Test
  void theFixedWordsOfATextKeepTheirMeaning() {
    FurnitureSettings none =
        configs
            .load(FILE, Map.of("furniture.credit", "false", "furniture.date", "false"), Map.of())
            .furniture();
    assertFalse(none.showCredit());
    assertTrue(none.datePattern().isEmpty());
    FurnitureSettings auto =
        configs.load(FILE, Map.of("furniture.credit", "auto"), Map.of()).furniture();
    assertTrue(auto.showCredit() && auto.credit().isEmpty());
    assertTrue(
        configs
            .load(
                "scenes: [s]\ndates: {manifest: m.csv}\n",
                Map.of("dates.manifest", "null"),
                Map.of())
            .catalog()
            .manifest()
            .isEmpty());
  }

  @Test
  void whatIsNotTextIsParsed() {
    JobSettings job =
        configs.load(
            FILE,
            Map.of(
                "scenes", "[a, 'b c']",
                "select.months", "[5, 6]",
                "look.bands", "[nir, red, green]",
                "furniture.title", "false",
                "outputs.mp4", "{crf: 30}"),
            Map.of());
    assertEquals(List.of("a", "b c"), job.catalog().scenes());
    assertEquals(List.of("nir", "red", "green"), job.bands().bands());
    assertFalse(job.furniture().showTitle());
    assertEquals(30, job.video().crf().orElseThrow());
    assertEquals(
        folder.resolve("2020"),
        configs.load(FILE, Map.of("output_dir", "2020"), Map.of()).outputDir());
  }

  @Test
  void anEmptyFlagIsEmptyText() {
    assertTrue(configs.load(FILE, Map.of("title", ""), Map.of()).furniture().title().isEmpty());
  }

  @Test
  void laterFlagsWinOverEarlierOnes() {
    Map<String, String> sets = new LinkedHashMap<>();
    sets.put("grid.tr", "99");
    sets.put("grid", "{tr: 40}");
    assertEquals(40, grid(sets, Map.of()).pixelSize().orElseThrow());
  }

  @Test
  void aWrongFlagIsNamed() {
    assertTrue(
        configs
            .refused(FILE, Map.of("grid.tr", "ten"), Map.of())
            .startsWith("--set grid.tr: grid.tr: write a number above 0, not ten."));
    assertEquals(
        "--set grid.siez: siez is not a setting under grid; did you mean size?",
        configs.refused(FILE, Map.of("grid.siez", "1x1"), Map.of()));
  }

  @Test
  void aWrongVariableIsNamed() {
    assertTrue(
        configs
            .refused(FILE, Map.of(), Map.of("TERRALAPSE_GRID_TR", "ten"))
            .startsWith("TERRALAPSE_GRID_TR: grid.tr: write a number above 0, not ten."));
    assertTrue(
        configs
            .refused(FILE, Map.of(), Map.of("TERRALAPSE_FURNITURE_ZONE", "Mars"))
            .startsWith("TERRALAPSE_FURNITURE_ZONE: furniture.zone: Mars is not a time zone"));
    assertTrue(
        configs
            .refused(FILE, Map.of(), Map.of("TERRALAPSE_SCENES", "[x"))
            .startsWith("TERRALAPSE_SCENES, line 1, column 3: a comma or ] is missing"));
  }

  @Test
  void theFileIsNotBlamedForWhatAFlagReplaced() {
    assertTrue(
        configs
            .refused(FILE, Map.of("grid", "{tr: ten}"), Map.of())
            .startsWith("--set grid: grid.tr: "));
    assertTrue(
        configs
            .refused(FILE, Map.of("grid", "{tr: ten}"), Map.of("TERRALAPSE_GRID_TR", "5"))
            .startsWith("--set grid: grid.tr: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "grid.", ".tr", "grid..tr"})
  void aFlagWithoutASettingIsRefused(String key) {
    String sentence = configs.refused(FILE, Map.of(key, "1"), Map.of());
    assertTrue(sentence.endsWith("write a setting as section.key=value."), sentence);
  }
}
