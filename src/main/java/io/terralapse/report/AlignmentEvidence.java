package io.terralapse.report;

import io.terralapse.align.SequenceAligner;
import io.terralapse.align.core.AdjustedShift;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import io.terralapse.config.JobSettings;
import io.terralapse.encode.Poster;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.model.Shift;
import io.terralapse.pipeline.Measurement;
import io.terralapse.pipeline.SceneInventory;
import io.terralapse.pipeline.Stores;
import io.terralapse.pipeline.TimelapseJobs;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What pass 1 found, as numbers and pictures that people can judge. */
public final class AlignmentEvidence {
  /** Widest picture on the page; narrower where there are many dates, so that it stays mailable. */
  private static final int WIDEST_PX = 720;

  private static final int MANY_DATES = 48;
  private static final double QUALITY = 0.8;

  private final JobSettings job;
  private final Grid grid;
  private final Measurement measurement;
  private final Stores stores;

  public AlignmentEvidence(
      JobSettings job, SceneInventory survey, Measurement measurement, Stores stores) {
    this.job = job;
    this.grid = survey.plan().grid();
    this.measurement = measurement;
    this.stores = stores;
  }

  /** The page's content. */
  public AlignmentReport report(String toolVersion, Progress progress) throws Exception {
    List<ReadAcquisition> dates = measurement.dates();
    progress.stage("drawing", dates.size());
    int widest = dates.size() > MANY_DATES ? WIDEST_PX / 2 : WIDEST_PX;
    double factor = Math.max(1, grid.width() / (double) widest);
    Grid small = grid.coarser(factor);
    Warper warper = new Warper(small, Kernel.CUBIC, TimelapseJobs.LATTICE_ERROR_PX);
    List<AlignedDate> shown;
    try (Workers workers = new Workers("pictures", job.jobs())) {
      shown =
          workers.map(
              dates,
              date -> {
                AlignedDate one = shown(date, warper, factor);
                progress.step();
                return one;
              });
    }
    Optional<Ledger.Reference> reference = measurement.alignment().reference();
    return new AlignmentReport(
        job.furniture().title().orElse(job.name()),
        reference.map(Ledger.Reference::sceneId).orElse(""),
        reference.map(Ledger.Reference::why).orElse("alignment is off"),
        grid.pixelSizeM(),
        grid.width(),
        grid.height(),
        shown,
        edges(),
        toolVersion);
  }

  private AlignedDate shown(ReadAcquisition date, Warper warper, double factor) throws IOException {
    Shift shift = measurement.alignment().shiftOf(date);
    AcquisitionDate acquired = date.acquisition().acquired();
    SequenceAligner.Measured measured = measurement.alignment().measured();
    Optional<AdjustedShift> adjusted = Optional.ofNullable(measured.adjusted().get(date.id()));
    Displacement small = shift.appliedDisplacement().onRaster(0, 0, 1 / factor);
    byte[] before = jpeg(date, warper, Displacement.NONE);
    return new AlignedDate(
        date.id(),
        acquired.text(),
        acquired.start(),
        shift.status().word(),
        shift.model(),
        shift.dxPx(),
        shift.dyPx(),
        shift.uncertaintyPx(),
        shift.confidence(),
        shift.residualPx(),
        shift.closurePx(),
        shift.tiePoints(),
        shift.rejectedTiePoints(),
        shift.applied(),
        adjusted.map(AdjustedShift::reason).orElse(""),
        before,
        shift.applied() ? jpeg(date, warper, small) : before,
        adjusted.map(one -> votes(one, measured.ratio())).orElse(List.of()));
  }

  private byte[] jpeg(ReadAcquisition date, Warper warper, Displacement displacement)
      throws IOException {
    try (OpenWindows windows = OpenWindows.of(stores.windows(), date.requests())) {
      Frame frame = date.recipe().apply(warper.warp(windows.scenes(), displacement));
      Picture picture = measurement.stretch().apply(frame);
      return Poster.jpeg(picture, QUALITY);
    }
  }

  /** What windows saw, less what the date's shape explains. */
  private static List<ShownVote> votes(AdjustedShift shift, double ratio) {
    List<ShownVote> votes = new ArrayList<>();
    double[] shape = new double[2];
    for (TiePoint tie : shift.ties()) {
      shift.shape().at(tie.x(), tie.y(), shape);
      votes.add(
          new ShownVote(
              tie.x() * ratio,
              tie.y() * ratio,
              (tie.dxPx() - shape[0]) * ratio,
              (tie.dyPx() - shape[1]) * ratio,
              tie.agrees()));
    }
    return votes;
  }

  private List<MeasuredEdge> edges() {
    SequenceAligner.Measured measured = measurement.alignment().measured();
    double ratio = measured.ratio();
    List<MeasuredEdge> edges = new ArrayList<>();
    for (Edge edge : measured.edges()) {
      edges.add(
          new MeasuredEdge(
              edge.referenceId(),
              edge.targetId(),
              edge.dxPx() * ratio,
              edge.dyPx() * ratio,
              edge.uncertaintyPx() * ratio,
              misfit(edge, measured.adjusted()) * ratio,
              edge.accepted(),
              edge.reason()));
    }
    return edges;
  }

  /** How far an edge is from what the adjusted shifts say. */
  private static double misfit(Edge edge, Map<String, AdjustedShift> adjusted) {
    AdjustedShift from = adjusted.get(edge.referenceId());
    AdjustedShift to = adjusted.get(edge.targetId());
    if (from == null || to == null || !edge.accepted()) {
      return 0;
    }
    return Math.hypot(to.dxPx() - from.dxPx() - edge.dxPx(), to.dyPx() - from.dyPx() - edge.dyPx());
  }
}
