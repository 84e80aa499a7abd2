package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema cannot say. */
class ConfigValuesTest extends ConfigsInFolder {
  @Test
  void everyFormOfAnAreaIsRead() {
    assertEquals(new AreaOfInterest.Scenes(), aoi("scenes"));
    assertEquals(new AreaOfInterest.Bbox(-1.5, 2, 3, 4), aoi("{bbox: [-1.5, 2, 3, 4]}"));
    assertEquals(
        new AreaOfInterest.GeoJson(folder.resolve("sub/a.geojson")),
        aoi("{geojson: sub/a.geojson}"));
    assertEquals(new AreaOfInterest.Wkt("POLYGON ((0 0))"), aoi("{wkt: 'POLYGON ((0 0))'}"));
    assertEquals(new AreaOfInterest.Center(7, 46, 500, 500), aoi("{center: [7, 46], size_m: 500}"));
    assertEquals(
        new AreaOfInterest.Center(7, 46, 500, 300), aoi("{center: [7, 46], size_m: [500, 300]}"));
    assertEquals(new AreaOfInterest.Pixels(0, 5, 100, 50), aoi("{pixels: [0, 5, 100, 50]}"));
    assertEquals(new AreaOfInterest.Te(1, 2, 3, 4, ""), aoi("{te: [1, 2, 3, 4]}"));
    assertEquals(
        new AreaOfInterest.Te(1, 2, 3, 4, "EPSG:3857"),
        aoi("{te: [1, 2, 3, 4], te_srs: 'EPSG:3857'}"));
  }

