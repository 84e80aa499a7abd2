package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigErrorsTest {
  @TempDir Path folder = Path.of("");
  private Configs configs = new Configs(Path.of("."));

  @BeforeEach
  void inFolder() {
    configs = new Configs(folder);
  }

  @Test
  void anUnknownSettingIsPlacedAndTheNearestNamed() {
    assertEquals(
        "job.yaml, line 2, column 1: titel is not a setting; did you mean title?",
        configs.refusedWith("titel: x"));
    assertEquals(
        "job.yaml, line 3, column 3: siez is not a setting under grid; did you mean size?",
        configs.refusedWith("grid:\n  siez: 1920x1080"));
    assertEquals(
        "job.yaml, line 2, column 31: cfr is not a setting under outputs.mp4; did you mean crf?",
        configs.refusedWith("outputs: {poster: true, mp4: {cfr: 2}}"));
    assertEquals(
        "job.yaml, line 2, column 25: band is not a setting under sources.0; did you mean bands?",
        configs.refusedWith("sources: [{match: \"x*\", band: [red]}]"));
    assertEquals(
        "job.yaml, line 2, column 7: bbbox is not a setting under aoi; did you mean bbox?",
        configs.refusedWith("aoi: {bbbox: [1, 2, 3, 4]}"));
  }

  @Test
  void anUnknownSettingLikeNoneListsThemAll() {
    String sentence = configs.refusedWith("cache: {xylophone: 1}");
    assertTrue(
        sentence.endsWith("xylophone is not a setting under cache; there are dir, max_bytes."),
        sentence);
  }

  @Test
  void aMissingSettingIsNamedWithItsMeaning() {
    assertEquals(
        "job.yaml: scenes is missing; it says folders, files, globs, archives, STAC documents and addresses (https, s3, gs) that hold the scenes, and searches: `{stac: ADDRESS, collections: [NAME]}`.",
        configs.refused("name: x"));
    assertTrue(configs.refused("").startsWith("job.yaml: scenes is missing"));
    assertTrue(configs.refused("# only words\n").startsWith("job.yaml: scenes is missing"));
    assertEquals(
        "job.yaml, line 2, column 11: sources.0.match is missing; it says glob over file names.",
        configs.refusedWith("sources: [{scale: 2}]"));
  }

  /** Values are in the order pointer-like setting, YAML, part of the sentence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scenes            | scenes: all                      | array",
        "scenes            | scenes: []                       | at least 1",
        "name              | name: 12                         | string",
        "name              | name: a/b                        | letters",
        "name              | name: .hidden                    | letters",
        "grid              | grid: 10                         | object",
        "grid.tr           | grid: {tr: ten}                  | number",
        "grid.tr           | grid: {tr: 0}                    | 0",
        "grid.tr           | grid: {tr: -5}                   | 0",
        "grid.size         | grid: {size: 1920}               | string",
        "grid.size         | grid: {size: 1920 x 1080}        | 1920x1080",
        "grid.r            | grid: {r: lanczos}               | bilinear",
        "select.min_coverage | select: {min_coverage: 101}    | 100",
        "select.group_within | select: {group_within: 3d}     | close in time",
        "coregister.max_shift_m | coregister: {max_shift_m: 0} | 0",
        "coregister.min_confidence | coregister: {min_confidence: 1.5} | 0 to 1",
        "coregister.model  | coregister: {model: rigid}       | translation",
        "look.gamma        | look: {gamma: 0}                 | 0",
        "look.gamma        | look: {gamma: .inf}              | number",
        "look.gamma        | look: {gamma: 0x10}              | number",
        "look.bands        | look: {bands: [red, green]}      | three",
        "look.bands        | look: {bands: ndiv}              | savi",
        "look.bands        | look: {bands: nir + sky}         | names sky",
        "look.pan_sharpen  | look: {pan_sharpen: maybe}       | boolean",
        "look.colormap     | look: {colormap: jet}            | viridis",
        "furniture.legend  | furniture: {legend: yes}         | auto",
        "look.background   | look: {background: pink}         | #rrggbb",
        "look.stretch      | look: {stretch: [1]}             | 2",
        "furniture.title   | furniture: {title: yes}          | boolean",
        "furniture.date    | furniture: {date: true}          | pattern",
        "pace.fps          | pace: {fps: 24}                  | 25",
        "pace.seconds_per_frame | pace: {seconds_per_frame: 0} | 0.02",
        "outputs.mp4.crf   | outputs: {mp4: {crf: 52}}        | 51",
        "outputs.mp4.crf   | outputs: {mp4: {crf: 20.5}}      | integer",
        "outputs.mp4.preset | outputs: {mp4: {preset: best}}  | medium",
        "cache.max_bytes   | cache: {max_bytes: 20}           | string",
        "cache.max_bytes   | cache: {max_bytes: 20 GB}        | 20GB",
        "memory            | memory: 1Gb                      | budget",
        "jobs              | jobs: 0                          | 1",
        "jobs              | jobs: many                       | auto",
        "reveal_location   | reveal_location: no              | boolean",
        "aoi               | aoi: everywhere                  | scenes",
        "aoi.bbox          | aoi: {bbox: [1, 2, 3]}           | 4",
        "aoi.size_m        | aoi: {center: [1, 2], size_m: 0} | 0",
      })
  void aWrongValueIsPlacedAndExplained(String setting, String yaml, String words) {
    String sentence =
        setting.equals("scenes") ? configs.refused("\n" + yaml) : configs.refusedWith(yaml);
    assertTrue(sentence.startsWith("job.yaml, line 2, column "), sentence);
    assertTrue(sentence.contains(": " + setting), sentence);
    assertTrue(sentence.contains(words), sentence);
    assertFalse(sentence.contains("\n") || sentence.contains("$"), sentence);
  }

  @Test
  void sentencesAreEnglishWhateverTheMachineSpeaks() {
    String sentence = configs.refusedWith("grid: {tr: ten}");
    assertTrue(sentence.contains("string found, [number, null] expected"), sentence);
  }

  @Test
  void aSettingGivenTwiceIsRefused() {
    assertEquals(
        "job.yaml: line 3, column 1: title is given twice; keep one.",
        configs.refusedWith("title: a\ntitle: b"));
    assertEquals(
        "job.yaml: line 2, column 16: tr is given twice; keep one.",
        configs.refusedWith("grid: {tr: 10, tr: 10}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grid: {tr: 1",
        "grid: [}",
        "\ttitle: a",
        "title: *nobody",
        "title: \"open",
        "a: b: c",
        "title: a\n---\ntitle: b"
      })
  void whatIsNotYamlIsPlaced(String yaml) {
    String sentence = configs.refusedWith(yaml);
    assertTrue(sentence.startsWith("job.yaml: line "), sentence);
    assertTrue(sentence.contains("not YAML"), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a, b]", "just words", "42", "~"})
  void whatIsNotAMappingIsRefused(String yaml) {
    String sentence = configs.refused(yaml);
    assertTrue(sentence.startsWith("job.yaml: is not a list of settings"), sentence);
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = ", *a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + before.repeat(9).substring(2) + "]\n");
    }
    String sentence = configs.refusedWith(bomb.toString());
    assertTrue(sentence.startsWith("job.yaml: "), sentence);
    assertTrue(sentence.contains("alias"), sentence);
  }

  @Test
  void aLongListBehindAFewAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [" + "x,".repeat(200_000) + "x]\n");
    for (int i = 1; i < 7; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    String sentence = configs.refusedWith(bomb.toString());
    assertTrue(sentence.contains("values"), sentence);
  }

  @Test
  void aNodeInsideItselfIsRefused() {
    String sentence = configs.refusedWith("title: &t [*t, *t]");
    assertTrue(sentence.startsWith("job.yaml: "), sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 2_000, 200_000})
  void deepNestingIsRefused(int depth) {
    String sentence = configs.refusedWith("title: " + "[".repeat(depth) + "]".repeat(depth));
    assertEquals("job.yaml: is nested deeper than 32 levels.", sentence);
  }

  @Test
  void aHugeFileIsRefused() {
    String sentence = configs.refusedWith("# " + "x".repeat(1 << 20));
    assertTrue(sentence.endsWith("is larger than a configuration can be (1 MB)."), sentence);
  }

  @Test
  void aHugeExponentIsRefusedAtOnce() {
    assertTrue(configs.refusedWith("jobs: 1e999999999").contains(": jobs: "));
    assertTrue(configs.refusedWith("grid: {tr: 1e999}").contains(": grid.tr"));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    assertTrue(messageFor(folder.resolve("none.yaml")).contains("none.yaml: cannot be read"));
    assertTrue(messageFor(folder).contains("is a folder"));
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', ' ', (byte) 0xE9});
    assertTrue(messageFor(latin).contains("is not UTF-8"));
  }

  private static String messageFor(Path config) {
    return String.valueOf(
        assertThrows(UserError.class, () -> ConfigLoader.load(config, Map.of(), Map.of()))
            .getMessage());
  }
}
