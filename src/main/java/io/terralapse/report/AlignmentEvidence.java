package io.terralapse.report;

import io.terralapse.align.SequenceAlignment;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.encode.Poster;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Collects the evidence for an alignment: the numbers, and small images before and after
 * correction.
 */
public final class AlignmentEvidence {
  /**
   * Widest image on the page, pixels; half of it for many dates, so that the page can be mailed.
   */
  private static final int MAX_WIDTH = 720;

  private static final int MANY_DATES = 48;

  /** JPEG quality, 0 to 1. */
  private static final double QUALITY = 0.8;

  private final String title;
  private final Grid grid;
  private final List<ReadAcquisition> dates;
  private final Function<AcquisitionDate, String> names;
  private final SequenceAlignment alignment;
  private final Stretch stretch;
  private final WindowStore store;
  private final int jobs;
  private final Progress progress;

  /**
   * The evidence for a sequence.
   *
   * @param title heading of the page
   * @param dates in order of time
   * @param names how the video writes a date
   * @param jobs most threads, at least 1
   */
  public AlignmentEvidence(
      String title,
      Grid grid,
      List<ReadAcquisition> dates,
      Function<AcquisitionDate, String> names,
      SequenceAlignment alignment,
      Stretch stretch,
      WindowStore store,
      int jobs,
      Progress progress) {
    this.title = title;
    this.grid = grid;
    this.dates = dates;
    this.names = names;
    this.alignment = alignment;
    this.stretch = stretch;
    this.store = store;
    this.jobs = jobs;
    this.progress = progress;
  }

  /** Draws the images and puts the page's content together. */
  public AlignmentReport report(String toolVersion) throws Exception {
    progress.stage("drawing the alignment page", dates.size());
    int widest = dates.size() > MANY_DATES ? MAX_WIDTH / 2 : MAX_WIDTH;
    double factor = Math.max(1, grid.width() / (double) widest);
    Grid small = grid.coarser(factor);
    Warper warper = new Warper(small, Kernel.CUBIC, Warper.LATTICE_ERROR_PX);
    List<AlignedDate> shown;
    try (Workers workers = new Workers("images", jobs)) {
      shown =
          workers.map(
              dates,
              date -> {
                AlignedDate one = shown(date, warper, factor);
                progress.step();
                return one;
              });
    }
    return new AlignmentReport(
        title,
        alignment.anchor().map(AnchorChoice::id).orElse(""),
        alignment.anchor().map(AnchorChoice::why).orElse("The dates are shown as georeferenced"),
        grid.pixelSizeM(),
        grid.width(),
        grid.height(),
        shown,
        alignment.pairs(),
        toolVersion);
  }

  private AlignedDate shown(ReadAcquisition date, Warper warper, double factor) throws IOException {
    SequenceAlignment.AlignedAcquisition aligned = alignment.of(date);
    AcquisitionDate acquired = date.acquisition().acquired();
    Displacement small = aligned.shift().appliedDisplacement().onRaster(0, 0, 1 / factor);
    byte[] before = jpeg(date, warper, Displacement.NONE);
    return new AlignedDate(
        date.id(),
        names.apply(acquired),
        acquired.start(),
        aligned.shift(),
        aligned.reason(),
        before,
        aligned.shift().applied() ? jpeg(date, warper, small) : before,
        aligned.votes());
  }

  private byte[] jpeg(ReadAcquisition date, Warper warper, Displacement displacement)
      throws IOException {
    try (OpenWindows windows = OpenWindows.of(store, date.requests())) {
      Frame frame = date.recipe().apply(warper.warp(date.matched(windows.scenes()), displacement));
      Picture picture = stretch.apply(frame);
      return Poster.jpeg(picture, QUALITY);
    }
  }
}