  private AreaOfInterest aoi(String yaml) {
    return configs.with("aoi: " + yaml).grid().aoi();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                      | give exactly one of bbox, geojson, wkt, center,"
            + " te, pixels.",
        "{size_m: 5}                             | give exactly one of bbox, geojson, wkt, center,"
            + " te, pixels.",
        "{bbox: [1, 2, 3, 4], wkt: x}            | give exactly one of bbox, geojson, wkt, center,"
            + " te, pixels, not bbox and wkt.",
        "{center: [1, 2]}                        | aoi: center needs aoi.size_m; write the side in"
            + " metres there.",
      })
  void anAreaHasExactlyOneForm(String yaml, String end) {
    String sentence = configs.refusedWith("aoi: " + yaml);
    assertTrue(sentence.startsWith("job.yaml, line 2, column "), sentence);
    assertTrue(sentence.endsWith(end), sentence);
  }

  @Test
  void pixelSizeAndFrameSizeExcludeEachOther() {
    assertEquals(
        new GridSettings.Size(1280, 720),
        configs.with("grid: {size: 1280x720}").grid().size().orElseThrow());
    assertEquals(
        new GridSettings.Size(1920, 1080),
        configs.with("grid: {size: [1920, 1080]}").grid().size().orElseThrow());
    assertEquals(
        "job.yaml, line 2, column 8: grid.size and grid.tr exclude each other; remove one of them.",
        configs.refusedWith("grid: {size: 1280x720, tr: 10}"));
    assertTrue(configs.with("grid: {size: 1280x720, tr: null}").grid().pixelSize().isEmpty());
  }

  @Test
  void aDatePatternIsCompiled() {
    String regex = "(?<year>\\d{4})_(?<doy>\\d{3})";
    assertEquals(
        regex,
        configs
            .with("dates: {pattern: '" + regex + "'}")
            .catalog()
            .datePattern()
            .orElseThrow()
            .pattern());
  }

  @ParameterizedTest
  @CsvSource({
    "100B, 100",
    "2kB, 2000",
    "2KB, 2000",
    "3MB, 3000000",
    "1.5GB, 1500000000",
    "1TB, 1000000000000",
    "2KiB, 2048",
    "0.5MiB, 524288",
    "1GiB, 1073741824",
    "1TiB, 1099511627776",
    "99999999999999999999TiB, 9223372036854775807",
    "0.9B, 0"
  })
  void sizesHaveUnits(String text, long bytes) {
    assertEquals(bytes, configs.with("memory: " + text).memoryBytes());
    assertEquals(bytes, configs.with("cache: {max_bytes: " + text + "}").cacheMaxBytes());
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "30s, 30", "10m, 600", "2h, 7200"})
  void durationsHaveUnits(String text, long seconds) {
    assertEquals(
        Duration.ofSeconds(seconds),
        configs.with("select: {group_within: " + text + "}").select().groupWithin());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999s",
        "9223372036854775807h",
        "9223372036854775807s",
        "1000000h"
      })
  void anAbsurdDurationIsACentury(String text) {
    assertEquals(
        Duration.ofDays(36_525),
        configs.with("select: {group_within: " + text + "}").select().groupWithin());
  }

  @Test
  void amountsThatTheSchemaWouldStopAreBugs() {
    assertThrows(IllegalArgumentException.class, () -> Amounts.bytes("20 GB"));
    assertThrows(IllegalArgumentException.class, () -> Amounts.bytes("20PB"));
    assertThrows(IllegalArgumentException.class, () -> Amounts.duration("3d"));
  }

  @Test
  void watchingHasShortestTimes() {
    JobSettings job = configs.with("watch: {every: 90s, settle: 2s}\n");
    assertEquals(new WatchSettings(Duration.ofSeconds(90), Duration.ofSeconds(2)), job.watch());
    assertEquals(Duration.ofHours(1), configs.with("").watch().every());
    String every = configs.refusedWith("watch: {every: 59s}");
    assertTrue(every.endsWith("watch.every: is 59s, less than 60s; write 60s or more."), every);
    String settle = configs.refusedWith("watch: {settle: 0s}");
    assertTrue(settle.endsWith("watch.settle: is 0s, less than 1s; write 1s or more."), settle);
  }

  @Test
  void theAddressOfTheOutputsIsAnAddress() {
    assertEquals(
        "https://example.org/a/",
        configs.with("base_url: https://example.org/a/").baseUrl().orElseThrow().toString());
    for (String wrong :
        new String[] {"example.org", "file:///etc", "https://a/b?c", "'https://a\"b'"}) {
      String sentence = configs.refusedWith("base_url: " + wrong);
      assertTrue(sentence.contains("https://example.org/harbour"), sentence);
    }
  }

  @Test
  void pathsStartFromTheConfigurationsFolder() {
    JobSettings job =
        configs.with(
            """
            output_dir: ../out
            cache: {dir: /var/cache/t}
            dates: {manifest: ./m/dates.csv}
            """);
    assertEquals(folder, job.catalog().base());
    assertEquals(folder.resolveSibling("out"), job.outputDir());
    assertEquals(Path.of("/var/cache/t"), job.cacheDir());
    assertEquals(folder.resolve("m/dates.csv"), job.catalog().manifest().orElseThrow());
  }

  @Test
  void aConfigurationNamedRelativelyHasItsFolderToo() {
    Path relative = Path.of("").toAbsolutePath().relativize(configs.write(Configs.SCENES));
    JobSettings job = ConfigLoader.load(relative, Map.of(), Map.of());
    assertEquals(folder.resolve("output"), job.outputDir());
  }

  @Test
  void theSettingsTextSaysWhatNotWhereOrHowFast() throws IOException {
    String yaml = Configs.SCENES + "title: t\ngrid: {tr: 10, r: near}\n";
    String text = configs.load(yaml).settingsText();
    String elsewhere =
        """
        output_dir: /x
        jobs: 2
        memory: 2GiB
        cache: {dir: /y, max_bytes: 1GB}
        base_url: https://example.org/a
        watch: {every: 2h, settle: 1m}
        """;

    Configs other = new Configs(Files.createDirectory(folder.resolve("other")));
    assertEquals(text, other.load(yaml).settingsText());
    assertEquals(text, configs.load(yaml + elsewhere).settingsText());
    assertEquals(
        text,
        configs
            .load("grid: {r: near, tr: 10}\ntitle: t\n# a comment\nscenes: [scenes]\n")
            .settingsText());
    assertFalse(text.contains(folder.toString()), text);
    String page = yaml + "outputs: {page: true}\n";
    assertNotEquals(
        configs.load(page).settingsText(),
        configs.load(page + "base_url: https://example.org/a\n").settingsText(),
        "pages contain the address");
    for (String change :
        new String[] {
          "outputs: {mp4: {crf: 21}}",
          "subtitle: s",
          "reveal_location: false",
          "select: {drop: [a]}"
        }) {
      assertNotEquals(text, configs.load(yaml + change).settingsText(), change);
    }
    assertEquals(
        configs.load(yaml + "outputs: {mp4: {crf: 21}}").settingsText(),
        configs.load(yaml, Map.of("outputs.mp4.crf", "21"), Map.of()).settingsText());
  }
}
