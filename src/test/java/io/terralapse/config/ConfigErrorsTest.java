package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigErrorsTest extends ConfigsInFolder {
  @Test
  void anUnknownSettingIsPlacedAndTheNearestNamed() {
    assertEquals(
        "job.yaml, line 2, column 1: titel is not a setting; did you mean title?",
        configs.refusedWith("titel: x"));
    assertEquals(
        "job.yaml, line 2, column 1: deflicker is not a setting; did you mean look.deflicker?",
        configs.refusedWith("deflicker: full"));
    assertEquals(
        "job.yaml, line 2, column 1: bands is not a setting; did you mean look.bands or"
            + " compare.bands?",
        configs.refusedWith("bands: [nir, red, green]"));
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
        "job.yaml: scenes is missing; write a list of folders, files or addresses, such as"
            + " [scenes].",
        configs.refused("name: x"));
    assertTrue(configs.refused("").startsWith("job.yaml: scenes is missing"));
    assertTrue(configs.refused("# only words\n").startsWith("job.yaml: scenes is missing"));
    assertEquals(
        "job.yaml, line 2, column 11: sources.0.match is missing; write a glob over file names,"
            + " such as \"*_L9_*\".",
        configs.refusedWith("sources: [{scale: 2}]"));
  }

  /** Setting, configuration, and what the sentence says after the setting. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scenes | scenes: all | write a list of folders, files or addresses, such as [scenes], not"
            + " all.",
        "scenes | scenes: [] | write a list of folders, files or addresses, such as [scenes], not"
            + " [].",
        "name | name: 12 | 12 is not a file name; write letters, digits, dots, dashes and"
            + " underscores, such as harbour-2024.",
        "name | name: a/b | a/b is not a file name; write letters, digits, dots, dashes and"
            + " underscores, such as harbour-2024.",
        "name | name: .hidden | .hidden is not a file name; write letters, digits, dots, dashes and"
            + " underscores, such as harbour-2024.",
        "title | title: [a] | write text of at most 200 characters, not [\"a\"].",
        "grid | grid: 10 | write settings (t_srs, tr, size, r), not 10.",
        "grid.tr | grid: {tr: ten} | write a number above 0, not ten.",
        "grid.tr | grid: {tr: 0} | write a number above 0, not 0.",
        "grid.tr | grid: {tr: -5} | write a number above 0, not -5.",
        "grid.size | grid: {size: 1920} | 1920 is not a frame size; write WIDTHxHEIGHT"
            + " with 16 to 16384 pixels a side.",
        "grid.size | grid: {size: 1920 x 1080} | 1920 x 1080 is not a frame size; write"
            + " WIDTHxHEIGHT with 16 to 16384 pixels a side.",
        "grid.size | grid: {size: [1920]} | [1920] is not a frame size; write WIDTHxHEIGHT"
            + " with 16 to 16384 pixels a side.",
        "grid.size | grid: {size: [1920, tall]} | [1920,\"tall\"] is not a frame size; write"
            + " WIDTHxHEIGHT with 16 to 16384 pixels a side.",
        "grid.size | grid: {size: [1920, 1]} | [1920,1] is not a frame size; write WIDTHxHEIGHT"
            + " with 16 to 16384 pixels a side.",
        "grid.r | grid: {r: lanczos} | write near, bilinear or cubic, not lanczos.",
        "select.from | select: {from: 01/02/2020} | 01/02/2020 is not a date; write 2020-02-01.",
        "select.from | select: {from: 2023-02-29} | 2023-02-29 is not a date; write 2020-02-01.",
        "select.from | select: {from: 2020} | 2020 is not a date; write 2020-02-01.",
        "select.to | select: {to: 2023-13-01} | 2023-13-01 is not a date; write 2020-02-01.",
        "select.to | select: {to: yesterday} | yesterday is not a date; write 2020-02-01.",
        "select.to | select: {to: \"\"} | an empty text is not a date; write 2020-02-01.",
        "select.to | select: {from: 2021-01-01, to: 2019-12-31} | 2019-12-31 is before select.from,"
            + " so that no date is between them; exchange the two, or leave one out.",
        "select.months | select: {months: summer} | summer is not a month; write 5, May, 5-9 or"
            + " 11-2.",
        "select.months | select: {months: [5, 6-13]} | 13 is not a month; write 5, May, 5-9 or"
            + " 11-2.",
        "select.months | select: {months: 13} | 13 is not a month; write 5, May, 5-9 or 11-2.",
        "select.min_coverage | select: {min_coverage: 101} | write a number from 0 to 100, not"
            + " 101.",
        "select.max_cloud | select: {max_cloud: low} | write a number from 0 to 100, not low.",
        "select.best_per | select: {best_per: fortnight} | write week, month, quarter or year, not"
            + " fortnight.",
        "select.orbit | select: {orbit: []} | [] is not an orbit; write same or one such as R094 or"
            + " 190.",
        "select.group_within | select: {group_within: 3d} | 3d is not a duration; write one such as"
            + " 30s, 10m or 2h.",
        "select.keep | select: {keep: a} | write a list, not a.",
        "select.max_off_nadir | select: {max_off_nadir: -1} | write a number from 0 to 90, not -1.",
        "coregister.max_shift_m | coregister: {max_shift_m: 0} | write a number above 0 and at most"
            + " 10000, not 0.",
        "coregister.min_confidence | coregister: {min_confidence: 1.5} | write auto or a number"
            + " from 0 to 1, not 1.5.",
        "coregister.model | coregister: {model: rigid} | write auto, off, translation, affine or"
            + " local, not rigid.",
        "coregister.reference | coregister: {reference: 3} | write auto, median, a date, a scene id"
            + " or an image file, not 3.",
        "coregister.reference | coregister: {reference: map.tif} | there is no file map.tif; write"
            + " a date, an id or an image that exists.",
        "look.gamma | look: {gamma: 0} | write a number above 0 and at most 5, not 0.",
        "look.gamma | look: {gamma: .inf} | write a number above 0 and at most 5, not .inf.",
        "look.gamma | look: {gamma: 0x10} | write a number above 0 and at most 5, not 0x10.",
        "look.pan_sharpen | look: {pan_sharpen: maybe} | write true or false, not maybe.",
        "look.background | look: {background: pink} | pink is not a colour; write black, white or"
            + " #rrggbb.",
        "look.stretch | look: {stretch: [1]} | write auto or [black, white], such as [0, 0.3], not"
            + " [1].",
        "look.stretch | look: {stretch: [3, 3]} | [3,3] is not a range; write [black, white] with"
            + " black below white.",
        "furniture.title | furniture: {title: yes} | write true or false, not yes.",
        "furniture.legend | furniture: {legend: yes} | write auto, true or false, not yes.",
        "furniture.date | furniture: {date: true} | write auto, a date pattern such as d MMMM uuuu,"
            + " or false, not true.",
        "furniture.date | furniture: {date: d b uuuu} | d b uuuu is not a date pattern (Unknown"
            + " pattern letter: b); write one such as d MMMM uuuu.",
        "furniture.locale | furniture: {locale: en_US} | en_US is not a language tag whose months"
            + " have names; write en, fr or pt-BR.",
        "furniture.locale | furniture: {locale: klingon} | klingon is not a language tag whose"
            + " months have names; write en, fr or pt-BR.",
        "for.0 | for: [facebook] | facebook is not a place; write web, email, substack, x,"
            + " instagram_reels, tiktok, youtube, youtube_shorts, linkedin, bluesky, mastodon,"
            + " scrolly or edit.",
        "for | for: web | write a list of places such as [web, email, bluesky], not web.",
        "furniture.zone | furniture: {zone: Mars/Base} | Mars/Base is not a time zone; write UTC or"
            + " Asia/Tokyo.",
        "pace.fps | pace: {fps: 23} | write auto, variable, 24, 25 or 30, not 23.",
        "pace.seconds_per_frame | pace: {seconds_per_frame: 0} | write a number from 0.02 to 60,"
            + " not 0.",
        "outputs.mp4 | outputs: {mp4: 12} | write true, false or settings such as {crf: 20}, not"
            + " 12.",
        "outputs.mp4.crf | outputs: {mp4: {crf: 52}} | write auto or a whole number from 0 to 51,"
            + " not 52.",
        "outputs.mp4.crf | outputs: {mp4: {crf: 20.5}} | write auto or a whole number from 0 to 51,"
            + " not 20.5.",
        "cache.max_bytes | cache: {max_bytes: 20} | 20 is not a size; write one such as 20GB or"
            + " 800MB.",
        "cache.max_bytes | cache: {max_bytes: 20 GB} | 20 GB is not a size; write one such as 20GB"
            + " or 800MB.",
        "memory | memory: 1Gb | 1Gb is not a size; write one such as 1GiB or 800MB.",
        "jobs | jobs: 0 | write auto or a whole number from 1 to 256, not 0.",
        "jobs | jobs: many | write auto or a whole number from 1 to 256, not many.",
        "reveal_location | reveal_location: no | write true or false, not no.",
        "aoi | aoi: everywhere | write scenes or an area such as {bbox: [west, south, east,"
            + " north]}, not everywhere.",
        "aoi.bbox | aoi: {bbox: [1, 2, 3]} | write a list of 4 numbers, not [1,2,3].",
        "aoi.bbox.2 | aoi: {bbox: [1, 2, east, 3]} | write a number, not east.",
        "aoi.size_m | aoi: {center: [1, 2], size_m: 0} | write a number above 0 or a list of 2"
            + " numbers, not 0.",
        "sources.0.scale | sources: [{match: a, scale: big}] | write a number, not big.",
        "sources.0.nodata | sources: [{match: a, nodata: no}] | write a number or none, not no.",
        "dates.pattern | dates: {pattern: (?<year>} | (?<year> is not a regular expression (missing"
            + " closing )); write one such as (?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d).",
        "access.timeout | access: {timeout: 5} | 5 is not a duration; write one such as 20s or 1m.",
        "access.connections | access: {connections: 0} | write a whole number from 1 to 64, not 0.",
        "output_dir | output_dir: 5 | write text, not 5."
      })
  void aWrongValueIsPlacedAndExplained(String setting, String yaml, String words) {
    String sentence =
        setting.equals("scenes") ? configs.refused("\n" + yaml) : configs.refusedWith(yaml);
    assertTrue(sentence.startsWith("job.yaml, line 2, column "), sentence);
    assertEquals(
        setting + ": " + words, sentence.replaceFirst("^job.yaml, line 2, column \\d+: ", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "look: {bands: [red, green]}      | look.bands | three",
        "look: {bands: ndiv}              | look.bands | savi",
        "look: {bands: nir + sky}         | look.bands | uses sky",
        "look: {colormap: jet}            | look.colormap: jet is not a colour map; write auto or"
            + " one of | viridis",
        "outputs: {mp4: {preset: best}}   | outputs.mp4.preset: write ultrafast, | medium",
        "output_dir: \"a\\0b\"         | output_dir: is not a path | name of a file or folder",
      })
  void aWrongValueOfManyIsExplained(String yaml, String begin, String words) {
    String sentence = configs.refusedWith(yaml);
    assertTrue(sentence.contains(": " + begin), sentence);
    assertTrue(sentence.contains(words), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  @Test
  void aSettingGivenTwiceIsRefused() {
    assertEquals(
        "job.yaml, line 3, column 1: title is given twice; keep one.",
        configs.refusedWith("title: a\ntitle: b"));
    assertEquals(
        "job.yaml, line 2, column 16: tr is given twice; keep one.",
        configs.refusedWith("grid: {tr: 10, tr: 10}"));
  }

  /** YAML, and what is wrong with it in the words of its author. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "grid: {tr: 1 | line 2, column 13: a comma or } is missing",
        "scenes2: [1, 2 | line 2, column 15: a comma or ] is missing",
        "grid: [} | line 2, column 8: a value is missing",
        "`\ttitle: a` | line 2, column 1: a tab cannot begin or indent a value",
        "title: *nobody | line 2, column 8: a text cannot begin with *; put it in quotes",
        "title: @home | line 2, column 8: a text cannot begin with @; put it in quotes",
        "title: %x | line 2, column 8: a text cannot begin with %; put it in quotes",
        "title: !x y | line 2, column 8: a text cannot begin with !; put it in quotes",
        "title: \"open | line 2, column 8: a quotation mark is opened and never closed",
        "title: 'open | line 2, column 8: a quotation mark is opened and never closed",
        "title: \"C:\\data\" | line 2, column 12: \\d means nothing between double quotes",
        "title: Pucallpa: the river | line 2, column 16: a colon cannot stand here; put a text that"
            + " contains one in quotes",
        "`title: a\n  subtitle: b` | line 3, column 11: a colon cannot stand here",
        "`title: a\n---\ntitle: b` | line 3, column 1: --- begins a second document",
        "`grid:\n  tr: 1\n size: x` | line 4, column 2: this does not continue the lines above",
        "`title\nname: x` | line 2, column 1: a setting begins here without a colon",
        "`title: a\u0007b` | line 2, column 9: holds a control character",
        "title: - a | line 2, column 8: a list cannot begin here",
        "title: >x | line 2, column 9: a text cannot begin with",
      })
  void whatIsNotYamlIsPlacedAndExplained(String yaml, String words) {
    String sentence =
        configs.refusedWith(
            yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007"));
    assertTrue(sentence.startsWith("job.yaml, " + words), sentence);
    assertTrue(sentence.endsWith("."), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  @Test
  void everyProblemIsReportedAtOnceInTheOrderOfTheFile() {
    String sentences =
        configs.refused(
            """
            scenes: [scenes]
            titel: x
            grid: {size: big, tr: -1}
            look: {stretch: [3, 3], background: pink}
            furniture: {locale: en_US, zone: Mars}
            aoi: {bbox: [1, 2, east, 4], size_m: 0}
            outputs: {mp4: {crf: 99}}
            grid: {r: cubic}
            """,
            Map.of("memory", "lots"),
            Map.of());
    assertEquals(
        """
        job.yaml, line 2, column 1: titel is not a setting; did you mean title?
        job.yaml, line 3, column 8: grid.size: big is not a frame size; write WIDTHxHEIGHT with 16 to 16384 pixels a side.
        job.yaml, line 3, column 19: grid.tr: write a number above 0, not -1.
        job.yaml, line 4, column 8: look.stretch: [3,3] is not a range; write [black, white] with black below white.
        job.yaml, line 4, column 25: look.background: pink is not a colour; write black, white or #rrggbb.
        job.yaml, line 5, column 13: furniture.locale: en_US is not a language tag whose months have names; write en, fr or pt-BR.
        job.yaml, line 5, column 28: furniture.zone: Mars is not a time zone; write UTC or Asia/Tokyo.
        job.yaml, line 6, column 20: aoi.bbox.2: write a number, not east.
        job.yaml, line 6, column 30: aoi.size_m: write a number above 0 or a list of 2 numbers, not 0.
        job.yaml, line 7, column 17: outputs.mp4.crf: write auto or a whole number from 0 to 51, not 99.
        job.yaml, line 8, column 1: grid is given twice; keep one.
        --set memory: memory: lots is not a size; write one such as 1GiB or 800MB.\
        """,
        sentences);
  }

  @Test
  void aFewOfVeryManyProblemsAreShown() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      yaml.append("wrong").append(i).append(": 1\n");
    }
    List<String> lines = configs.refusedWith(yaml.toString()).lines().toList();
    assertEquals(21, lines.size());
    assertEquals(
        "There are 80 more problems in the configuration; fix these first.", lines.get(20));
  }

  @ParameterizedTest
  @CsvSource({
    "title, '\"\\uD800\"'",
    "subtitle, '\"a\\uDC00 b\"'",
    "name, '\"\\uD800\"'",
    "output_dir, '\"\\uD83D\"'"
  })
  void halfOfACharacterIsRefused(String setting, String yaml) {
    String sentence = configs.refusedWith(setting + ": " + yaml);
    assertTrue(sentence.startsWith("job.yaml, line 2, column 1: " + setting + ": \\uD"), sentence);
    assertTrue(sentence.endsWith("is half of a character; write the character itself."), sentence);
    assertEquals(
        "\uD83D\uDE00",
        configs.with("title: \"\\uD83D\\uDE00\"").furniture().title().orElseThrow());
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

  @Slow
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
    assertEquals(
        "job.yaml: is nested deeper than 32 levels; remove brackets or indentation.", sentence);
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
    assertTrue(messageFor(folder.resolve("none.yaml")).contains("none.yaml: does not exist"));
    assertTrue(messageFor(folder).contains("is a folder"));
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', ' ', (byte) 0xE9});
    assertTrue(messageFor(latin).contains("latin.yaml, line 1: is not UTF-8 text; save"));
  }

  private static String messageFor(Path config) {
    return String.valueOf(
        assertThrows(UserError.class, () -> ConfigLoader.load(config, Map.of(), Map.of()))
            .getMessage());
  }
}
