package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.pipeline.RenderResult;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.RunRequest;
import io.terralapse.pipeline.TimelapseJob;
import io.terralapse.run.Cancellation;
import picocli.CommandLine.Model.CommandSpec;

/** One running command: where it prints, how it shows progress, and how a signal reaches it. */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final TimelapseJob job;
  private final ProgressDisplay progress;
  private final Interruption interruption;
  private final boolean quiet;

  private Session(
      Terminal terminal,
      TimelapseJob job,
      ProgressDisplay progress,
      Interruption interruption,
      boolean quiet) {
    this.quiet = quiet;
    this.terminal = terminal;
    this.job = job;
    this.progress = progress;
    this.interruption = interruption;
  }

  static Session of(CommandSpec spec, OutputOptions options) {
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    TerralapseCommand program = TerralapseCommand.of(spec);
    ProgressDisplay progress = ProgressDisplay.of(terminal, options.quiet() || options.json());
    Logging.configure(options.detail(), progress::print);
    return new Session(terminal, program.job(), progress, program.interruption(), options.quiet());
  }

  TimelapseJob job() {
    return job;
  }

  /** A request to run a job that shows its progress here and stops on a signal. */
  RunRequest request(JobSettings settings, RunOptions options) {
    return new RunRequest(settings, options, progress, interruption.cancellation());
  }

  /** As above, for one of several runs of this command. */
  RunRequest request(JobSettings settings, RunOptions options, Cancellation part) {
    return new RunRequest(settings, options, progress, part);
  }

  /** What a signal cancels. */
  Cancellation cancellation() {
    return interruption.cancellation();
  }

  /**
   * A result and its reports have been written. Those of a run that is stopped may never be read,
   * so the next run reports them again.
   */
  void reported(JobSettings settings, RenderResult result) {
    if (!interruption.cancellation().isCancelled()) {
      job.reported(settings);
    } else if (!quiet && result.status().equals("rendered")) {
      terminal.remark("terralapse: Interrupted after publishing; the next run reports this again.");
    }
  }

  Terminal terminal() {
    return terminal;
  }

  /** Ends the progress display, before results are printed. */
  void endProgress() {
    progress.end();
  }

  @Override
  public void close() {
    endProgress();
  }
}
