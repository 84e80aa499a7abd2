package io.terralapse.pipeline;

import io.terralapse.bands.BandRecipe;
import io.terralapse.config.JobSettings;
import io.terralapse.coregister.AlignmentImage;
import io.terralapse.coregister.Edge;
import io.terralapse.coregister.EdgeEstimator;
import io.terralapse.coregister.ShiftModel;
import io.terralapse.coregister.SimilaritySearch;
import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.warp.AlignmentView;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures without georeference take it from the reference picture, if that one has it: what turn,
 * size and shift brings them onto it is measured as for any pair, and their pixels get the places
 * of the reference's. From there on they are scenes like others. One that cannot be measured with
 * confidence gets no place.
 */
final class LentPlaces {
  /** Pictures are compared at no more than this many pixels a side. */
  private static final int LARGEST_SIDE = 2048;

  /** Largest shift that is left when turn, size and shift were found, pixels. */
  private static final double SEARCHED_PX = 8;

  private static final GeoTransform BY_PIXEL = GeoTransform.northUp(0, 0, 1);

  private final WindowStore store;
  private final Scene reference;
  private final double step;
  private final Grid grid;
  private final AlignmentImage image;

  private LentPlaces(WindowStore store, Scene reference) throws IOException {
    this.store = store;
    this.reference = reference;
    RasterInfo raster = reference.raster();
    int longest = Math.max(raster.width(), raster.height());
    this.step = Math.max(1, longest / (double) LARGEST_SIDE);
    this.grid = grid(raster);
    this.image =
        AlignmentImage.of(reference.id(), frame(byPixel(reference), Displacement.NONE), 0, 0);
  }

  /** The candidates, with places for those that had none where that could be found. */
  static Survey.Candidates lend(JobSettings job, Survey.Candidates candidates, Stores stores)
      throws IOException {
    if (candidates.reference().isEmpty() || !job.coregister().enabled()) {
      return candidates;
    }
    Scene reference = candidates.reference().get().scenes().get(0);
    boolean wanted =
        candidates.acquisitions().stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .anyMatch(LentPlaces::isPlain);
    if (!wanted || isPlain(reference)) {
      return candidates;
    }
    LentPlaces lender = new LentPlaces(stores.windows(), reference);
    List<Issue> issues = new ArrayList<>(candidates.issues());
    List<Acquisition> acquisitions = new ArrayList<>();
    for (Acquisition acquisition : candidates.acquisitions()) {
      List<Scene> scenes = new ArrayList<>();
      for (Scene scene : acquisition.scenes()) {
        scenes.add(isPlain(scene) ? lender.placed(scene, issues) : scene);
      }
      acquisitions.add(new Acquisition(acquisition.id(), acquisition.acquired(), scenes));
    }
    return new Survey.Candidates(
        candidates.bands(), acquisitions, candidates.reference(), candidates.dropped(), issues);
  }

  private static boolean isPlain(Scene scene) {
    return scene.raster().crs().filter(Crs.PIXELS::equals).isPresent();
  }

  private Scene placed(Scene scene, List<Issue> issues) throws IOException {
    String why = "nothing in it is found there";
    AlignmentImage own = AlignmentImage.of(scene.id(), frame(scene, Displacement.NONE), 0, 0);
    Optional<Displacement> prior = SimilaritySearch.find(image, own);
    if (prior.isPresent()) {
      AlignmentImage seen = AlignmentImage.of(scene.id(), frame(scene, prior.get()), 0, 0);
      Edge edge =
          new EdgeEstimator(
                  SEARCHED_PX, EdgeEstimator.DEFAULT_MIN_CONFIDENCE, ShiftModel.TRANSLATION)
              .measure(image, seen);
      if (edge.accepted()) {
        GeoTransform place =
            place(
                Displacement.translation(edge.dxPx(), edge.dyPx())
                    .followedBy(prior.get())
                    .onRaster(0, 0, step));
        String crs = reference.raster().crs().orElseThrow();
        return scene.withRasters(raster -> raster.placed(crs, place));
      }
      why = edge.reason();
    }
    issues.add(
        new Issue(
            "unplaced",
            scene.id(),
            scene.id() + " could not be placed on " + reference.id() + " (" + why + ")."));
    return scene;
  }

  /**
   * The picture's transform: its pixel q = p + d(p) shows what the reference shows at p.
   *
   * @param d in full-size pixels of both; linear
   */
  private GeoTransform place(Displacement d) {
    GeoTransform toPicture = new GeoTransform(d.dx(), 1 + d.a(), d.b(), d.dy(), d.c(), 1 + d.d());
    GeoTransform toReference = toPicture.inverse();
    GeoTransform map = reference.raster().transform().orElseThrow();
    double[] origin = through(toReference, map, 0, 0);
    double[] right = through(toReference, map, 1, 0);
    double[] down = through(toReference, map, 0, 1);
    return new GeoTransform(
        origin[0],
        right[0] - origin[0],
        down[0] - origin[0],
        origin[1],
        right[1] - origin[1],
        down[1] - origin[1]);
  }

  private static double[] through(GeoTransform first, GeoTransform then, double x, double y) {
    double u = first.x(x, y);
    double v = first.y(x, y);
    return new double[] {then.x(u, v), then.y(u, v)};
  }

  private Grid grid(RasterInfo raster) {
    return new Grid(
        Crs.PIXELS,
        0,
        0,
        step,
        Double.NaN,
        even(raster.width() / step),
        even(raster.height() / step));
  }

  private static int even(double side) {
    int whole = (int) Math.ceil(side);
    return Math.max(2, whole + (whole & 1));
  }

  private static Scene byPixel(Scene scene) {
    return scene.withRasters(raster -> raster.placed(Crs.PIXELS, BY_PIXEL));
  }

  /** A scene's own colours on its own pixels, or on the reference's through a displacement. */
  private Frame frame(Scene scene, Displacement through) throws IOException {
    Acquisition alone = new Acquisition(scene.id(), scene.acquired(), List.of(scene));
    Grid own = through.equals(Displacement.NONE) ? grid(scene.raster()) : grid;
    Grid whole = grid(scene.raster());
    SceneRequest request =
        BandRecipe.of(List.of("true-color"), false)
            .choose(alone.scenes())
            .forScenes(alone.scenes())
            .findIn(scene)
            .flatMap(bands -> SceneRequest.find(whole, scene, bands, 1))
            .orElseThrow(() -> new IOException(scene.id() + " has no band to compare"));
    try (OpenWindows windows = OpenWindows.of(store, List.of(request))) {
      return AlignmentView.through(windows.scenes(), own, through).frame();
    }
  }
}
