package io.terralapse.rendition;

import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.FocusArea;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.GridSettings;
import io.terralapse.grid.Shape;
import io.terralapse.grid.ShapedGrid;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Plans the grids of further renditions, and which pictures have to be drawn for all of them: one
 * with the pixels of the frames, enlarged to hold every rendition of the same or larger pixels, and
 * one for each rendition of smaller pixels. So source pixels are resampled once for each of these
 * pictures. Reads no pixels. Stateless, thread-safe.
 */
public final class RenditionPlanner {
  private RenditionPlanner() {}

  /**
   * Plans renditions.
   *
   * @param plan the grid of the frames and the area
   * @param aoi as configured
   * @param main the job's own rendition, on the grid of the frames
   * @param focus what {@code crop: focus} keeps
   * @return the pictures to draw; the first holds {@code main}
   * @throws UserError (usage) if a rendition cannot be made
   */
  public static List<RenditionCanvas> plan(
      GridPlan plan,
      AreaOfInterest aoi,
      Rendition main,
      List<RenditionSettings> settings,
      Optional<AreaOfInterest> focus) {
    List<Rendition> shared = new ArrayList<>(List.of(main));
    List<RenditionCanvas> canvases = new ArrayList<>();
    for (RenditionSettings one : settings) {
      Rendition rendition = of(one, plan, aoi, focus);
      checkSize(rendition);
      if (ShapedGrid.isCoarser(rendition.grid(), main.grid())) {
        shared.add(rendition);
      } else {
        add(rendition, canvases);
      }
    }
    Grid all = ShapedGrid.union(main.grid(), shared.stream().map(Rendition::grid).toList());
    canvases.add(0, new RenditionCanvas(all, shared));
    return canvases;
  }

  /** Refuses a size that the place of a rendition does not take. */
  private static void checkSize(Rendition rendition) {
    String wrong =
        rendition
            .settings()
            .limits()
            .findWrongSize(rendition.grid().width(), rendition.grid().height());
    if (!wrong.isEmpty()) {
      throw UserError.usage(
          "for: "
              + rendition.settings().place().orElse("")
              + " takes "
              + wrong
              + ", and the frames of "
              + rendition.name()
              + " have "
              + rendition.grid().width()
              + "x"
              + rendition.grid().height()
              + "; give them another shape or size under renditions, with name: "
              + rendition.name()
              + ".");
    }
  }

  /** Renditions on one grid share their pictures. */
  private static void add(Rendition rendition, List<RenditionCanvas> canvases) {
    for (int i = 0; i < canvases.size(); i++) {
      if (canvases.get(i).grid().equals(rendition.grid())) {
        List<Rendition> all = new ArrayList<>(canvases.get(i).renditions());
        all.add(rendition);
        canvases.set(i, new RenditionCanvas(rendition.grid(), all));
        return;
      }
    }
    canvases.add(new RenditionCanvas(rendition.grid(), List.of(rendition)));
  }

  private static Rendition of(
      RenditionSettings settings,
      GridPlan plan,
      AreaOfInterest aoi,
      Optional<AreaOfInterest> focus) {
    Grid main = plan.grid();
    if (settings.within().isPresent()) {
      return new Rendition(within(main, settings.within().get()), settings);
    }
    GridSettings.Size size = size(settings);
    Envelope area = plan.area().getEnvelopeInternal();
    Grid grid;
    if (settings.crop() == RenditionSettings.Crop.FOCUS) {
      Coordinate centre = focus.map(given -> FocusArea.centre(given, main)).orElseGet(area::centre);
      grid = ShapedGrid.inside(main, centre, size);
    } else if (aoi instanceof AreaOfInterest.Scenes) {
      grid = ShapedGrid.inside(main, area.centre(), size);
    } else {
      grid = ShapedGrid.around(main, area, size);
    }
    return new Rendition(grid, settings);
  }

  /** The frames' own grid, reduced until it fits; nothing is enlarged. */
  private static Grid within(Grid main, GridSettings.Size most) {
    double factor =
        Math.min(
            1,
            Math.min(most.width() / (double) main.width(), most.height() / (double) main.height()));
    if (factor == 1) {
      return main;
    }
    GridSettings.Size size =
        new GridSettings.Size(
            Math.max(16, 2 * (int) (main.width() * factor / 2 + 1e-9)),
            Math.max(16, 2 * (int) (main.height() * factor / 2 + 1e-9)));
    Coordinate centre =
        new Coordinate(
            main.originX() + main.width() * main.pixelSize() / 2,
            main.originY() - main.height() * main.pixelSize() / 2);
    return ShapedGrid.inside(main, centre, size);
  }

  /** The size in even numbers. */
  private static GridSettings.Size size(RenditionSettings settings) {
    GridSettings.Size size =
        settings
            .size()
            .or(() -> settings.shape().map(Shape::size))
            .orElseThrow(
                () ->
                    UserError.usage(
                        "renditions: "
                            + settings.name()
                            + " has neither shape nor size; give one of them."));
    if (size.height() == 0) {
      // A width alone.
      size =
          settings
              .shape()
              .orElseThrow(
                  () ->
                      UserError.usage(
                          "renditions: "
                              + settings.name()
                              + " has a width without a height; give its shape too, or a size such"
                              + " as 1080x1080."))
              .ofWidth(size.width());
    }
    return new GridSettings.Size(
        size.width() + size.width() % 2, size.height() + size.height() % 2);
  }
}
