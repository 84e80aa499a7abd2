package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.VerifyResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what is published with what it was made from. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Opens the published files again, compares them with ledger and lock, and hashes the scenes"
            + " again. Exits with 5 and a sentence for each difference; changes nothing.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      VerifyResult result =
          session
              .job()
              .verify(
                  session.request(
                      ConfigLoader.load(config, Map.of(), System.getenv()),
                      RunOptions.plain(Version.text())));
      session.endProgress();
      if (output.json()) {
        session.terminal().json(result);
      } else {
        print(result, session.terminal());
      }
      return (result.differences().isEmpty() ? ExitCode.OK : ExitCode.DIFFERENCE).code();
    }
  }

  private static void print(VerifyResult result, Terminal terminal) {
    result.differences().stream().map(Issue::sentence).forEach(terminal::line);
    String what =
        Terminal.count(result.outputs(), "published file")
            + " and "
            + Terminal.count(result.scenes(), "scene");
    terminal.line(
        result.differences().isEmpty()
            ? "Verified " + what + ": identical."
            : "Verified "
                + what
                + ": "
                + Terminal.count(result.differences().size(), "difference")
                + ".");
  }
}
