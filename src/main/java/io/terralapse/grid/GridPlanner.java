package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.geo.PositionCheck;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Chooses the grid that all frames share.
 *
 * <ul>
 *   <li>In: the area of interest, the requested size, and the scenes' headers. Out: the grid, the
 *       area in its CRS, and the acquisitions that reach it.
 *   <li>{@code t_srs: auto} is the projected CRS that all these scenes share, or else the one that
 *       {@link AutomaticCrs} finds for the area.
 *   <li>Bad data: a scene without a usable georeference is dropped with an {@link Issue}.
 *   <li>{@code aoi: scenes} is the largest rectangle that the acquisitions have in common with
 *       data, or, if some of them would reduce it too much, that of the set that {@link CommonArea}
 *       chooses.
 * </ul>
 *
 * <p>Reads no pixels itself. Immutable and thread-safe.
 */
public final class GridPlanner {
  private final GridSettings settings;
  private final boolean enlarges;

  /** A planner for one job; the settings are checked by {@link #plan}. */
  public GridPlanner(GridSettings settings) {
    this(settings, true);
  }

  private GridPlanner(GridSettings settings, boolean enlarges) {
    this.settings = settings;
    this.enlarges = enlarges;
  }

  /** A planner that keeps native pixels of small areas by default, as earlier versions did. */
  public static GridPlanner ofNativePixels(GridSettings settings) {
    return new GridPlanner(settings, false);
  }

  /**
   * Plans the grid.
   *
   * @param acquisitions in a fixed order, which the result keeps; the first one breaks ties
   * @param coverage used for {@code aoi: scenes} only
   * @throws UserError (usage) if the settings give no grid; (no time-lapse) if no scene reaches the
   *     area
   */
  public GridPlan plan(List<Acquisition> acquisitions, SceneCoverage coverage) {
    LocatedScenes candidates = locate(acquisitions);
    settings.size().ifPresent(size -> noteOddSize(size, candidates.issues()));
    return settings.aoi() instanceof AreaOfInterest.Scenes
        ? planCommon(candidates, coverage)
        : planRequested(candidates, Optional.empty());
  }

  /**
   * Plans with a grid that is given, such as that of published frames.
   *
   * @param grid of the same kind as the scenes: on Earth, or in pixels
   * @throws UserError (no time-lapse) if no scene reaches it
   */
  public GridPlan plan(List<Acquisition> acquisitions, Grid grid) {
    LocatedScenes candidates = locate(acquisitions);
    if (!(settings.aoi() instanceof AreaOfInterest.Scenes)) {
      return planRequested(candidates, Optional.of(grid));
    }
    Geometry area = rectangle(grid);
    RequestedArea requested = new RequestedArea(area, Crs.of(grid.crs()));
    AreaReach reach = new AreaReach(requested);
    List<LocatedAcquisition> kept =
        candidates.located().stream().filter(one -> one.reaches(reach)).toList();
    if (kept.isEmpty()) {
      throw UserError.noTimelapse(
          "the published area is around %s, and no scene reaches it: the scenes are around %s; check scenes, or run with --relock to plan the area again"
              .formatted(requested.describeCentre(), candidates.located().get(0).describeCentre()));
    }
    return candidates.plan(grid, area, kept, "the published area");
  }

  /** True if the scenes are on Earth and the grid is, or if neither is. */
  public static boolean isOfKind(Grid grid, List<Acquisition> acquisitions) {
    LocatedScenes candidates = LocatedScenes.of(acquisitions);
    return candidates.located().isEmpty()
        || candidates.arePixels() == Crs.of(grid.crs()).isPixels();
  }

  private LocatedScenes locate(List<Acquisition> acquisitions) {
    LocatedScenes candidates = LocatedScenes.of(acquisitions);
    if (candidates.located().isEmpty()) {
      throw UserError.noTimelapse(
          candidates.issues().isEmpty()
              ? "scenes: there is no scene to make a grid from; check the paths under scenes"
              : "scenes: none has a usable georeference; " + candidates.issues().get(0).sentence());
    }
    checkKind(candidates.arePixels());
    return candidates;
  }

  /** An area on Earth and an area in pixels cannot be converted into each other. */
  private void checkKind(boolean pixels) {
    AreaOfInterest aoi = settings.aoi();
    if (!pixels && aoi instanceof AreaOfInterest.Pixels) {
      throw UserError.usage(
          "aoi.pixels is for scenes without georeference, but these have one; give the area with"
              + " aoi.bbox or another form");
    }
    boolean fitsPixels =
        aoi instanceof AreaOfInterest.Pixels || aoi instanceof AreaOfInterest.Scenes;
    if (pixels && !fitsPixels) {
      throw UserError.usage(
          "aoi is an area on Earth, but the scenes have no georeference; use aoi.pixels, or put"
              + " world files and .prj files beside them");
    }
    if (pixels && findTargetSrs().isPresent()) {
      throw UserError.usage(
          "grid.t_srs is a CRS, but the scenes have no georeference; remove it, or put world"
              + " files and .prj files beside them");
    }
  }

