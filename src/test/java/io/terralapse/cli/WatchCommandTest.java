package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code watch} prints, passes on, and survives; its job is not a real one. */
@Timeout(30)
class WatchCommandTest {
  @TempDir Path folder = Path.of("");
  private Path config = Path.of("");
  private final FakeJob job = new FakeJob();
  private final Interruption interruption = new Interruption();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("s"));
    config =
        Files.writeString(
            folder.resolve("job.yaml"), "name: a\nscenes: [s]\nwatch: {settle: 1s}\n");
  }

  /** Watches until the given number of runs has begun; a new file causes each run but the first. */
  private Console watch(int runs, String... options) {
    job.doing(
        () -> {
          if (job.calls() >= runs) {
            interruption.cancellation().cancel();
          } else {
            arrive(job.calls());
          }
        });
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Wiring.commandLine(() -> job, interruption);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[options.length + 2];
    words[0] = "watch";
    System.arraycopy(options, 0, words, 1, options.length);
    words[words.length - 1] = config.toString();
    int code = line.execute(words);
    return new Console(code, out.toString(), err.toString());
  }

  private void arrive(int number) {
    try {
      Files.writeString(folder.resolve("s/file-" + number + ".txt"), "x");
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void eachRunHasItsResultAndEachEventALine() {
    Console console = watch(2).exits(0);
    assertEquals(2, console.out().lines().count(), console.out());
    assertTrue(console.out().lines().allMatch(l -> l.startsWith("Rendered 3 frames")));
    List<String> events = console.err().lines().filter(l -> l.startsWith("terralapse: ")).toList();
    assertEquals(
        List.of(
            "terralapse: watching 1 local input",
            "terralapse: rendering: first run",
            "terralapse: arrived: " + folder.resolve("s/file-1.txt"),
            "terralapse: rendering: scenes have arrived",
            "terralapse: Interrupted after publishing; the next run reports this again.",
            "terralapse: stopped"),
        events);
    assertEquals(1, job.reports(), "the second result may not have been read");
  }

  @Test
  void aFailureIsReportedAndWatchingGoesOn() {
    job.failing(UserError.noTimelapse("No date is left."));
    Console console = watch(2).exits(0);
    assertEquals(
        2,
        console.err().split("terralapse: failed \\(exit code 3\\): No date is left.", -1).length
            - 1,
        console.err());
    assertEquals("", console.out());
  }

  @Test
  void aBugIsReportedWithItsTrace() {
    job.failing(new IllegalStateException("odd"));
    Console console = watch(1).exits(0);
    assertTrue(console.err().contains("failed (exit code 1): This is a bug"), console.err());
    assertTrue(console.err().contains("IllegalStateException: odd"), console.err());
  }

  @Test
  void aConfigurationThatIsWrongLaterIsAFailedRun() throws IOException {
    job.doing(() -> {});
    Console first = Console.run(job, "watch", Files.writeString(folder.resolve("w.yaml"), "x: 1"));
    first.exits(2);
    Path written = config;
    job.failing(UserError.usage("x"));
    Console console = watch(1).exits(0);
    assertTrue(console.err().contains("failed (exit code 2)"), console.err());
    assertTrue(Files.exists(written));
  }

  @Test
  void theOptionsOfARenderArePassedOn() {
    watch(1, "--no-cache", "--strict", "--allow-incomplete", "--locked", "--set", "grid.tr=4");
    assertTrue(job.options().noCache() && job.options().strict() && job.options().locked());
    assertTrue(job.options().allowIncomplete());
    assertEquals(4, job.job().grid().pixelSize().orElseThrow());
  }

  @Test
  void relockIsPassedOnAndExcludesLocked() {
    watch(1, "--relock");
    assertTrue(job.options().relock());
    assertTrue(watch(1, "--relock", "--locked").exits(2).err().contains("exclude each other"));
  }

  @Test
  void jsonHasOneObjectALine() throws IOException {
    job.withIssues();
    Console console = watch(2, "--json").exits(0);
    List<String> lines = console.out().lines().toList();
    assertEquals(2, lines.size());
    for (String line : lines) {
      assertEquals("rendered", new ObjectMapper().readTree(line).path("status").asText());
    }
  }

  @Test
  void aFailureIsAnObjectToo() throws IOException {
    job.failing(UserError.noTimelapse("No date is left."));
    Console console = watch(1, "--json").exits(0);
    assertEquals(3, console.json().path("error").path("code").asInt());
  }

  @Test
  void quietAndVerboseAreThoseOfOtherVerbs() {
    Console quiet = watch(1, "--quiet").exits(0);
    assertEquals("", quiet.err());
    assertEquals(1, quiet.out().lines().count());
  }

  @Test
  void verboseLogsStages() {
    assertTrue(watch(1, "--verbose").exits(0).err().contains("INFO  FakeJob: a stage"));
  }

  @Test
  void anInterruptedRunEndsTheCommand() {
    job.failing(new CancellationException());
    Console console = watch(1).exits(0);
    assertFalse(console.err().contains("failed"), console.err());
    assertTrue(console.err().endsWith("terralapse: stopped\n"), console.err());
  }
}
