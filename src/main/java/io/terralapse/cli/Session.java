package io.terralapse.cli;

import io.terralapse.pipeline.Cancellation;
import io.terralapse.pipeline.Progress;
import io.terralapse.pipeline.TimelapseJob;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One command at work: where it prints, how it shows progress, and how a signal reaches it. Closing
 * it takes its shutdown hook away.
 */
final class Session implements AutoCloseable {
  /** How long a signal waits for the run to tidy up before the process goes. */
  private static final long GRACE_MILLIS = 5_000;

  private final Terminal terminal;
  private final TimelapseJob job;
  private final Progress progress;
  private final Cancellation cancellation = new Cancellation();
  private final Thread hook;

  private Session(Terminal terminal, TimelapseJob job, Progress progress) {
    this.terminal = terminal;
    this.job = job;
    this.progress = progress;
    Thread running = Thread.currentThread();
    this.hook =
        new Thread(
            () -> {
              cancellation.cancel();
              try {
                running.join(GRACE_MILLIS);
              } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
              }
            },
            "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Session of(CommandSpec spec, CommonOptions options) {
    Logging.configure(options.verbose(), options.quiet());
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    return new Session(
        terminal,
        Wiring.job(spec),
        ProgressDisplay.of(terminal, options.quiet() || options.json()));
  }

  TimelapseJob job() {
    return job;
  }

  Terminal terminal() {
    return terminal;
  }

  Progress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** Ends the progress display, before results are printed. */
  void endProgress() {
    if (progress instanceof ProgressDisplay display) {
      display.end();
    }
  }

  @Override
  public void close() {
    endProgress();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook is running and waits for this thread.
    }
  }
}
