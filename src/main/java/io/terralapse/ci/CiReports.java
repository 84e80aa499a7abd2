package io.terralapse.ci;

import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run is reported beside its result: a JUnit file, and the files that GitHub Actions names
 * in variables. Entry point of the package.
 */
public final class CiReports {
  private static final Logger LOG = LoggerFactory.getLogger(CiReports.class);
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
   * Writes all reports that can be written.
   *
   * @return a sentence for each that cannot; what was published stays
   */
  public List<String> write(RunReport report) {
    List<String> unwritten = new ArrayList<>();
    junit.ifPresent(
        named -> write("--junit", named, file -> JunitXml.write(report, file), unwritten));
    output.ifPresent(
        named -> write(OUTPUT, named, file -> GithubOutputs.append(report, file), unwritten));
    summary.ifPresent(
        named -> write(SUMMARY, named, file -> StepSummary.append(report, file), unwritten));
    return unwritten;
  }

  @FunctionalInterface
  private interface Writer {
    void write(Path file) throws IOException;
  }

  private static void write(String name, Path file, Writer writer, List<String> unwritten) {
    try {
      writer.write(file);
    } catch (IOException failure) {
      LOG.debug("{} cannot be written", file, failure);
      unwritten.add(
          name
              + ": "
              + file
              + " cannot be written ("
              + FailureReason.of(failure)
              + "); change its permissions, or name another file.");
    }
  }
}
