package io.terralapse.ci;

import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run is reported beside its result: a JUnit file, and the files that GitHub Actions names
 * in variables. Entry point of the package.
 */
public final class CiReports {
  private static final String OUTPUT = "GITHUB_OUTPUT";
  private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

  private final Optional<Path> junit;
  private final Optional<Path> output;
  private final Optional<Path> summary;

  private CiReports(Optional<Path> junit, Optional<Path> output, Optional<Path> summary) {
    this.junit = junit;
    this.output = output;
    this.summary = summary;
  }

  /**
   * The reports of a run, checked before it begins.
   *
   * @param junit the file that was named for JUnit XML
   * @param github whether GitHub's variables have to be set
   * @param environment of the process
   * @throws UserError if a file cannot be written, or the variables are missing
   */
  public static CiReports of(
      Optional<Path> junit, boolean github, Map<String, String> environment) {
    junit.ifPresent(CiReports::refuseUnwritable);
    Optional<Path> output = file(environment, OUTPUT);
    Optional<Path> summary = file(environment, SUMMARY);
    if (github && output.isEmpty() && summary.isEmpty()) {
      throw UserError.usage(
          "--github: neither "
              + OUTPUT
              + " nor "
              + SUMMARY
              + " is set; run this in a step of GitHub Actions, or leave out --github.");
    }
    return new CiReports(junit, output, summary);
  }

  private static Optional<Path> file(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()).map(Path::of);
  }

  private static void refuseUnwritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UserError(
          ExitCode.ENVIRONMENT, "--junit " + file + ": is a folder; name a file in it.");
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          "--junit "
              + file
              + ": its folder does not exist or cannot be written; create it, or name another file.");
    }
  }

  /** Whether there is anything to write. */
  public boolean isEmpty() {
    return junit.isEmpty() && output.isEmpty() && summary.isEmpty();
  }

  /**
   * Writes the reports.
   *
   * @throws UserError (environment) if one cannot be written; what was published stays
   */
  public void write(RunReport report) {
    if (junit.isPresent()) {
      write("--junit", junit.get(), file -> JunitXml.write(report, file));
    }
    if (output.isPresent()) {
      write(OUTPUT, output.get(), file -> GithubOutputs.append(report, file));
    }
    if (summary.isPresent()) {
      write(SUMMARY, summary.get(), file -> StepSummary.append(report, file));
    }
  }

  @FunctionalInterface
  private interface Writer {
    void write(Path file) throws IOException;
  }

  private static void write(String name, Path file, Writer writer) {
    try {
      writer.write(file);
    } catch (IOException failure) {
      throw UserError.environment(
          name
              + ": "
              + file
              + " cannot be written ("
              + FailureReason.of(failure)
              + "); change its permissions, or name another file.",
          failure);
    }
  }
}
