package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Decides the grid.
 *
 * <ul>
 *   <li>In: the area of interest, the wanted size, and the scenes' headers. Out: one grid, the area
 *       in its CRS, and the acquisitions that take part.
 *   <li>{@code t_srs: auto} is the projected CRS that all these scenes share, else the UTM zone of
 *       the area's centre (polar stereographic beyond 84 N and 80 S).
 *   <li>Bad data: a scene without a usable georeference is dropped with an {@link Issue}.
 * </ul>
 *
 * <p>Reads no pixel. Immutable; thread-safe.
 */
public final class GridPlanner {
  private final GridSettings settings;

  /** A planner for one job. */
  public GridPlanner(GridSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes the plan.
   *
   * @param acquisitions in any fixed order, which the result keeps
   * @throws UserError with exit 2 if the settings make no grid, with exit 3 if no scene reaches the
   *     area
   */
  public GridPlan plan(List<Acquisition> acquisitions) {
    Candidates candidates = Candidates.of(acquisitions);
    if (candidates.placed().isEmpty()) {
      throw UserError.noTimelapse(
          candidates.issues().isEmpty()
              ? "scenes: there is none to make a grid from"
              : "scenes: none has a usable georeference; " + candidates.issues().get(0).sentence());
    }
    checkKind(candidates.arePixels());
    settings.size().ifPresent(size -> noteOddSize(size, candidates.issues()));
    return settings.aoi() instanceof AreaOfInterest.Scenes
        ? planCommon(candidates)
        : planAsked(candidates);
  }

  /** Places on Earth and pixels of pictures know nothing of each other. */
  private void checkKind(boolean pixels) {
    AreaOfInterest aoi = settings.aoi();
    if (!pixels && aoi instanceof AreaOfInterest.Pixels) {
      throw UserError.usage(
          "aoi.pixels is for scenes without georeference, and these have one; name the place with"
              + " aoi.bbox or another form");
    }
    boolean placeless =
        aoi instanceof AreaOfInterest.Pixels || aoi instanceof AreaOfInterest.Scenes;
    if (pixels && !placeless) {
      throw UserError.usage(
          "aoi names a place on Earth, and the scenes have no georeference; use aoi.pixels, or put"
              + " world files and .prj files beside them");
    }
    if (pixels && findTargetSrs().isPresent()) {
      throw UserError.usage(
          "grid.t_srs names a CRS, and the scenes have no georeference; leave it out, or put world"
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

  private GridPlan planCommon(Candidates candidates) {
    List<Placed> all = candidates.placed();
    Crs working = findTargetSrs().or(() -> findSharedCrs(all)).orElseGet(() -> likelyCrs(all));
    Shared shared = Shared.of(all, working);
    Crs crs = working;
    if (findTargetSrs().isEmpty()) {
      Coordinate centre = shared.area().getEnvelopeInternal().centre();
      crs = findSharedCrs(shared.kept()).orElseGet(() -> zoneOf(working, centre));
      if (!crs.sameAs(working)) {
        shared = Shared.of(shared.kept(), crs);
      }
    }
    Envelope inside = InscribedRectangle.of(shared.area());
    if (inside.isNull()) {
      throw UserError.noTimelapse(
          "aoi: scenes finds no rectangle that the scenes have in common; name an area (aoi.bbox)");
    }
    Grid grid = size(crs, shared.kept(), inside, false);
    return candidates.plan(grid, rectangle(grid), shared.kept(), "aoi: scenes");
  }

  private GridPlan planAsked(Candidates candidates) {
    RequestedArea asked = AreaOfInterestReader.read(settings.aoi(), teCrs(candidates));
    List<Placed> kept = candidates.placed().stream().filter(p -> p.shows(asked)).toList();
    if (kept.isEmpty()) {
      throw UserError.noTimelapse(
          "aoi lies around %s, and no scene reaches it: the scenes lie around %s; check aoi (%s comes first) or scenes"
              .formatted(
                  asked.place(),
                  candidates.placed().get(0).place(),
                  asked.crs().isPixels() ? "the column" : "longitude"));
    }
    // Where the area lies in degrees is asked last: it takes half a second of start-up to know.
    Crs crs = findTargetSrs().or(() -> findSharedCrs(kept)).orElseGet(() -> zoneOf(asked));
    Geometry area = areaIn(crs, asked);
    Grid grid = size(crs, kept, area.getEnvelopeInternal(), true);
    return candidates.plan(grid, area, kept, "the area of interest");
  }

  private Optional<Crs> findTargetSrs() {
    String wanted = settings.targetSrs().strip();
    return wanted.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(Crs.of(wanted));
  }

  private static Optional<Crs> findSharedCrs(List<Placed> placed) {
    Crs first = placed.get(0).extents().get(0).crs();
    boolean shared =
        first.isProjected()
            && placed.stream()
                .flatMap(p -> p.extents().stream())
                .allMatch(e -> e.crs().sameAs(first));
    return shared ? Optional.of(first) : Optional.empty();
  }

  /** A system in which most scenes can be compared, to find out which of them overlap. */
  private static Crs likelyCrs(List<Placed> placed) {
    SceneExtent best = placed.get(0).extents().get(0);
    long most = 0;
    for (Placed candidate : placed) {
      SceneExtent extent = candidate.extents().get(0);
      long n = placed.stream().filter(p -> p.extents().get(0).crs().sameAs(extent.crs())).count();
      if (n > most) {
        best = extent;
        most = n;
      }
    }
    return best.crs().isProjected()
        ? best.crs()
        : zoneOf(best.crs(), best.outline().getEnvelopeInternal().centre());
  }

  private static Crs zoneOf(RequestedArea asked) {
    double[] centre = asked.centreLonLat();
    return Crs.of(Crs.utmZoneFor(centre[0], centre[1]));
  }

  private static Crs zoneOf(Crs crs, Coordinate centre) {
    double[] p = {centre.x, centre.y};
    Transforms.between(crs, Crs.lonLat()).apply(p, 1);
    return Crs.of(Crs.utmZoneFor(p[0], p[1]));
  }

  /**
   * The system of {@code te} without {@code te_srs}: the grid's, if it is known before the area.
   */
  private Crs teCrs(Candidates candidates) {
    if (settings.aoi() instanceof AreaOfInterest.Te te && te.srs().isBlank()) {
      return findTargetSrs()
          .or(() -> findSharedCrs(candidates.placed()))
          .orElseThrow(
              () ->
                  UserError.usage(
                      "aoi.te_srs is needed, because the scenes do not share one projected CRS"));
    }
    return Crs.lonLat();
  }

  private Geometry areaIn(Crs crs, RequestedArea asked) {
    if (settings.aoi() instanceof AreaOfInterest.Center c) {
      return around(c, crs);
    }
    Geometry area =
        Reprojection.find(asked.geometry(), asked.crs(), crs)
            .orElseThrow(
                () ->
                    UserError.usage(
                        "aoi around %s cannot be drawn in %s; choose a smaller area or another grid.t_srs"
                            .formatted(asked.place(), crs)));
    if (isTorn(area, asked, crs)) {
      throw UserError.usage(
          "aoi around %s lies across the edge of the map of %s; set grid.t_srs to auto or a local CRS"
              .formatted(asked.place(), crs));
    }
    return area;
  }

  /** True if an area is several times wider on the map than it is on the ground. */
  private static boolean isTorn(Geometry area, RequestedArea asked, Crs crs) {
    Envelope degrees = asked.geometry().getEnvelopeInternal();
    boolean crosses =
        asked.crs().isGeographic() && (degrees.getMaxX() > 180 || degrees.getMinX() < -180);
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

  private static Geometry around(AreaOfInterest.Center c, Crs crs) {
    double[] p = {c.longitude(), c.latitude()};
    Transforms.between(Crs.lonLat(), crs).apply(p, 1);
    GroundScale ground = GroundScale.at(crs, p[0], p[1]);
    double halfWidth = c.widthM() / 2 / ground.metresPerX();
    double halfHeight = c.heightM() / 2 / ground.metresPerY();
    if (!Double.isFinite(p[0] + p[1] + halfWidth + halfHeight)) {
      throw UserError.usage("aoi.center lies outside the map of " + crs + "; change grid.t_srs");
    }
    return Reprojection.rectangle(
        new Envelope(p[0] - halfWidth, p[0] + halfWidth, p[1] - halfHeight, p[1] + halfHeight));
  }

  private Grid size(Crs crs, List<Placed> kept, Envelope area, boolean grows) {
    Coordinate centre = area.centre();
    SceneExtent finest = kept.get(0).extents().get(0);
    double pixel = Double.NaN;
    for (Placed placed : kept) {
      for (SceneExtent extent : placed.extents()) {
        double size = extent.pixelSizeIn(crs, centre.x, centre.y);
        // Sizes that differ by rounding are one; the first scene's lattice then counts.
        if (size > 0 && !(size >= pixel * (1 - 1e-9))) {
          pixel = size;
          finest = extent;
        }
      }
    }
    if (Double.isNaN(pixel)) {
      throw UserError.usage("grid.t_srs " + crs + " has no meaning where the scenes are");
    }
    boolean keepsCorner = settings.aoi() instanceof AreaOfInterest.Te;
    Optional<GridSizing.PixelLattice> lattice =
        !keepsCorner && finest.isNorthUpIn(crs)
            ? Optional.of(
                new GridSizing.PixelLattice(
                    finest.transform().x0(), finest.transform().y0(), pixel))
            : Optional.empty();
    return new GridSizing(crs, settings, grows, lattice).over(area, pixel);
  }

  private static Geometry rectangle(Grid grid) {
    return Reprojection.rectangle(
        new Envelope(
            grid.originX(),
            grid.originX() + grid.width() * grid.pixelSize(),
            grid.originY() - grid.height() * grid.pixelSize(),
            grid.originY()));
  }

  /** An acquisition and where its scenes are. */
  record Placed(Acquisition acquisition, List<SceneExtent> extents) {
    boolean shows(RequestedArea area) {
      return extents.stream().anyMatch(e -> e.shows(area));
    }

    String place() {
      return new RequestedArea(extents.get(0).outline(), extents.get(0).crs()).place();
    }
  }

  /** The acquisitions of which something can be placed. */
  private record Candidates(List<Placed> placed, List<DroppedScene> dropped, List<Issue> issues) {
    static Candidates of(List<Acquisition> acquisitions) {
      Candidates all = new Candidates(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      boolean anyOnEarth =
          acquisitions.stream()
              .flatMap(a -> a.scenes().stream())
              .anyMatch(s -> SceneExtent.findFault(s).isEmpty() && !SceneExtent.of(s).isPlain());
      acquisitions.forEach(a -> all.add(a, anyOnEarth));
      return all;
    }

    boolean arePixels() {
      return placed.get(0).extents().get(0).isPlain();
    }

    private void add(Acquisition acquisition, boolean onEarth) {
      List<SceneExtent> extents = new ArrayList<>();
      for (Scene scene : acquisition.scenes()) {
        Optional<Issue> fault =
            SceneExtent.findFault(scene).or(() -> SceneExtent.findLost(scene, onEarth));
        if (fault.isEmpty()) {
          extents.add(SceneExtent.of(scene));
        } else {
          issues.add(fault.get());
          dropped.add(new DroppedScene(scene, "no-crs", fault.get().sentence()));
        }
      }
      if (!extents.isEmpty()) {
        List<Scene> scenes = extents.stream().map(SceneExtent::scene).toList();
        placed.add(
            new Placed(new Acquisition(acquisition.id(), acquisition.acquired(), scenes), extents));
      }
    }

    GridPlan plan(Grid grid, Geometry area, List<Placed> kept, String what) {
      for (Placed other : placed) {
        if (!kept.contains(other)) {
          for (Scene scene : other.acquisition().scenes()) {
            String why = scene.id() + " lies around " + other.place() + ", outside " + what;
            dropped.add(new DroppedScene(scene, "elsewhere", why));
          }
        }
      }
      return new GridPlan(
          grid, area, kept.stream().map(Placed::acquisition).toList(), dropped, issues);
    }
  }

  /** The largest set of acquisitions that overlap, and what they have in common. */
  private record Shared(List<Placed> kept, Geometry area) {
    static Shared of(List<Placed> placed, Crs crs) {
      List<Placed> mapped = new ArrayList<>();
      List<Geometry> footprints = new ArrayList<>();
      double finest = Double.POSITIVE_INFINITY;
      for (Placed candidate : placed) {
        Optional<Geometry> footprint = footprint(candidate, crs);
        if (footprint.isPresent()) {
          mapped.add(candidate);
          footprints.add(footprint.get());
          Coordinate c = footprint.get().getEnvelopeInternal().centre();
          double pixel = candidate.extents().get(0).pixelSizeIn(crs, c.x, c.y);
          finest = pixel < finest ? pixel : finest;
        }
      }
      double minSide = Double.isFinite(finest) ? finest * GridSizing.MIN_SIDE : 0;
      CommonArea common =
          CommonArea.find(footprints, minSide)
              .orElseThrow(
                  () ->
                      UserError.noTimelapse(
                          "scenes are too small or lie outside the map of "
                              + crs
                              + "; check grid.t_srs"));
      return new Shared(common.members().stream().map(mapped::get).toList(), common.area());
    }

    private static Optional<Geometry> footprint(Placed placed, Crs crs) {
      List<Geometry> outlines = new ArrayList<>();
      placed.extents().forEach(e -> e.findOutline(crs).ifPresent(outlines::add));
      if (outlines.isEmpty()) {
        return Optional.empty();
      }
      Geometry union = outlines.get(0);
      for (Geometry outline : outlines.subList(1, outlines.size())) {
        union = union.union(outline);
      }
      return Optional.of(Reprojection.polygonal(union));
    }
  }
}
