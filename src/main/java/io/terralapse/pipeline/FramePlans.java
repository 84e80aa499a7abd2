package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.geo.Crs;
import io.terralapse.geo.TrueNorth;
import io.terralapse.grid.GridSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns measured dates into frames to draw, and makes the renderer that draws them. */
final class FramePlans {
  private FramePlans() {}

  /** One frame a date, in order. */
  static List<FramePlan> of(Measurement measurement) {
    List<FramePlan> frames = new ArrayList<>();
    for (ReadDate date : measurement.dates()) {
      Shift shift = measurement.alignment().shiftOf(date);
      frames.add(of(frames.size(), date, shift));
    }
    return frames;
  }

  static FramePlan of(int index, ReadDate date, Shift shift) {
    return new FramePlan(
        index, date, shift, new Caption(date.acquisition().acquired(), credit(date.acquisition())));
  }

  private static Optional<String> credit(Acquisition acquisition) {
    String joined =
        acquisition.scenes().stream()
            .map(Scene::credit)
            .flatMap(Optional::stream)
            .distinct()
            .collect(Collectors.joining(" · "));
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
  }

  /** The furniture of a job's frames. */
  static FurniturePainter furniture(JobSettings job, Survey survey) {
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
        dates.stream().map(Acquisition::acquired).map(DateSpan::of).toList(),
        dates.stream().map(FramePlans::credit).flatMap(Optional::stream).distinct().toList(),
        ChannelLook.hasLegend(job, survey.bands()));
  }

  /** What draws the frames. */
  static FrameRenderer renderer(
      JobSettings job, Survey survey, Stretch stretch, FurniturePainter furniture, Stores stores) {
    Grid grid = survey.plan().grid();
    Warper warper =
        new Warper(grid, kernel(job.grid().resampling()), RenderPipeline.LATTICE_ERROR_PX);
    FurniturePainter whole =
        ChannelLook.findLegend(job, survey.bands(), stretch)
            .map(furniture::withLegend)
            .orElse(furniture);
    return new FrameRenderer(stores.windows(), grid, warper, stretch, whole);
  }

  private static Kernel kernel(GridSettings.Resampling resampling) {
    return switch (resampling) {
      case NEAR -> Kernel.NEAR;
      case BILINEAR -> Kernel.BILINEAR;
      case CUBIC -> Kernel.CUBIC;
    };
  }
}
