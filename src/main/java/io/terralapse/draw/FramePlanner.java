package io.terralapse.draw;

import io.terralapse.config.JobSettings;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.geo.Crs;
import io.terralapse.geo.TrueNorth;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.pipeline.Measurement;
import io.terralapse.pipeline.SceneInventory;
import io.terralapse.pipeline.Stores;
import io.terralapse.pipeline.TimelapseJobs;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns measured dates into frames to draw, and makes the renderer that draws them. */
public final class FramePlanner {
  /** No more dates are read to fill one frame. */
  private static final int MOST_SOURCES = 8;

  /** Room in the layout is made for spans of so many dates. */
  private static final int LIKELY_REACH = 4;

  private FramePlanner() {}

  /** One frame a date, in order. */
  public static List<FramePlan> of(Measurement measurement, FillOrder fill) {
    List<Placed> placed =
        measurement.dates().stream()
            .map(date -> new Placed(date, measurement.alignment().shiftOf(date)))
            .toList();
    List<AcquisitionDate> dates =
        placed.stream().map(p -> p.date().acquisition().acquired()).toList();
    List<FramePlan> frames = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      List<Placed> sources =
          fill.sources(dates, i).stream()
              .map(placed::get)
              .filter(p -> showsGround(p.date()))
              .limit(MOST_SOURCES)
              .toList();
      frames.add(of(i, placed.get(i), sources));
    }
    return frames;
  }

  private static boolean showsGround(ReadAcquisition date) {
    return date.clearness().coveragePercent() > 0 && date.clearness().clearPercent() > 0;
  }

  /** The frame of a date alone. */
  public static FramePlan of(int index, ReadAcquisition date, Shift shift) {
    return of(index, new Placed(date, shift), List.of());
  }

  private static FramePlan of(int index, Placed own, List<Placed> sources) {
    Acquisition acquisition = own.date().acquisition();
    return new FramePlan(
        index, own, new Caption(acquisition.acquired(), credit(List.of(acquisition))), sources);
  }

  /** What a frame says of itself that holds pixels of other dates too. */
  public static Caption caption(FramePlan plan, List<ReadAcquisition> others) {
    DateSpan span = plan.caption().dates();
    List<Acquisition> all = new ArrayList<>(List.of(plan.date().acquisition()));
    for (ReadAcquisition other : others) {
      span = span.with(other.acquisition().acquired());
      all.add(other.acquisition());
    }
    return new Caption(span, credit(all));
  }

  private static Optional<String> credit(List<Acquisition> acquisitions) {
    String joined =
        acquisitions.stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .map(Scene::credit)
            .flatMap(Optional::stream)
            .distinct()
            .collect(Collectors.joining(" · "));
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
  }

  /**
   * What captions may say: the dates, and where gaps are filled the spans that a frame is likely to
   * show, which are known only when it is drawn.
   */
  private static List<DateSpan> spans(List<Acquisition> dates, FillOrder fill) {
    List<DateSpan> spans = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      DateSpan own = DateSpan.of(dates.get(i).acquired());
      spans.add(own);
      if (fill != FillOrder.NONE) {
        spans.add(own.with(dates.get(0).acquired()));
        for (int k = 1; k <= Math.min(i, LIKELY_REACH); k++) {
          spans.add(own.with(dates.get(i - k).acquired()));
        }
      }
    }
    return spans;
  }

  private static List<String> credits(List<Acquisition> dates, FillOrder fill) {
    List<String> credits =
        new ArrayList<>(
            dates.stream()
                .map(List::of)
                .map(FramePlanner::credit)
                .flatMap(Optional::stream)
                .toList());
    if (fill != FillOrder.NONE) {
      credit(dates).ifPresent(credits::add);
    }
    return credits.stream().distinct().toList();
  }

  /** The furniture of a job's frames. */
  public static FurniturePainter furniture(JobSettings job, SceneInventory survey) {
    Grid grid = survey.plan().grid();
    List<Acquisition> dates = survey.plan().acquisitions();
    double north =
        TrueNorth.degreesAt(
            Crs.of(grid.crs()),
            grid.originX() + grid.width() / 2.0 * grid.pixelSize(),
            grid.originY() - grid.height() / 2.0 * grid.pixelSize());
    return new FurniturePainter(
        job.furniture(),
        new Canvas(grid.width(), grid.height(), grid.pixelSizeM(), north, job.revealLocation()),
        spans(dates, job.fill()),
        credits(dates, job.fill()),
        ChannelTone.hasLegend(job, survey.bands()));
  }

  /** What draws the frames. */
  public static FrameRenderer renderer(
      JobSettings job,
      SceneInventory survey,
      Stretch stretch,
      FurniturePainter furniture,
      Stores stores) {
    Grid grid = survey.plan().grid();
    Warper warper =
        new Warper(grid, kernel(job.grid().resampling()), TimelapseJobs.LATTICE_ERROR_PX);
    FurniturePainter whole =
        ChannelTone.findLegend(job, survey.bands(), stretch)
            .map(furniture::withLegend)
            .orElse(furniture);
    boolean[] area =
        job.fill() == FillOrder.NONE ? new boolean[0] : AreaMask.of(survey.plan().area(), grid);
    return new FrameRenderer(
        stores.windows(), grid, warper, new FrameFilling(area), stretch, whole);
  }

  private static Kernel kernel(GridSettings.Resampling resampling) {
    return switch (resampling) {
      case NEAR -> Kernel.NEAR;
      case BILINEAR -> Kernel.BILINEAR;
      case CUBIC -> Kernel.CUBIC;
    };
  }
}
