package io.terralapse.cli;

import io.terralapse.align.LockForecast;
import io.terralapse.config.JobSettings;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.pipeline.AlignResult;
import io.terralapse.pipeline.Dropped;
import io.terralapse.pipeline.FolderProposal;
import io.terralapse.pipeline.PlanResult;
import io.terralapse.pipeline.RenderResult;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.RunRequest;
import io.terralapse.pipeline.StillRequest;
import io.terralapse.pipeline.StillResult;
import io.terralapse.pipeline.TimelapseJob;
import io.terralapse.pipeline.VerifyResult;
import io.terralapse.revisit.Gap;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that returns fixed results at once, or fails with a given error, and records its requests.
 */
final class FakeJob implements TimelapseJob {
  static final Issue ISSUE = new Issue("undated", "x.tif", "x.tif has no date; name one.");
  static final Dropped DROPPED = new Dropped("y", "coverage", "y covers 3 % of the area.");

  private static final Logger LOG = LoggerFactory.getLogger(FakeJob.class);

  private @Nullable Throwable failure;
  private String status = "rendered";
  private List<Gap> gaps = List.of();
  private Runnable before = () -> {};
  private List<Issue> issues = List.of();
  private List<Dropped> dropped = List.of();
  private List<String> notices = List.of();
  private LedgerChanges changes = LedgerChanges.none("This is the first run.");
  private final List<JobSettings> jobs = new ArrayList<>();
  private final List<JobSettings> reported = new ArrayList<>();
  private final List<RunOptions> options = new ArrayList<>();
  private final List<StillRequest> stills = new ArrayList<>();
  private final List<Optional<Path>> aligns = new ArrayList<>();

  FakeJob failing(Throwable with) {
    failure = with;
    return this;
  }

  FakeJob unchanged() {
    status = "unchanged";
    return this;
  }

  FakeJob withNotice(String notice) {
    notices = List.of(notice);
    return this;
  }

  FakeJob withChanges(LedgerChanges of) {
    changes = of;
    return this;
  }

  /** Runs something at the beginning of each request. */
  FakeJob doing(Runnable first) {
    before = first;
    return this;
  }

  FakeJob withGaps(List<Gap> of) {
    gaps = of;
    return this;
  }

  FakeJob withIssues() {
    issues = List.of(ISSUE);
    dropped = List.of(DROPPED);
    return this;
  }

  JobSettings job() {
    return jobs.get(jobs.size() - 1);
  }

  RunOptions options() {
    return options.get(options.size() - 1);
  }

  StillRequest still() {
    return stills.get(stills.size() - 1);
  }

  int calls() {
    return jobs.size();
  }

  private void begin(RunRequest request) throws Exception {
    jobs.add(request.job());
    options.add(request.options());
    before.run();
    LOG.info("a stage");
    LOG.debug("a scene");
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (Exception) failure;
    }
  }

  @Override
  public RenderResult render(RunRequest request) throws Exception {
    request.progress().stage("reading", 2);
    request.progress().step();
    request.progress().note("a note");
    begin(request);
    return new RenderResult(
        status,
        List.of("a.mp4", "a.ledger.json"),
        3,
        3.6,
        List.of(),
        notices,
        List.of(),
        List.of(),
        changes,
        dropped,
        issues,
        0.25);
  }

  @Override
  public void reported(JobSettings job) {
    reported.add(job);
  }

  /** How often a result was reported. */
  int reports() {
    return reported.size();
  }

  @Override
  public FolderProposal propose(RunRequest request) throws Exception {
    begin(request);
    return new FolderProposal(
        "2 scenes, 2020 to 2021", "1080x1080", List.of(), List.of(), 2, List.of());
  }

  @Override
  public PlanResult plan(RunRequest request, boolean page) throws Exception {
    begin(request);
    return new PlanResult(
        List.of(
            new PlanResult.PlannedScene(
                "one", "one", "naip", "2014-07-20", "filename", "used", "", 12.4),
            new PlanResult.PlannedScene(
                "two", "one", "naip", "2014-07-20", "filename", "used", "", null),
            new PlanResult.PlannedScene(
                "three", "three", "naip", "2015", "manifest", "dropped", "dates", null)),
        1,
        new Grid("EPSG:26914", 0, 0, 2, 2.5, 640, 360),
        dropped,
        issues,
        12_340_000,
        56_700_000_000L,
        2.0,
        new LockForecast("a.lock", "fits", 1, 0),
        4.0,
        null,
        16.875,
        gaps,
        page ? request.job().outputDir().resolve("job.plan.html") : null);
  }

  @Override
  public VerifyResult verify(RunRequest request, int segments) throws Exception {
    begin(request);
    return issues.isEmpty()
        ? new VerifyResult("identical", 2, 3, Math.min(segments, 7), 0, List.of(), List.of())
        : new VerifyResult("different", 2, 3, Math.min(segments, 7), 0, issues, List.of());
  }

  @Override
  public StillResult still(RunRequest request, StillRequest still) throws Exception {
    stills.add(still);
    begin(request);
    return new StillResult(still.out(), "one", "2014-07-20", 640, 360);
  }

  @Override
  public AlignResult align(RunRequest request, Optional<Path> writeAligned) throws Exception {
    aligns.add(writeAligned);
    begin(request);
    return new AlignResult(
        Path.of("a.alignment.html"),
        "one",
        List.of(
            new AlignResult.AlignedDate(
                "one",
                AcquisitionDate.on(LocalDate.parse("2014-07-20"), DateSource.FILENAME),
                Shift.REFERENCE),
            new AlignResult.AlignedDate(
                "two",
                AcquisitionDate.on(LocalDate.parse("2015-08-03"), DateSource.FILENAME),
                new Shift(
                    1.25,
                    -0.5,
                    0.02,
                    "affine",
                    0.9,
                    0.1,
                    90,
                    10,
                    0.04,
                    Displacement.NONE,
                    true,
                    Shift.Status.ALIGNED))),
        writeAligned.map(folder -> List.of(folder.resolve("two.tif"))).orElse(List.of()),
        dropped,
        issues);
  }

  Optional<Path> writeAligned() {
    return aligns.get(aligns.size() - 1);
  }
}
