package io.terralapse.publish;

import io.terralapse.config.JobSettings;
import io.terralapse.draw.DrawPass;
import io.terralapse.encode.Mp4Writer;
import io.terralapse.encode.Poster;
import io.terralapse.encode.SegmentSource;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerCsv;
import io.terralapse.ledger.LedgerJson;
import io.terralapse.model.Grid;
import io.terralapse.pipeline.AlignJob;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.report.AlignmentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Stages every output of a run, checks it by opening it again, and publishes all of them together.
 */
public final class Outputs {
  public static final String LEDGER_JSON = ".ledger.json";
  private static final String LEDGER_CSV = ".ledger.csv";

  /** The ledger of a run that had nothing to publish, when a film of an earlier run stands. */
  private static final String REFUSED = ".refused";

  private static final String MAIN = "main";

  private final JobSettings job;
  private final RunOptions options;
  private final Publication publication;
  private final List<Ledger.Output> outputs = new ArrayList<>();

  public Outputs(JobSettings job, RunOptions options, Publication publication) {
    this.job = job;
    this.options = options;
    this.publication = publication;
  }

  public List<Ledger.Output> outputs() {
    return List.copyOf(outputs);
  }

  /** Stages the outputs that the job asks for. */
  public void addFilm(DrawPass.Film film, Grid grid, Timing timing) throws IOException {
    if (job.mp4()) {
      addMp4(film, grid, timing);
    }
    if (job.poster()) {
      String name = job.name() + "-poster.jpg";
      Path staged = publication.stage(name);
      Poster.writeJpeg(staged, film.last(), Poster.QUALITY);
      add(name, staged, 1, OptionalDouble.empty());
    }
  }

  /** Stages the page of the alignment. */
  public void addPage(AlignmentReport report) throws IOException {
    String name = job.name() + AlignJob.PAGE;
    Path staged = publication.stage(name);
    AlignJob.write(report, staged);
    add(name, staged, report.dates().size(), OptionalDouble.empty());
  }

  private void addMp4(DrawPass.Film film, Grid grid, Timing timing) throws IOException {
    String name = job.name() + ".mp4";
    Path staged = publication.stage(name);
    Map<String, String> tags = new TreeMap<>();
    tags.put("title", job.furniture().title().orElse(job.name()));
    tags.put("encoder", "Terralapse " + options.toolVersion());
    Mp4Writer.write(
        staged, film.segments().stream().map(SegmentSource::file).toList(), timing, tags);
    check(VideoCheck.inspect(staged, true), grid, timing);
    add(name, staged, Math.toIntExact(timing.frames()), OptionalDouble.of(timing.totalSeconds()));
  }

  /** A file that is not what was meant to be written must not replace a good one. */
  private static void check(VideoFacts facts, Grid grid, Timing timing) throws IOException {
    boolean right =
        facts.width() == grid.width()
            && facts.height() == grid.height()
            && facts.frames() == timing.frames()
            && facts.decodedFrames() == timing.frames()
            && facts.warnings() == 0
            && facts.indexFirst()
            && Math.abs(facts.durationMicros() / 1e6 - timing.totalSeconds()) < 0.02;
    if (!right) {
      throw new IOException("the finished video does not read back as it was written: " + facts);
    }
  }

  private void add(String name, Path staged, int frames, OptionalDouble seconds)
      throws IOException {
    outputs.add(
        new Ledger.Output(
            name, MAIN, Files.size(staged), FileHash.sha256(staged), frames, seconds));
  }

  /** Puts everything in place, the ledger last. */
  public void publish(Ledger ledger) throws IOException {
    List<String> names = new ArrayList<>(outputs.stream().map(Ledger.Output::file).toList());
    names.addAll(stageLedger(ledger, job.name()));
    publication.commit(names);
    Files.deleteIfExists(job.outputDir().resolve(job.name() + REFUSED + LEDGER_JSON));
    Files.deleteIfExists(job.outputDir().resolve(job.name() + REFUSED + LEDGER_CSV));
  }

  /**
   * Publishes the ledger of a run that has nothing to show. Beside a film that stands it takes
   * another name, because the film's own ledger must stay with it.
   */
  public void publishRefusal(Ledger ledger) throws IOException {
    boolean filmStands = Files.exists(job.outputDir().resolve(job.name() + ".mp4"));
    publication.commit(stageLedger(ledger, job.name() + (filmStands ? REFUSED : "")));
  }

  private List<String> stageLedger(Ledger ledger, String base) throws IOException {
    LedgerCsv.write(ledger, publication.stage(base + LEDGER_CSV));
    new LedgerJson().write(ledger, publication.stage(base + LEDGER_JSON));
    return List.of(base + LEDGER_CSV, base + LEDGER_JSON);
  }
}
