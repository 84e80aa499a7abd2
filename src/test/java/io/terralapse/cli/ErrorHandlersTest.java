package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each failure prints and exits with. */
class ErrorHandlersTest {
  @TempDir Path folder = Path.of("");
  private Path config = Path.of("job.yaml");

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.writeString(folder.resolve("job.yaml"), "scenes: [s]\n");
  }

  private Console failing(Throwable with, Object... more) {
    FakeJob job = new FakeJob().failing(with);
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "render";
    arguments[1] = config;
    arguments[2] = "-q";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Console.run(job, arguments);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExitCode.class,
      names = {"USAGE", "NO_TIMELAPSE", "ENVIRONMENT"})
  void aUserErrorIsOneSentenceAndItsCode(ExitCode code) {
    UserError error = new UserError(code, "aoi: is on the Moon; choose another.");
    Console console = failing(error).exits(code.code());
    assertEquals("terralapse: aoi: is on the Moon; choose another.", console.err().strip());
    assertEquals("", console.out());
    failing(new ExecutionException(error)).exits(code.code());
  }

  @Test
  void withJsonAnErrorIsAnObjectToo() {
    Console console = failing(UserError.noTimelapse("no scenes are left."), "--json").exits(3);
    JsonNode error = console.json().path("error");
    assertEquals(3, error.path("code").asInt());
    assertEquals("no scenes are left.", error.path("message").asText());
    assertEquals("terralapse: no scenes are left.", console.err().strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "plan", "still"})
  void anErrorOfTheConfigurationExitsWith2(String verb) throws IOException {
    Files.writeString(config, "scenes: [s]\ntitel: x\n");
    FakeJob job = new FakeJob();
    Console console =
        (verb.equals("still")
                ? Console.run(job, verb, "2014", config)
                : Console.run(job, verb, config))
            .exits(2);
    assertEquals(
        "terralapse: job.yaml, line 2, column 1: titel is not a setting; did you mean title?",
        console.err().strip());
    assertEquals(0, job.calls());
  }

  @Test
  void anUnexpectedExceptionIsABugWithItsStackTrace() {
    Console console = failing(new IllegalStateException("odd")).exits(1);
    assertTrue(
        console
            .err()
            .startsWith("terralapse: This is a bug in terralapse (IllegalStateException);"),
        console.err());
    assertTrue(console.err().contains("\tat "), console.err());
    assertEquals(
        1,
        failing(new IllegalStateException(), "--json").json().path("error").path("code").asInt());
  }

  @Test
  void anErrorOfTheMachineIsHandledLikeAnException() {
    Console memory = failing(new OutOfMemoryError("Java heap space")).exits(4);
    assertTrue(memory.err().startsWith("terralapse: memory: not enough"), memory.err());
    assertFalse(memory.err().contains("\tat "), memory.err());
    Console bug = failing(new StackOverflowError()).exits(1);
    assertTrue(bug.err().contains("a bug in terralapse (StackOverflowError)"), bug.err());
    assertTrue(bug.err().contains("\tat "), bug.err());
  }

  @Test
  void aFullDiskIsNamed() {
    IOException full = new IOException("No space left on device");
    for (Exception failure :
        List.of(full, new UncheckedIOException(full), new ExecutionException(full))) {
      Console console = failing(failure).exits(4);
      assertTrue(console.err().startsWith("terralapse: The disk is full"), console.err());
      assertTrue(console.err().contains("cache.dir"), console.err());
    }
  }

  @Test
  void otherTroubleWithFilesIsTheEnvironments() {
    Console console = failing(new NoSuchFileException("/gone/x.tif")).exits(4);
    assertTrue(console.err().contains("/gone/x.tif"), console.err());
    assertFalse(console.err().contains("\tat "), console.err());
  }

  @Test
  void anInterruptedRunExitsLikeAnInterruptedProcess() {
    Console console = failing(new CancellationException("interrupted")).exits(130);
    assertEquals(
        "terralapse: Interrupted; what was published before stands.", console.err().strip());
    Console json = failing(new CancellationException("interrupted"), "--json").exits(130);
    assertEquals(130, json.json().path("error").path("code").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rendr                   | did you mean render?",
        "--hlep                  | '--hlep'",
        "render --stritc         | did you mean --strict?",
        "render --if-change x    | did you mean --if-changed?",
        "plan a b                | 'b'",
        "still                   | DATE",
        "init                    | FOLDER",
        "render --set grid       | KEY=VALUE",
        "render --set            | --set",
        "doctor a b              | 'b'",
      })
  void badUsageExitsWith2AndSaysWhereHelpIs(String words, String hint) {
    FakeJob job = new FakeJob();
    Console console = Console.run(job, (Object[]) words.split(" ", -1)).exits(2);
    assertTrue(console.err().startsWith("terralapse: "), console.err());
    assertTrue(console.err().contains(hint), console.err());
    String verb = words.split(" ", -1)[0];
    boolean known = List.of("render", "plan", "still", "init", "doctor").contains(verb);
    String help = known ? "terralapse " + verb + " --help" : "terralapse --help";
    assertTrue(console.err().strip().endsWith("(see `" + help + "`)"), console.err());
    assertEquals(1, console.err().strip().lines().count(), console.err());
    assertEquals(0, job.calls());
  }

  @Test
  void noVerbIsBadUsage() {
    Console console = Console.run(new FakeJob()).exits(2);
    assertTrue(console.err().contains("a verb is missing"), console.err());
  }

  @Test
  void badUsageWithJsonIsAnObjectToo() {
    JsonNode json = Console.run(new FakeJob(), "render", "--json", "--stritc").exits(2).json();
    assertEquals(2, json.path("error").path("code").asInt());
    assertTrue(json.path("error").path("message").asText().contains("--stritc"));
  }
}
