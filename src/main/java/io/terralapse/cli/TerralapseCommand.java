package io.terralapse.cli;

import io.terralapse.pipeline.TimelapseJob;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: the parent of the verbs. */
@Command(
    name = "terralapse",
    description =
        "Turns dated satellite scenes of one place into an aligned, honestly captioned time-lapse.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:rendered, or nothing to do",
      "1:a bug (stack trace)",
      "2:bad usage or configuration, or --locked with a lock that does not fit",
      "3:the data cannot make a time-lapse: fewer than two dates can be used (one with"
          + " --allow-single), or inspect could not read a file",
      "4:the environment failed (disk, folder, encoder, network, another run)",
      "5:--strict refused, or verify found a difference",
      "130, 143:interrupted"
    },
    subcommands = {
      RenderCommand.class,
      PlanCommand.class,
      StillCommand.class,
      AlignCommand.class,
      WatchCommand.class,
      VerifyCommand.class,
      CleanCommand.class,
      InspectCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
final class TerralapseCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run()
  private CommandSpec spec;

  private final Supplier<TimelapseJob> job;
  private final Interruption interruption;
  private final Map<String, String> service;

  /**
   * The program over a job, which is made only when a verb needs it: {@code --version} loads none
   * of its libraries.
   *
   * @param service variables by which a CI service names files for reports
   */
  TerralapseCommand(
      Supplier<TimelapseJob> job, Interruption interruption, Map<String, String> service) {
    this.job = job;
    this.interruption = interruption;
    this.service = Map.copyOf(service);
  }

  /** The program that a verb belongs to. */
  static TerralapseCommand of(CommandSpec verb) {
    return (TerralapseCommand) verb.root().userObject();
  }

  TimelapseJob job() {
    return job.get();
  }

  Interruption interruption() {
    return interruption;
  }

  Map<String, String> service() {
    return service;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a verb is missing; use render, plan, still, align, watch, verify, clean, inspect, init or doctor");
  }
}
