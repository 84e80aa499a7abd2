package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.model.ExitCode;
import io.terralapse.pipeline.CleanJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Frees the cache. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Deletes what the job's cache holds and says how many bytes that were, and temporary files"
            + " that stopped runs have left in output_dir. Published files, the lock and files of"
            + " others are not touched.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CleanCommand implements Callable<Integer> {
  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})(d|h)");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Option(
      names = "--all",
      description =
          "Also forget the last runs, and delete the folder if nothing else is in it; the next run"
              + " then compares the content of all scenes.")
  private boolean all;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      description = "Delete only what no run has used for so long, such as 30d or 12h.")
  private @Nullable String olderThan;

  @Option(names = "--json", description = "Print the result as one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() {
    if (all && olderThan != null) {
      throw new ParameterException(
          spec.commandLine(), "--all and --older-than exclude each other; use one of them");
    }
    Optional<Duration> age = Optional.ofNullable(olderThan).map(this::age);
    CleanJob.Result result =
        CleanJob.run(ConfigLoader.load(config, Map.of(), System.getenv()), all, age);
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    if (json) {
      terminal.json(result);
    } else {
      terminal.line(
          String.format(
              Locale.ROOT,
              "Freed %s (%,d bytes) of %s; %s left.",
              Terminal.count(result.freedFiles(), "file"),
              result.freedBytes(),
              Terminal.shown(result.folder()),
              result.keptBytes() == 0
                  ? "nothing is"
                  : String.format(Locale.ROOT, "%,d bytes are", result.keptBytes())));
    }
    return ExitCode.OK.code();
  }

  private Duration age(String text) {
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--older-than " + text + ": write it as days or hours, such as 30d or 12h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("d") ? Duration.ofDays(amount) : Duration.ofHours(amount);
  }
}
