package io.terralapse.ci;

import io.terralapse.config.JobSettings;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.model.Issue;
import io.terralapse.pipeline.Dropped;
import io.terralapse.pipeline.RenderResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A render, as CI services are to show it.
 *
 * @param name the job's
 * @param outputDir folder of the published files
 * @param baseUrl address at which that folder can be read, if it is configured
 * @param mp4 whether the job has a video
 * @param poster whether it has a poster
 * @param posterOfFirst whether that shows the first frame, instead of the last
 * @param result what the run did; empty if it failed
 * @param failure the sentence of a run that failed; empty if it did not
 * @param exitCode what the process ends with
 * @param verdicts on every scene that is known
 */
public record RunReport(
    String name,
    Path outputDir,
    Optional<URI> baseUrl,
    boolean mp4,
    boolean poster,
    boolean posterOfFirst,
    Optional<RenderResult> result,
    String failure,
    int exitCode,
    List<SceneVerdict> verdicts) {
  private static final String SECRET =
      "The log of the run says why; it is left out here because reveal_location is false.";

  private static final String LEDGER = ".ledger.json";

  /** Copies the list. */
  public RunReport {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * The report of a run that has ended well.
   *
   * @param exitCode 0, or that of {@code --strict}
   */
  public static RunReport of(JobSettings job, RenderResult result, int exitCode) {
    return new RunReport(
        job.name(),
        job.outputDir(),
        job.baseUrl(),
        job.mp4(),
        job.poster(),
        job.hasFirstFrameOnPoster(),
        Optional.of(result),
        "",
        exitCode,
        SceneVerdict.of(
            PublishedScenes.find(
                job.outputDir().resolve(job.name() + LEDGER), job.hasTwoSequences()),
            result.dropped(),
            result.issues(),
            job.revealLocation()));
  }

  /**
   * The report of a run that has failed.
   *
   * @param sentence why
   * @param dropped scenes that it found and cannot use, as far as it got
   * @param issues what was wrong with the data, as far as it got
   */
  public static RunReport failed(
      JobSettings job, String sentence, int exitCode, List<Dropped> dropped, List<Issue> issues) {
    return new RunReport(
        job.name(),
        job.outputDir(),
        job.baseUrl(),
        job.mp4(),
        job.poster(),
        job.hasFirstFrameOnPoster(),
        Optional.empty(),
        job.revealLocation() ? sentence : SECRET,
        exitCode,
        SceneVerdict.of(Optional.empty(), dropped, issues, job.revealLocation()));
  }

  /** {@code rendered}, {@code unchanged} or {@code failed}. */
  String status() {
    return result.map(RenderResult::status).orElse("failed");
  }

  List<SceneVerdict> with(SceneVerdict.Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).toList();
  }

  Path video() {
    return outputDir.resolve(name + ".mp4");
  }

  Path posterFile() {
    return outputDir.resolve(name + "-poster.jpg");
  }

  Path ledger() {
    return outputDir.resolve(name + LEDGER);
  }
}
