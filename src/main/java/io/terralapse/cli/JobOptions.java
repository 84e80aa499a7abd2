package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
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
 * Which settings a job has, and what of earlier runs it uses.
 *
 * <p>Index: {@code --allow-incomplete}, {@code --set}, {@code --no-cache}, {@code --strict}.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JobOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Override one setting of the configuration, such as grid.size=1280x720. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--no-cache",
      description = "Neither use nor keep intermediate results of earlier runs.")
  private boolean noCache;

  @Option(names = "--strict", description = "Exit with 5 if there is any warning about the data.")
  private boolean strict;

  @Option(
      names = "--allow-incomplete",
      description =
          "Use what was read of a catalogue, instead of refusing the job if a part is missing.")
  private boolean allowIncomplete;

  boolean allowIncomplete() {
    return allowIncomplete;
  }

  boolean noCache() {
    return noCache;
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
}
