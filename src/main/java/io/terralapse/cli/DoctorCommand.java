package io.terralapse.cli;

import io.terralapse.doctor.Check;
import io.terralapse.doctor.SystemCheck;
import io.terralapse.model.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks whether this machine can run jobs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Checks Java, memory, disk, decoder, encoder, font and coordinate systems on this machine.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the checks as one JSON object on stdout.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Folder that would hold cache and outputs (default: the current one).")
  private Path folder;

  /** The checks, as JSON shows them. */
  record Report(List<Check> checks) {}

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    List<Check> checks = SystemCheck.run(folder);
    if (json) {
      terminal.json(new Report(checks));
    } else {
      checks.forEach(
          check ->
              terminal.line(
                  String.format(
                      Locale.ROOT,
                      "%-5s %-8s %s",
                      check.status().name().toLowerCase(Locale.ROOT),
                      check.name(),
                      check.sentence())));
    }
    boolean failed = checks.stream().anyMatch(c -> c.status() == Check.Status.FAIL);
    return failed ? ExitCode.ENVIRONMENT.code() : ExitCode.OK.code();
  }
}
