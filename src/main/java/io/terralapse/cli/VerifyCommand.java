package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.VerifyResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what is published with what it was made from. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Opens the published files again, compares them with ledger and lock, and hashes the scenes"
            + " and the other files that settings name again; with --segments it also draws parts of"
            + " the video again from the scenes. Exits with 5 and a sentence for each difference;"
            + " changes nothing. Temporary files are in cache.dir or, where that cannot be written,"
            + " in the system's temporary folder.")
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

  @Option(
      names = "--segments",
      paramLabel = "N|all",
      description =
          "Draw and encode N segments of the video (of up to eight frames each, spread over it), or"
              + " all, from the scenes again, without the cache, and compare every byte. With all,"
              + " files of other encoders are made again, too; what cannot be compared is named.")
  private String segments = "0";

  @Override
  public Integer call() throws Exception {
    int count = countSegments();
    try (Session session = Session.of(spec, output)) {
      VerifyResult result =
          session
              .job()
              .verify(
                  session.request(
                      ConfigLoader.load(config, Map.of(), System.getenv()),
                      RunOptions.plain(Version.text())),
                  count);
      session.endProgress();
      if (output.json()) {
        session.terminal().json(result);
      } else {
        print(result, session.terminal());
      }
      return (result.differences().isEmpty() ? ExitCode.OK : ExitCode.DIFFERENCE).code();
    }
  }

  private int countSegments() {
    try {
      int count = segments.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(segments);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException notOne) {
      // As below.
    }
    throw UserError.usage(
        "--segments: \""
            + segments
            + "\" is neither a number nor all; use --segments 3, for example.");
  }

  private static void print(VerifyResult result, Terminal terminal) {
    result.differences().stream().map(Issue::sentence).forEach(terminal::line);
    result.notes().stream().map(Issue::sentence).forEach(terminal::line);
    String what =
        Terminal.count(result.outputs(), "published file")
            + " and "
            + Terminal.count(result.scenes(), "scene")
            + (result.segments() > 0
                ? ", and drew " + Terminal.count(result.segments(), "segment") + " again"
                : "")
            + (result.remade() > 0
                ? ", and made " + Terminal.count(result.remade(), "further file") + " again"
                : "");
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
