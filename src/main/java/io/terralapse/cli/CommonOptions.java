package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.pipeline.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options that every verb about a job has.
 *
 * <p>Index: {@code --set}, {@code --json}, {@code -v}, {@code -q}, {@code --no-cache}, {@code
 * --strict}, {@code --locked}, {@code --relock}.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CommonOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set one setting over the configuration, such as grid.size=1280x720. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, and nothing else, on stdout.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what is being done.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, no warnings.")
  private boolean quiet;

  @Option(names = "--no-cache", description = "Neither use nor keep what earlier runs measured.")
  private boolean noCache;

  @Option(names = "--strict", description = "Exit with 5 if anything was wrong with the data.")
  private boolean strict;

  @Option(
      names = "--locked",
      description =
          "Exit with 2 if NAME.lock is missing or was made for other settings, instead of moving"
              + " published frames.")
  private boolean locked;

  @Option(
      names = "--relock",
      description = "Derive everything anew, whatever NAME.lock says, and write it anew.")
  private boolean relock;

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }

  boolean strict() {
    return strict;
  }

  JobSettings load(Path config) {
    return ConfigLoader.load(config, settings(), System.getenv());
  }

  /** The flags by key; of a key that is set twice, the last counts. */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            verb.commandLine(),
            "--set " + set + ": write it as KEY=VALUE, such as --set grid.size=1280x720");
      }
      settings.put(set.substring(0, equals), set.substring(equals + 1));
    }
    return settings;
  }

  RunOptions run(boolean ifChanged) {
    if (locked && relock) {
      throw new ParameterException(
          verb.commandLine(), "--locked and --relock: say one of them, not both");
    }
    return new RunOptions(noCache, strict, ifChanged, locked, relock, Version.text());
  }
}
