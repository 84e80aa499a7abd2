package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.NetworkException;
import io.terralapse.model.DataException;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
  void severalErrorsOfTheConfigurationHaveALineEach() throws IOException {
    Files.writeString(config, "scenes: [s]\ntitel: x\njobs: 0\n");
    String[] lines = {
      "job.yaml, line 2, column 1: titel is not a setting; did you mean title?",
      "job.yaml, line 3, column 1: jobs: write auto or a whole number from 1 to 256, not 0."
    };
    Console console = Console.run(new FakeJob(), "render", config, "--json").exits(2);
    assertEquals(
        "terralapse: " + lines[0] + "\nterralapse: " + lines[1],
        console.err().replace("\r", "").strip());
    assertEquals(lines[0] + "\n" + lines[1], console.json().path("error").path("message").asText());
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
    assertTrue(memory.err().startsWith("terralapse: memory: is not enough"), memory.err());
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
  void aFailingDiskIsNoBug() {
    for (String text :
        List.of(
            "Input/output error",
            "out/.v.mp4 could not be written: Input/output error.",
            "Stale file handle")) {
      Console console = failing(new ExecutionException(new IOException(text))).exits(4);
      assertTrue(
          console.err().contains("file system reports an error (" + text.replaceAll("\\.$", "")),
          console.err());
      assertFalse(console.err().contains("\tat "), console.err());
    }
    String other = "v.mp4 does not read back as it was written (x); check the disk and run again.";
    assertEquals("terralapse: " + other, failing(new IOException(other)).exits(4).err().strip());
  }

  static List<Arguments> environments() {
    return List.of(
        arguments(
            new NoSuchFileException("/gone/x.tif"),
            "/gone/x.tif: does not exist; check the path and run again."),
        arguments(
            new AccessDeniedException("/shut/x.mp4"),
            "/shut/x.mp4: access is denied; change its permissions or choose another folder."),
        arguments(
            new FileSystemException("/full/x", null, "No space left on device"),
            "/full/x: the disk is full; free some space, or set output_dir and cache.dir to other"
                + " folders."),
        arguments(
            new FileSystemException("/ro/x", null, "Read-only file system"),
            "/ro/x: is on a read-only file system; set output_dir and cache.dir to folders that can"
                + " be written."),
        arguments(
            new FileSystemException("/odd/x", null, "Input/output error"),
            "/odd/x: cannot be read or written (Input/output error); check the file and its"
                + " folder."),
        arguments(
            new NotDirectoryException("/a/file"), "/a/file: is not a folder; choose another one."),
        arguments(
            new FileNotFoundException("/gone/y (No such file or directory)"),
            "/gone/y: cannot be opened; check the path and its permissions."),
        arguments(
            new ReadOnlyFileSystemException(),
            "The file system is read-only; set output_dir and cache.dir to folders that can be"
                + " written."),
        arguments(
            new UnknownHostException("stac.example.org"),
            "stac.example.org: the server's address cannot be resolved; check the name and the"
                + " network."),
        arguments(
            new SSLHandshakeException("certificate expired"),
            "A secure connection failed (certificate expired); check the server's certificate and"
                + " the clock of this machine."),
        arguments(
            new ConnectException("Connection refused"),
            "A connection failed (Connection refused); check the network and run again."),
        arguments(
            new SocketTimeoutException("Read timed out"),
            "A connection failed (Read timed out); check the network and run again."),
        arguments(
            new NetworkException(
                "https://x.org/a.tif could not be read: the connection was interrupted (6 attempts);"
                    + " try again later",
                new SocketException("Connection reset")),
            "https://x.org/a.tif could not be read: the connection was interrupted (6 attempts); try"
                + " again later."),
        arguments(
            new NetworkException("https://x.org/a.tif could not be read; try again later", null),
            "https://x.org/a.tif could not be read; try again later."));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void filesAndNetworkAreTheEnvironments(Exception failure, String sentence) {
    assertEquals("terralapse: " + sentence, failing(failure).exits(4).err().strip());
    assertEquals(
        "terralapse: " + sentence, failing(new ExecutionException(failure)).exits(4).err().strip());
  }

  @Test
  void badDataMakesNoTimelapse() {
    Console console = failing(new DataException("x.tif: is cut off after 3 kB")).exits(3);
    assertEquals("terralapse: x.tif: is cut off after 3 kB.", console.err().strip());
    // Data that are damaged stay so, whatever was noticed on the way.
    failing(new DataException("x.tif: is not a TIFF", new NetworkException("cut", null))).exits(3);
    failing(new ExecutionException(new DataException("x.tif: is not a TIFF"))).exits(3);
  }

  @Test
  void anyOtherIoExceptionIsABug() {
    Console console = failing(new IOException("odd")).exits(1);
    assertTrue(
        console.err().startsWith("terralapse: This is a bug in terralapse (IOException);"),
        console.err());
    assertTrue(console.err().contains("\tat "), console.err());
  }

  @Test
  void theCauseOfAnErrorIsLogged() {
    UserError error =
        UserError.environment("cache.dir: cannot be written.", new IOException("stale handle"));
    assertFalse(verbosely(error, "--strict").contains("stale handle"));
    String verbose = verbosely(error, "-v");
    assertTrue(verbose.contains("Cause: java.io.IOException: stale handle"), verbose);
    assertFalse(verbose.contains("\tat "), verbose);
    String everything = verbosely(error, "-vv");
    assertTrue(everything.contains("Caused by: java.io.IOException: stale handle"), everything);
    assertTrue(everything.contains("\tat "), everything);
    assertTrue(everything.contains("terralapse: cache.dir: cannot be written."), everything);
  }

  private String verbosely(UserError error, String option) {
    return Console.run(new FakeJob().failing(error), "render", config, option).exits(4).err();
  }

  @Test
  void anInterruptedRunExitsLikeAnInterruptedProcess() {
    Console console = failing(new CancellationException("interrupted")).exits(130);
    assertEquals(
        "terralapse: Interrupted; what was published before is unchanged.", console.err().strip());
    Console json = failing(new CancellationException("interrupted"), "--json").exits(130);
    assertEquals(130, json.json().path("error").path("code").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rendr                   | did you mean render?",
        "frobnicate              | is not a verb; there are align, clean, completion, doctor, init,",
        "--hlep                  | '--hlep' is not an option; did you mean --help?",
        "render --lcoked         | did you mean --locked?",
        "render --frobnicate     | '--frobnicate' is not an option (see",
        "render --stritc         | did you mean --strict?",
        "render --if-change x    | did you mean --if-changed?",
        "plan a b                | 'b' is one argument too many",
        "still                   | DATE is missing",
        "render --set grid       | KEY=VALUE",
        "render --set            | --set needs a value, KEY=VALUE",
        "render --json --json    | --json is given twice",
        "inspect                 | ADDRESS",
        "doctor a b              | 'b'",
      })
  void badUsageExitsWith2AndSaysWhereHelpIs(String words, String hint) {
    FakeJob job = new FakeJob();
    Console console = Console.run(job, (Object[]) words.split(" ", -1)).exits(2);
    assertTrue(console.err().startsWith("terralapse: "), console.err());
    assertTrue(console.err().contains(hint), console.err());
    String verb = words.split(" ", -1)[0];
    boolean known = List.of("render", "plan", "still", "inspect", "init", "doctor").contains(verb);
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

  @Test
  void everySentenceEndsWithAFullStop() {
    Console console = failing(UserError.usage("aoi is too small; choose a larger one")).exits(2);
    assertEquals("terralapse: aoi is too small; choose a larger one.", console.err().strip());
  }
}
