package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.RunRequest;
import io.terralapse.pipeline.TimelapseJob;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** One command at work: where it prints, how it shows progress, and how a signal reaches it. */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final TimelapseJob job;
  private final Progress progress;
  private final Interruption interruption;

  private Session(
      Terminal terminal, TimelapseJob job, Progress progress, Interruption interruption) {
    this.terminal = terminal;
    this.job = job;
    this.progress = progress;
    this.interruption = interruption;
  }

  static Session of(CommandSpec spec, CommonOptions options) {
    Logging.configure(options.verbose(), options.quiet());
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    TerralapseCommand program = TerralapseCommand.of(spec);
    return new Session(
        terminal,
        program.job(),
        ProgressDisplay.of(terminal, options.quiet() || options.json()),
        program.interruption());
  }

  TimelapseJob job() {
    return job;
  }

  /** A request to run a job that shows its progress here and stops on a signal. */
  RunRequest request(JobSettings settings, RunOptions options) {
    return new RunRequest(settings, options, progress, interruption.cancellation());
  }

  Terminal terminal() {
    return terminal;
  }

  Progress progress() {
    return progress;
  }

  Cancellation cancellation() {
    return interruption.cancellation();
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
  }
}