  private static void noteOddSize(GridSettings.Size size, List<Issue> issues) {
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
      String sentence =
          "grid.size "
              + (size.width() + " x " + size.height())
              + " is odd, which video cannot have; the next even size is used";
      issues.add(new Issue("odd-size", "grid.size", sentence));
    }
  }

  private GridPlan planCommon(LocatedScenes candidates, SceneCoverage coverage) {
    List<LocatedAcquisition> all = candidates.located();
    Crs working = workingCrs(all);
    coverage.prepare(
        all.stream().flatMap(one -> one.extents().stream()).map(SceneExtent::scene).toList());
    CommonFootprint common = CommonFootprint.of(all, working, coverage);
    Crs crs = working;
    if (findTargetSrs().isEmpty()) {
      RequestedArea area = new RequestedArea(common.area(), working);
      List<LocatedAcquisition> members = common.members();
      crs = findSharedCrs(members).orElseGet(() -> AutomaticCrs.of(area, members));
      if (!crs.sameAs(working)) {
        common = CommonFootprint.of(common.members(), crs, coverage);
      }
    }
    Envelope inside = InscribedRectangle.of(common.area());
    if (inside.isNull()) {
      throw UserError.noTimelapse(
          "aoi: scenes finds no rectangle inside the area that all scenes cover; give an area"
              + " (aoi.bbox)");
    }
    Grid grid = size(crs, common.members(), inside, false);
    return candidates.planCommon(grid, common.members(), crs, coverage);
  }

  private GridPlan planRequested(LocatedScenes candidates, Optional<Grid> given) {
    RequestedArea requested = AreaOfInterestReader.read(settings.aoi(), teCrs(candidates));
    requirePosition(
        "aoi.te_srs", requested.crs(), requested.geometry().getEnvelopeInternal().centre());
    AreaReach reach = new AreaReach(requested);
    List<LocatedAcquisition> kept =
        candidates.located().stream().filter(p -> p.reaches(reach)).toList();
    if (kept.isEmpty()) {
      throw UserError.noTimelapse(
          "aoi is around %s, and no scene reaches it: the scenes are around %s; check aoi (%s comes first) or scenes"
              .formatted(
                  requested.describeCentre(),
                  candidates.located().get(0).describeCentre(),
                  requested.crs().isPixels() ? "the column" : "longitude"));
    }
    // Looked up last: the first transform to degrees costs half a second of start-up.
    Crs crs =
        given
            .map(grid -> Crs.of(grid.crs()))
            .or(this::findTargetSrs)
            .or(() -> findSharedCrs(kept))
            .orElseGet(() -> AutomaticCrs.of(requested, kept));
    Geometry area = areaIn(crs, requested);
    Grid grid = given.orElseGet(() -> size(crs, kept, area.getEnvelopeInternal(), true));
    return candidates.plan(grid, area, kept, "the area of interest");
  }

  /** The CRS in which scenes are compared before there is an area. */
  Crs workingCrs(List<LocatedAcquisition> located) {
    return findFixedCrs(located).orElseGet(() -> likelyCrs(located));
  }

  /** The CRS of the grid, if it does not depend on the area. */
  Optional<Crs> findFixedCrs(List<LocatedAcquisition> located) {
    return findTargetSrs().or(() -> findSharedCrs(located));
  }

  private Optional<Crs> findTargetSrs() {
    String srs = settings.targetSrs().strip();
    return srs.equalsIgnoreCase("auto")
        ? Optional.empty()
        : Optional.of(NamedCrs.of("grid.t_srs", srs));
  }

  private static Optional<Crs> findSharedCrs(List<LocatedAcquisition> located) {
    return AutomaticCrs.findShared(located).filter(Crs::isProjected);
  }

  /** The CRS of most scenes, or that of their area, in which to find out which of them overlap. */
  private static Crs likelyCrs(List<LocatedAcquisition> located) {
    SceneExtent best = located.get(0).extents().get(0);
    long most = 0;
    for (LocatedAcquisition candidate : located) {
      SceneExtent extent = candidate.extents().get(0);
      long n = located.stream().filter(p -> p.extents().get(0).crs().sameAs(extent.crs())).count();
      if (n > most) {
        best = extent;
        most = n;
      }
    }
    return best.crs().isProjected()
        ? best.crs()
        : AutomaticCrs.of(new RequestedArea(best.outline(), best.crs()), located);
  }

  /** The CRS of {@code te} without {@code te_srs}: the grid's, if it is known before the area. */
  private Crs teCrs(LocatedScenes candidates) {
    if (settings.aoi() instanceof AreaOfInterest.Te te && te.srs().isBlank()) {
      return findTargetSrs()
          .or(() -> findSharedCrs(candidates.located()))
          .orElseThrow(
              () ->
                  UserError.usage(
                      "aoi.te_srs is needed because the scenes do not share one projected CRS; set"
                          + " it to the CRS of aoi.te"));
    }
    return Crs.lonLat();
  }

  private Geometry areaIn(Crs crs, RequestedArea requested) {
    if (settings.aoi() instanceof AreaOfInterest.Center c) {
      return around(c, crs);
    }
    Geometry area =
        Reprojection.find(requested.geometry(), requested.crs(), crs)
            .orElseThrow(
                () ->
                    UserError.usage(
                        "aoi around %s cannot be projected to %s; choose a smaller area or another grid.t_srs"
                            .formatted(requested.describeCentre(), crs)));
    if (isTorn(area, requested, crs)) {
      throw UserError.usage(
          "aoi around %s crosses the edge of the map of %s; set grid.t_srs to auto or a local CRS"
              .formatted(requested.describeCentre(), crs));
    }
    return area;
  }

  /** True if the projection tears the area apart: on the map it is far wider than on the ground. */
  private static boolean isTorn(Geometry area, RequestedArea requested, Crs crs) {
    Envelope degrees = requested.geometry().getEnvelopeInternal();
    boolean crosses =
        requested.crs().isGeographic() && (degrees.getMaxX() > 180 || degrees.getMinX() < -180);
    if (!crosses || crs.isGeographic()) {
      return false;
    }
    Envelope map = area.getEnvelopeInternal();
    double ground =
        degrees.getWidth() * GroundScale.ofDegrees(0).metresPerX()
            + degrees.getHeight() * GroundScale.ofDegrees(0).metresPerY();
    double atCentre = GroundScale.at(crs, map.centre().x, map.centre().y).metresPerX();
    return map.getWidth() * atCentre > 4 * ground;
  }

  private static void requirePosition(String setting, Crs crs, Coordinate at) {
    PositionCheck.findFault(crs, at.x, at.y)
        .ifPresent(
            fault -> {
              throw UserError.usage(setting + ": " + fault + "; choose another CRS");
            });
  }

  private static Geometry around(AreaOfInterest.Center c, Crs crs) {
    double[] p = {c.longitude(), c.latitude()};
    Transforms.between(Crs.lonLat(), crs).apply(p, 1);
    GroundScale ground = GroundScale.at(crs, p[0], p[1]);
    double halfWidth = c.widthM() / 2 / ground.metresPerX();
    double halfHeight = c.heightM() / 2 / ground.metresPerY();
    if (!Double.isFinite(p[0] + p[1] + halfWidth + halfHeight)) {
      throw UserError.usage(
          "aoi.center is outside the area of use of " + crs + "; change grid.t_srs");
    }
    return Reprojection.rectangle(
        new Envelope(p[0] - halfWidth, p[0] + halfWidth, p[1] - halfHeight, p[1] + halfHeight));
  }

  private Grid size(Crs crs, List<LocatedAcquisition> kept, Envelope area, boolean expand) {
    Coordinate centre = area.centre();
    requirePosition("grid.t_srs", crs, centre);
    SceneExtent finest = kept.get(0).extents().get(0);
    double pixel = Double.NaN;
    for (LocatedAcquisition located : kept) {
      for (SceneExtent extent : located.extents()) {
        double size = extent.pixelSizeIn(crs, centre.x, centre.y);
        // Sizes that differ by rounding count as equal; the first scene's pixel lattice is then
        // used.
        if (size > 0 && !(size >= pixel * (1 - 1e-9))) {
          pixel = size;
          finest = extent;
        }
      }
    }
    if (Double.isNaN(pixel)) {
      throw UserError.usage(
          "grid.t_srs: " + crs + " is not defined where the scenes are; set grid.t_srs to auto");
    }
    boolean keepsCorner = settings.aoi() instanceof AreaOfInterest.Te;
    Optional<GridSizing.PixelLattice> lattice =
        !keepsCorner && finest.isNorthUpIn(crs)
            ? Optional.of(
                new GridSizing.PixelLattice(
                    finest.transform().x0(), finest.transform().y0(), pixel))
            : Optional.empty();
    return new GridSizing(crs, settings, expand, lattice, enlarges).over(area, pixel);
  }

  /** The outline of a grid. */
  static Geometry rectangle(Grid grid) {
    return Reprojection.rectangle(
        new Envelope(
            grid.originX(),
            grid.originX() + grid.width() * grid.pixelSize(),
            grid.originY() - grid.height() * grid.pixelSize(),
            grid.originY()));
  }
}
