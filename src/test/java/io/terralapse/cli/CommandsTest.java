package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.revisit.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each verb prints and exits with when all goes well. */
class CommandsTest {
  @TempDir Path folder = Path.of("");
  private Path config = Path.of("job.yaml");
  private final FakeJob job = new FakeJob();

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.writeString(folder.resolve("job.yaml"), "name: a\nscenes: [s]\n");
  }

  @Test
  void renderSaysWhatItMade() {
    Console console = Console.run(job, "render", config).exits(0);
    assertEquals(1, job.reports());
    assertEquals(
        "Rendered 3 frames, 3.6 s, in 0.3 s: "
            + folder.resolve("output/a.mp4")
            + ", "
            + folder.resolve("output/a.ledger.json"),
        console.out().strip());
    assertEquals("reading (2)\na note", console.err().strip());
    assertFalse(job.options().noCache() || job.options().strict() || job.options().ifChanged());
  }

  @Test
  void renderSaysThatThereWasNothingToDo() {
    Console console = Console.run(job.unchanged(), "render", config).exits(0);
    assertEquals("Up to date: " + folder.resolve("output/a.mp4") + ".", console.out().strip());
    Console ledger = Console.run(job, "render", config, "--set", "outputs.mp4=false").exits(0);
    assertEquals(
        "Up to date: " + folder.resolve("output/a.ledger.json") + ".", ledger.out().strip());
  }

  @Test
  void renderPassesItsOptionsOn() {
    Console.run(
            job,
            "render",
            config,
            "--if-changed",
            "--no-cache",
            "--set",
            "grid.tr=4",
            "--set",
            "dates.pattern=(?<year>.*)=x")
        .exits(0);
    assertTrue(job.options().noCache() && job.options().ifChanged());
    assertEquals(4, job.job().grid().pixelSize().orElseThrow());
    assertEquals("(?<year>.*)=x", job.job().catalog().datePattern().orElseThrow().pattern());
  }

  @Test
  void renderPrintsOneJsonObjectAndNothingElse() {
    Console console = Console.run(job.withIssues(), "render", config, "--json").exits(0);
    JsonNode json = console.json();
    assertEquals("rendered", json.path("status").asText());
    assertEquals("a.mp4", json.path("outputs").path(0).asText());
    assertEquals(3, json.path("frames").asInt());
    assertEquals("coverage", json.path("dropped").path(0).path("reason").asText());
    assertEquals("undated", json.path("issues").path(0).path("code").asText());
    assertEquals("", console.err());
  }

  @Test
  void theResultSaysWhatIsNew() {
    job.withChanges(
        new LedgerChanges(
            "A date is new.",
            List.of(new LedgerChanges.NewDate("x", "2024-05-01", 2, 1.6)),
            List.of(new LedgerChanges.ChangedFrame("y", "2023", List.of("look")))));
    Console console = Console.run(job, "render", config).exits(0);
    assertTrue(
        console.out().startsWith("Rendered 3 frames (1 new: 2024-05-01), 3.6 s, in 0.3 s: "),
        console.out());
    JsonNode json = Console.run(job, "render", config, "--json").exits(0).json();
    assertEquals("A date is new.", json.path("why").asText());
    assertEquals("x", json.path("newDates").path(0).path("id").asText());
    assertEquals(2, json.path("newDates").path(0).path("frameIndex").asInt());
    assertEquals("look", json.path("changedFrames").path(0).path("why").path(0).asText());
  }

  @Test
  void strictSaysWhatItRefusesWhereNothingHasChanged() {
    job.withIssues().unchanged();
    String refused = Console.run(job, "render", config, "--strict", "-q").exits(5).err();
    assertEquals(
        "terralapse: --strict: nothing was published, and there is 1 warning about the scenes or"
            + " the published files; fix the causes and render again, or leave out --strict.",
        refused.strip());
    refused = Console.run(job, "render", config, "--strict", "--if-changed", "-q").exits(5).err();
    assertTrue(
        refused.contains("render again without --if-changed, or leave out --strict."), refused);
  }

  @Test
  void problemsWithTheDataAreReportedAndStrictRefusesThem() {
    job.withIssues();
    Console console = Console.run(job, "render", config).exits(0);
    assertTrue(
        console.err().contains("dropped (coverage): y covers 3 % of the area."), console.err());
    assertTrue(
        console.err().contains("warning (undated): x.tif has no date; name one."), console.err());
    assertFalse(console.out().contains("warning"), console.out());

    String refused = Console.run(job, "render", config, "--strict").exits(5).err();
    assertTrue(
        refused.endsWith(
            "terralapse: --strict: the published files were made with 1 warning; fix the causes and"
                + " render again, or leave out --strict.\n"),
        refused);
    assertTrue(job.options().strict());
    assertEquals(
        1,
        Console.run(job, "render", config, "--strict", "--json")
            .exits(5)
            .json()
            .path("issues")
            .size());
    Console.run(job, "plan", config, "--strict").exits(5);
  }

  @Test
  void strictIsContentWithGoodData() {
    Console.run(job, "render", config, "--strict").exits(0);
    Console.run(job, "plan", config, "--strict").exits(0);
  }

  @Test
  void quietKeepsStderrEmpty() {
    assertEquals("", Console.run(job.withIssues(), "render", config, "-q").exits(0).err());
    assertEquals("", Console.run(job, "plan", config, "--quiet").exits(0).err());
  }

  @Test
  void verboseLogsStagesOnStderrAndVeryVerboseEverything() {
    assertEquals("reading (2)\na note\n", Console.run(job, "render", config).exits(0).err());
    Console verbose = Console.run(job, "render", config, "-v").exits(0);
    assertTrue(verbose.err().contains("INFO  FakeJob: a stage\n"), verbose.err());
    assertFalse(verbose.err().contains("a scene"), verbose.err());
    assertFalse(verbose.out().contains("a stage"), verbose.out());
    for (String[] twice : new String[][] {{"-vv", "--strict"}, {"-v", "--verbose"}}) {
      Console everything = Console.run(job, "render", config, twice[0], twice[1]).exits(0);
      assertTrue(everything.err().contains("DEBUG FakeJob: a scene\n"), everything.err());
    }
    assertEquals("", Console.run(job, "render", config, "-q").exits(0).err());
    Console json = Console.run(job, "render", config, "-v", "--json").exits(0);
    assertEquals("rendered", json.json().path("status").asText());
    assertTrue(json.err().contains("a stage"), json.err());
  }

  @Test
  void quietAndVerboseExcludeEachOther() {
    Console console = Console.run(job, "render", config, "-q", "-v").exits(2);
    assertTrue(console.err().contains("-q and -v exclude each other"), console.err());
  }

  @Test
  void aDraftIsNotAlignedAndHasNoLock() {
    for (String option : List.of("--locked", "--relock")) {
      Console console = Console.run(job, "still", "2014", config, "--draft", option).exits(2);
      assertTrue(console.err().contains("--draft does not align"), console.err());
    }
  }

  @Test
  void planListsScenesGridAndCost() {
    Console console = Console.run(job.withIssues(), "plan", config).exits(0);
    assertEquals(
        """
        date (UTC)  date from  status          cloud  frame
        2014-07-20  filename   candidate       12 %   one (2 scenes)
        2015        manifest   dropped: dates         three
        1 frame of 640x360, 2.500 m per pixel, EPSG:26914, scenes enlarged 17 times; 2.0 s of video if every candidate is used
        The change of datum from scenes to the grid is accurate to 4.0 m, and a pixel is 2.5 m: scenes on different datums may be displaced by that much.
        The cache needs up to 12.3 MB more; 56.7 GB are free.
        a.lock fits: 1 date will keep the published alignment, 0 will be aligned.
        A time-lapse needs two dates; render refuses one, unless --allow-single.
        """,
        console.out().replace("\r", ""));
    assertTrue(console.err().contains("warning (undated)"), console.err());
  }

  @Test
  void planNamesTheLongestGaps() {
    List<Gap> gaps =
        java.util.stream.IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new Gap(
                        "2020-0" + (i + 1),
                        "x",
                        i == 3 ? 1 : 10 + i,
                        2,
                        0,
                        "no-scene",
                        "table",
                        "gap " + i + "."))
            .toList();
    String out = Console.run(job.withGaps(gaps), "plan", config).exits(0).out();
    assertTrue(
        out.contains(
            """
            7 gaps between the dates, the longest of them:
              gap 1.
              gap 2.
              gap 4.
              gap 5.
              gap 6.
            """),
        out);
    JsonNode json = Console.run(job, "plan", config, "--json").exits(0).json();
    assertEquals(7, json.path("gaps").size());
    assertEquals("no-scene", json.path("gaps").path(0).path("cause").asText());
  }

  @Test
  void planPrintsOneJsonObject() {
    JsonNode json = Console.run(job, "plan", config, "--json").exits(0).json();
    assertEquals(3, json.path("scenes").size());
    assertEquals("2014-07-20", json.path("scenes").path(0).path("acquired").asText());
    assertEquals(640, json.path("grid").path("width").asInt());
    assertEquals(12_340_000, json.path("storeBytes").asInt());
  }

  @Test
  void verifySaysWhatDiffers() {
    Console same = Console.run(job, "verify", config).exits(0);
    assertEquals("Verified 2 published files and 3 scenes: identical.", same.out().strip());
    Console other = Console.run(job.withIssues(), "verify", config, "-v").exits(5);
    assertEquals(
        "x.tif has no date; name one.\nVerified 2 published files and 3 scenes: 1 difference.\n",
        other.out().replace("\r", ""));
    assertTrue(other.err().contains("INFO  FakeJob: a stage"), other.err());
    JsonNode json = Console.run(job, "verify", config, "--json").exits(5).json();
    assertEquals("different", json.path("status").asText());
    assertEquals("undated", json.path("differences").path(0).path("code").asText());
    assertEquals("", Console.run(job, "verify", config, "-q").exits(5).err());
  }

  @Test
  void verifyDrawsAsManySegmentsAsRequested() {
    assertEquals(
        "Verified 2 published files and 3 scenes, and drew 3 segments again: identical.",
        Console.run(job, "verify", config, "--segments", "3").exits(0).out().strip());
    JsonNode all = Console.run(job, "verify", config, "--segments=all", "--json").exits(0).json();
    assertEquals(7, all.path("segments").asInt());
    for (String wrong : List.of("-1", "some", "1.5")) {
      Console refused = Console.run(job, "verify", config, "--segments=" + wrong).exits(2);
      assertTrue(refused.err().contains("is neither a number nor all"), refused.err());
    }
  }

  @Test
  void stillNamesItsPictureAfterJobAndDate() {
    Console console = Console.run(job, "still", "2014/07", config).exits(0);
    assertEquals(Path.of("a-2014_07.png"), job.still().out());
    assertEquals("2014/07", job.still().date());
    assertFalse(job.still().draft());
    assertEquals("a-2014_07.png: 2014-07-20, 640x360", console.out().strip());
  }

  @Test
  void stillPrintsOneJsonObjectWithThePathAsItWasGiven() {
    Path out = folder.resolve("p q.jpg");
    JsonNode json =
        Console.run(job, "still", "2014", config, "--draft", "-o", out, "--json").exits(0).json();
    assertTrue(job.still().draft());
    assertEquals(out.toString(), json.path("out").asText());
    assertEquals("one", json.path("sceneId").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lakes", "2014", "true", "null", "1.5", "1e3", "a b's", "ÄÖ 東京", "_x", "-o", "0x1", "[a]",
        "a: b", "#a", "@NAME@"
      })
  void initWritesAConfigurationThatLoads(String name) throws IOException {
    Path scenes = Files.createDirectory(folder.resolve(name));
    Path written = folder.resolve("config.yaml");
    Console console = Console.run(job, "init", "-o", written, "--", scenes).exits(0);
    assertTrue(
        console.out().startsWith("2 scenes, 2020 to 2021; frames of 1080x1080."), console.out());
    assertTrue(
        console.out().contains("Wrote " + written + "; render it with `terralapse render"),
        console.out());
    JobSettings loaded = ConfigLoader.load(written, Map.of(), Map.of());
    assertEquals(name, loaded.catalog().scenes().get(0));
    assertTrue(loaded.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*"), loaded.name());
    assertEquals(loaded.name().equals(name), name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
  }

  @Test
  void initShortensALongName() throws IOException {
    Path scenes = Files.createDirectory(folder.resolve("n".repeat(200)));
    Console.run(job, "init", scenes, "-o", folder.resolve("config.yaml")).exits(0);
    JobSettings loaded = ConfigLoader.load(folder.resolve("config.yaml"), Map.of(), Map.of());
    assertEquals("n".repeat(100), loaded.name());
  }

  @Test
  void initWritesTheNamedFileAndRefersToTheScenes() throws IOException {
    Path scenes = Files.createDirectories(folder.resolve("data/scenes"));
    Path out = Files.createDirectory(folder.resolve("jobs")).resolve("mine.yaml");
    Console.run(job, "init", scenes, "-o", out).exits(0);
    JobSettings loaded = ConfigLoader.load(out, Map.of(), Map.of());
    assertEquals("../data/scenes", loaded.catalog().scenes().get(0));
  }

  @Test
  void initNeverReplacesAFile() throws IOException {
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    Console console = Console.run(job, "init", scenes, "-o", config).exits(2);
    assertTrue(console.err().contains("exists already and was not changed"), console.err());
    assertEquals("name: a\nscenes: [s]\n", Files.readString(config));
    assertTrue(console.err().contains("-o config-"), console.err());
    assertEquals(0, job.calls(), "the folder was searched");
    Console.run(job, "init", folder.resolve("none"), "-o", folder.resolve("config.yaml")).exits(2);
    assertFalse(Files.exists(folder.resolve("config.yaml")));
  }

  @Test
  void doctorReportsEveryCheck() {
    Console console = Console.run(job, "doctor", folder);
    JsonNode checks = Console.run(job, "doctor", folder, "--json").json().path("checks");
    assertEquals(8, checks.size());
    assertEquals(8, console.out().lines().count(), console.out());
    boolean failed = false;
    for (JsonNode check : checks) {
      assertFalse(check.path("sentence").asText().isBlank(), check.toString());
      assertTrue(console.out().contains(" " + check.path("name").asText() + " "), console.out());
      failed |= check.path("status").asText().equals("FAIL");
    }
    assertEquals(failed ? 4 : 0, console.code());
  }

  @Test
  void doctorFailsForAFolderThatIsNotThere() {
    Console console = Console.run(job, "doctor", folder.resolve("none")).exits(4);
    assertTrue(console.out().contains("fail  disk"), console.out());
  }

  @Test
  void helpAndVersionGoToStdout() {
    assertTrue(Console.run(job, "--help").exits(0).out().contains("Exit codes:"));
    assertTrue(Console.run(job, "render", "--help").exits(0).out().contains("--if-changed"));
    assertTrue(Console.run(job, "--version").exits(0).out().startsWith("terralapse "));
    assertEquals(0, job.calls());
  }
}
