package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InterruptionTest {

  @Test
  void aSignalStopsTheRunAndWaitsUntilItHasTidiedUp() throws Exception {
    Interruption interruption = new Interruption();
    Cancellation cancellation = interruption.cancellation();
    CountDownLatch left = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interruption.interrupt();
              left.countDown();
            });
    hook.start();
    while (!cancellation.isCancelled()) {
      Thread.onSpinWait();
    }
    assertFalse(left.await(100, TimeUnit.MILLISECONDS), "left before the run had tidied up");

    interruption.end();

    assertTrue(left.await(60, TimeUnit.SECONDS), "still waiting for a run that has ended");
  }

  @Test
  void aRunThatHasEndedIsNotWaitedFor() {
    Interruption interruption = new Interruption();
    Cancellation cancellation = interruption.cancellation();
    interruption.end();

    interruption.interrupt();

    assertTrue(cancellation.isCancelled());
  }

  @Test
  void aCommandThatCannotBeStoppedIsNotWaitedFor() {
    Interruption interruption = new Interruption();

    interruption.interrupt();

    assertTrue(interruption.cancellation().isCancelled());
  }

  /** On a busy machine this may take long; that it ends at all, and how, is what counts. */
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ParameterizedTest
  @CsvSource({"INT, 130, false", "TERM, 143, false", "TERM, 143, true"})
  void aBusyRunIsLeftAndItsFilesAreRemoved(
      String signal, int code, boolean publishing, @TempDir Path folder) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                BusyProgram.class.getName(),
                folder.toString()));
    if (publishing) {
      command.add("publishing");
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      assertEquals("running", out.readLine());
      assertEquals(3, files(folder).size(), "a marker, a window and a segment");
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertEquals(
          publishing
              ? "terralapse: Interrupted while the new files were published; run again to complete"
                  + " and to report that."
              : "terralapse: Interrupted; what was published before is unchanged.",
          out.readLine());
      assertEquals(code, process.waitFor());
      assertEquals(List.of(), files(folder));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theProcessGoesAtOnceWithTheSignalsOwnCode() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      assertEquals("running", out.readLine());
      process.toHandle().destroy(); // SIGTERM; the process's own destroy() would close the pipe
      assertEquals("tidied up", out.readLine());
      assertEquals(143, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }
}
