package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.RunRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A command's request shows its progress on stderr and stops on a signal. */
class SessionTest {
  private static final RunOptions OPTIONS =
      new RunOptions(false, true, false, false, false, false, false, "0.1.0");

  @TempDir Path folder = Path.of("");
  private final FakeJob job = new FakeJob();
  private final Interruption interruption = new Interruption();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void logAsBefore() {
    Logging.configure(Logging.Detail.WARNINGS, System.err::print);
  }

  private Session session(OutputOptions options) {
    CommandLine line = Wiring.commandLine(() -> job, interruption);
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    return Session.of(
        Objects.requireNonNull(line.getSubcommands().get("render")).getCommandSpec(), options);
  }

  private JobSettings settings() throws IOException {
    Path config = Files.writeString(folder.resolve("job.yaml"), "name: a\nscenes: [s]\n");
    return ConfigLoader.load(config, Map.of(), Map.of());
  }

  @Test
  void theRequestHoldsWhatTheCommandGaveIt() throws IOException {
    JobSettings settings = settings();
    try (Session session = session(new OutputOptions())) {
      RunRequest request = session.request(settings, OPTIONS);
      assertSame(settings, request.job());
      assertSame(OPTIONS, request.options());
      assertSame(job, session.job());
      request.progress().stage("reading", 2);
      assertEquals("reading (2)", err.toString().strip());
    }
  }

  @Test
  void aSignalCancelsTheRequest() throws IOException {
    try (Session session = session(new OutputOptions())) {
      RunRequest request = session.request(settings(), OPTIONS);
      assertFalse(request.cancellation().isCancelled());
      interruption.end();
      interruption.interrupt();
      assertTrue(request.cancellation().isCancelled());
    }
  }

  @Test
  void theLogGoesToTheSameStderr() {
    try (Session session = session(new OutputOptions())) {
      LoggerFactory.getLogger("io.terralapse.cli.SessionTest").warn("look here");
      LoggerFactory.getLogger("io.terralapse.cli.SessionTest").info("nothing new");
      session.endProgress();
      session.terminal().remark("done");
    }
    String shown = err.toString().replace(System.lineSeparator(), "\n");
    assertEquals("WARN  SessionTest: look here\ndone\n", shown);
  }
}
