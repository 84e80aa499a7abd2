package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.terralapse.cli.Wiring;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every option of every verb has a proof that it changes what the verb does. */
@Slow
class OptionPromisesTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 3));

  @TempDir static Path root = Path.of("");
  private static Path published = Path.of("");
  private static int count;

  private Job job = new Job(Path.of(""));

  /** Runs what proves an option; fails if the option has no effect. */
  @FunctionalInterface
  interface Check {
    void run(OptionPromisesTest test, String verb) throws IOException;
  }

  private static final Map<String, Check> ANY_VERB =
      Map.of(
          "--help", (test, verb) -> assertTrue(test.line(verb, "--help").out().contains("Usage:")),
          "--version",
              (test, verb) -> assertTrue(test.line(verb, "-V").out().contains("terralapse")));

  private static final Map<String, Check> JOB =
      Map.of(
          "--json", OptionPromisesTest::printsJson,
          "--quiet", OptionPromisesTest::isQuiet,
          "--verbose", OptionPromisesTest::isTestedWithAFakeJob,
          "--set", OptionPromisesTest::overridesASetting,
          "--no-cache", OptionPromisesTest::leavesTheCacheAlone,
          "--strict", OptionPromisesTest::refusesWarnings,
          "--allow-incomplete", OptionPromisesTest::usesWhatWasRead,
          "--locked", OptionPromisesTest::needsALock,
          "--relock", OptionPromisesTest::ignoresTheLock);

  private static final Map<String, Map<String, Check>> PROOFS =
      withVerb(
          "completion",
          Map.of(
              "render",
                  with(
                      JOB,
                      Map.of(
                          "--if-changed",
                          OptionPromisesTest::ignoresSettings,
                          "--junit",
                          (test, verb) -> CiOptions.writesTestCases(test.job),
                          "--github",
                          (test, verb) -> CiOptions.needsTheService(test.job),
                          "--allow-single",
                          OptionPromisesTest::rendersOneDate)),
              "plan",
                  with(
                      JOB,
                      Map.of(
                          "--all",
                          OptionPromisesTest::isTestedWithAFakeJob,
                          "--page",
                          (test, verb) -> PageOption.writesThePage(test.job))),
              "still",
                  with(
                      JOB,
                      Map.of(
                          "--draft", OptionPromisesTest::drawsWithoutTheOthers,
                          "--output", OptionPromisesTest::writesTheNamedImage)),
              "watch", JOB.keySet().stream().collect(Collectors.toMap(o -> o, CiOptions::watched)),
              "verify",
                  Map.of(
                      "--json", OptionPromisesTest::printsJson,
                      "--segments", (test, verb) -> CiOptions.drawsAgain(test.job),
                      "--quiet", OptionPromisesTest::isQuiet,
                      "--verbose", OptionPromisesTest::isTestedWithAFakeJob),
              "clean",
                  Map.of(
                      "--json", OptionPromisesTest::printsJson,
                      "--all", (test, verb) -> CiOptions.deletesTheFolder(test.job),
                      "--older-than", (test, verb) -> CiOptions.keepsWhatIsInUse(test.job)),
              "align", with(JOB, Map.of("--write-aligned", OptionPromisesTest::writesFrames)),
              "inspect",
                  Map.of(
                      "--json", OptionPromisesTest::printsFilesAsJson,
                      "--stats", OptionPromisesTest::readsThePixels),
              "init", Map.of("--output", OptionPromisesTest::writesTheNamedConfiguration),
              "doctor", Map.of("--json", OptionPromisesTest::printsChecksAsJson)));

  /** With a verb that has only the options of any verb. */
  private static Map<String, Map<String, Check>> withVerb(
      String verb, Map<String, Map<String, Check>> others) {
    Map<String, Map<String, Check>> all = new TreeMap<>(others);
    all.put(verb, Map.of());
    return all;
  }

  private static Map<String, Check> with(Map<String, Check> some, Map<String, Check> more) {
    Map<String, Check> both = new TreeMap<>(some);
    both.putAll(more);
    return both;
  }

  @BeforeAll
  static void publish() throws IOException {
    Path scenes = root.resolve("scenes");
    SCENES.write(scenes);
    // Keys of files that were modified just now are not kept.
    for (SyntheticScenes.Date date : SCENES.dates()) {
      Files.setLastModifiedTime(
          scenes.resolve(date.fileName()), FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
    }
    Files.copy(scenes.resolve(SCENES.dates().get(0).fileName()), scenes.resolve("no-date.tif"));
    published = root.resolve("published");
    Job.in(published, scenes).run("render").exits(0);
  }

  /** A copy of the published job, so that proofs do not disturb one another. */
  @BeforeEach
  void copy() throws IOException {
    Path folder = root.resolve("copy-" + count++);
    try (Stream<Path> files = Files.walk(published)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(published.relativize(file)));
      }
    }
    job = new Job(folder);
  }

  static Stream<String> options() {
    List<String> options = new ArrayList<>();
    Wiring.commandLine()
        .getSubcommands()
        .forEach(
            (verb, line) ->
                line.getCommandSpec()
                    .options()
                    .forEach(option -> options.add(verb + " " + option.longestName())));
    return options.stream().sorted();
  }

  @Test
  void everyProofIsForAnOption() {
    TreeSet<String> proved = new TreeSet<>();
    PROOFS.forEach(
        (verb, checks) -> {
          checks.keySet().forEach(option -> proved.add(verb + " " + option));
          ANY_VERB.keySet().forEach(option -> proved.add(verb + " " + option));
        });
    assertEquals(String.join("\n", proved), String.join("\n", options().toList()));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theOptionDoesWhatItPromises(String option) throws IOException {
    String[] words = option.split(" ", -1);
    Check check = ANY_VERB.get(words[1]);
    if (check == null) {
      check = PROOFS.getOrDefault(words[0], Map.of()).get(words[1]);
    }
    assertTrue(check != null, option + " has no proof");
    check.run(this, words[0]);
  }

  private Job.Outcome run(String verb, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    if (verb.equals("still")) {
      words.add("2024-01-15");
      if (!words.contains("-o")) {
        words.addAll(0, List.of("-o", job.folder().resolve("still.png").toString()));
      }
    }
    return job.run(verb, words.toArray(String[]::new));
  }

  private Job.Outcome line(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Wiring.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(words);
    return new Job.Outcome(code, out.toString(), err.toString());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private void printsJson(String verb) throws IOException {
    assertTrue(json(run(verb, "--json").exits(0).out()).isObject());
  }

  private void printsChecksAsJson(String verb) throws IOException {
    assertTrue(json(line(verb, "--json", root.toString()).out()).path("checks").size() > 3);
  }

  private void printsFilesAsJson(String verb) throws IOException {
    JsonNode array = json(line(verb, "--json", firstScene()).exits(0).out());
    assertTrue(array.isArray());
    assertEquals(160, array.path(0).path("width").asInt());
  }

  private void readsThePixels(String verb) {
    assertEquals(-1, line(verb, firstScene()).exits(0).out().indexOf("CRC-32"));
    assertNotEquals(-1, line(verb, "--stats", firstScene()).exits(0).out().indexOf("CRC-32"));
  }

  private static String firstScene() {
    return root.resolve("scenes").resolve(SCENES.dates().get(0).fileName()).toString();
  }

  private void isQuiet(String verb) throws IOException {
    // The undated scene is a warning; a still has no warnings, but stages.
    String[] fresh = verb.equals("render") ? new String[] {"--relock"} : new String[0];
    assertNotEquals("", run(verb, fresh).exits(0).err());
    List<String> quiet = new ArrayList<>(List.of(fresh));
    quiet.add("-q");
    assertEquals("", run(verb, quiet.toArray(String[]::new)).exits(0).err());
  }

  /** What is logged depends on the stages; where and how is tested with a job that logs. */
  private void isTestedWithAFakeJob(String verb) throws IOException {
    assertTrue(
        Files.readString(Path.of("src/test/java/io/terralapse/cli/CommandsTest.java"))
            .contains("verboseLogsStagesOnStderr"));
    run(verb, "-vv").exits(0);
  }

  private void overridesASetting(String verb) {
    Job.Outcome outcome = run(verb, "--set", "select.to=2001-01-01");
    assertEquals(3, outcome.code(), outcome.err());
  }

  private void leavesTheCacheAlone(String verb) throws IOException {
    if (verb.equals("plan")) {
      assertEquals(0, json(run(verb, "--json").out()).path("storeBytes").asLong());
      assertTrue(json(run(verb, "--no-cache", "--json").out()).path("storeBytes").asLong() > 1000);
      return;
    }
    if (verb.equals("render")) {
      assertTrue(run(verb).exits(0).out().startsWith("Up to date"));
      assertTrue(run(verb, "--no-cache").exits(0).out().startsWith("Rendered"));
      return;
    }
    Path cache = job.folder().resolve("cache");
    String[] elsewhere = {"--set", "cache.dir=cache", "--no-cache"};
    run(verb, elsewhere).exits(0);
    assertEquals(List.of(), regularFiles(cache));
    run(verb, "--set", "cache.dir=cache").exits(0);
    assertNotEquals(List.of(), regularFiles(cache));
  }

  private static List<Path> regularFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void refusesWarnings(String verb) throws IOException {
    run(verb).exits(0);
    run(verb, "--strict").exits(5);
    if (verb.equals("still")) {
      Path image = job.folder().resolve("strict.png");
      run(verb, "--strict", "-o", image.toString()).exits(5);
      assertTrue(Files.notExists(image));
      run(verb, "--strict", "--draft").exits(5);
    }
  }

  /** A catalogue that cannot be read, beside a folder that can. */
  private void usesWhatWasRead(String verb) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    server.start();
    try {
      String api = "http://127.0.0.1:" + server.getAddress().getPort() + "/search";
      String[] catalogue = {
        "--set",
        "scenes=[" + root.resolve("scenes") + ", {stac: \"" + api + "\"}]",
        "--set",
        "access.allow_private=true"
      };
      Job.Outcome refused = run(verb, catalogue).exits(3);
      assertTrue(refused.err().contains("cannot be searched"), refused.err());
      List<String> allowed = new ArrayList<>(List.of(catalogue));
      allowed.add("--allow-incomplete");
      run(verb, allowed.toArray(String[]::new)).exits(0);
    } finally {
      server.stop(0);
    }
  }

  private void needsALock(String verb) throws IOException {
    run(verb, "--locked").exits(0);
    Job.Outcome other = run(verb, "--locked", "--set", "coregister.max_shift_m=50").exits(2);
    assertTrue(other.err().contains("--locked: job.lock was made for"), other.err());
    Files.delete(job.folder().resolve("job.lock"));
    Job.Outcome missing = run(verb, "--locked", "--set", "outputs.poster=false").exits(2);
    assertTrue(missing.err().contains("--locked: job.lock is missing"), missing.err());
  }

  private void ignoresTheLock(String verb) throws IOException {
    if (verb.equals("plan")) {
      assertTrue(run(verb).out().contains("job.lock fits"));
      assertTrue(run(verb, "--relock").out().contains("--relock: render recalculates"));
    }
    Files.writeString(job.folder().resolve("job.lock"), "damaged");
    run(verb).exits(2);
    run(verb, "--relock").exits(0);
  }

  private void ignoresSettings(String verb) {
    String[] changed = {"--set", "title=New"};
    Function<String, Job.Outcome> with = option -> run(verb, option, changed[0], changed[1]);
    assertTrue(with.apply("--if-changed").exits(0).out().startsWith("Up to date"));
    assertTrue(run(verb, changed).exits(0).out().startsWith("Rendered"));
  }

  private void drawsWithoutTheOthers(String verb) throws IOException {
    Path full = job.folder().resolve("full.png");
    Path draft = job.folder().resolve("draft.png");
    run(verb, "-o", full.toString()).exits(0);
    run(verb, "--draft", "-o", draft.toString()).exits(0);
    assertNotEquals(-1, Files.mismatch(full, draft));
  }

  private void writesTheNamedImage(String verb) {
    Path image = job.folder().resolve("named.jpg");
    run(verb, "-o", image.toString()).exits(0);
    assertTrue(Files.exists(image));
  }

  private void writesFrames(String verb) throws IOException {
    Path frames = job.folder().resolve("frames");
    run(verb, "--write-aligned", frames.toString()).exits(0);
    assertEquals(3, regularFiles(frames).size());
  }

  private void rendersOneDate(String verb) {
    String[] one = {"--set", "select.to=" + SCENES.dates().get(0).day()};
    String[] allowed = {"--allow-single", one[0], one[1]};
    Job.Outcome refused = job.run(verb, one).exits(3);
    assertTrue(refused.err().contains("--allow-single"), refused.err());
    assertTrue(job.run(verb, allowed).exits(0).out().startsWith("Rendered 1 frame,"));
  }

  private void writesTheNamedConfiguration(String verb) {
    Path config = job.folder().resolve("named.yaml");
    line(verb, "-o", config.toString(), root.resolve("scenes").toString()).exits(0);
    assertTrue(Files.exists(config));
  }
}
