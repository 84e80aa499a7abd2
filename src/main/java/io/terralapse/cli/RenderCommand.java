package io.terralapse.cli;

import io.terralapse.model.ExitCode;
import io.terralapse.pipeline.RenderResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole job. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Makes the time-lapse. When nothing has changed since the last run, does nothing and says so.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Option(
      names = "--if-changed",
      description =
          "Do nothing unless the set of usable scenes has changed, whatever the settings say.")
  private boolean ifChanged;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, common)) {
      RenderResult result =
          session.job().render(session.request(common.load(config), common.run(ifChanged)));
      session.endProgress();
      if (common.json()) {
        session.terminal().json(result);
      } else {
        if (!common.quiet()) {
          session.terminal().remarks(result.dropped(), result.issues());
        }
        session.terminal().line(sentence(result));
      }
      return common.strict() && !result.issues().isEmpty()
          ? ExitCode.DIFFERENCE.code()
          : ExitCode.OK.code();
    }
  }

  private static String sentence(RenderResult result) {
    if (result.status().equals("unchanged")) {
      return "Nothing to do: the published files are what this run would make.";
    }
    return String.format(
        Locale.ROOT,
        "Rendered %d frames, %.1f s, in %.1f s%s: %s",
        result.frames(),
        result.durationSeconds(),
        result.seconds(),
        result.moved().isEmpty()
            ? ""
            : ", " + result.moved().size() + " of them moved since they were published",
        String.join(", ", result.outputs()));
  }
}
