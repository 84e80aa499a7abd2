package io.terralapse.align;

import io.terralapse.align.core.AlignmentImage;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.EdgeEstimator;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.SimilaritySearch;
import io.terralapse.bands.BandRecipe;
import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.SceneRequest;
import io.terralapse.warp.AlignmentView;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where pictures without georeference lie on one scene that has one: what turn, size and
 * shift brings them onto it is measured as for any pair, or found in the cache. Thread-safe.
 */
final class GeoreferenceEstimator {
  /** Pictures are compared at no more than this many pixels a side. */
  private static final int LARGEST_SIDE = 2048;

  /** Largest shift that is left when turn, size and shift were found, pixels. */
  private static final double SEARCHED_PX = 8;

  private static final GeoTransform BY_PIXEL = GeoTransform.northUp(0, 0, 1);

  private final WindowStore store;
  private final EdgeCache cache;
  private final Scene reference;
  private final double step;
  private final Grid grid;
  private @Nullable AlignmentImage image;

  /**
   * A finder.
   *
   * @param reference a scene whose first raster has a georeference
   */
  GeoreferenceEstimator(WindowStore store, EdgeCache cache, Scene reference) {
    this.store = store;
    this.cache = cache;
    this.reference = reference;
    this.step = step(reference.raster());
    this.grid = grid(reference.raster());
  }

  private static double step(RasterInfo raster) {
    return Math.max(1, Math.max(raster.width(), raster.height()) / (double) LARGEST_SIDE);
  }

  /** Pixels that a comparison with this reference looks at, roughly. */
  static long pixels(RasterInfo reference) {
    double step = step(reference);
    return (long) (reference.width() / step * (reference.height() / step));
  }

  /** The measured pair; refused where a picture cannot be placed with confidence. */
  Edge measure(Scene picture) throws IOException {
    SceneRequest whole = request(picture, grid(picture.raster()));
    String key =
        EdgeCache.key(
            keys(request(byPixel(reference), grid)), keys(whole), "place " + step + " " + grid);
    Optional<Edge> known = cache.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    Edge edge = compared(picture);
    cache.put(key, edge);
    return edge;
  }

  private Edge compared(Scene picture) throws IOException {
    AlignmentImage base = image();
    AlignmentImage own = image(picture, Displacement.NONE);
    Optional<Displacement> prior = SimilaritySearch.find(base, own);
    if (prior.isEmpty()) {
      return Edge.refused(reference.id(), picture.id(), "nothing in it is found there");
    }
    return new EdgeEstimator(
            SEARCHED_PX, EdgeEstimator.DEFAULT_MIN_CONFIDENCE, ShiftModel.TRANSLATION)
        .measure(base, image(picture, prior.get()))
        .behind(prior.get(), grid.width() / 2.0, grid.height() / 2.0);
  }

  /** The picture with the place that an accepted pair gives it. */
  Scene placed(Scene picture, Edge edge) {
    Displacement whole = edge.shape().plus(Displacement.translation(edge.dxPx(), edge.dyPx()));
    GeoTransform place = place(whole.onRaster(0, 0, step));
    String crs = reference.raster().crs().orElseThrow();
    return picture.withRasters(raster -> raster.placed(crs, place));
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

  private synchronized AlignmentImage image() throws IOException {
    AlignmentImage known = image;
    if (known == null) {
      known = image(byPixel(reference), Displacement.NONE);
      image = known;
    }
    return known;
  }

  /** A scene on its own pixels, or on the reference's through a displacement. */
  private AlignmentImage image(Scene scene, Displacement through) throws IOException {
    Grid whole = grid(scene.raster());
    Grid shown = through.equals(Displacement.NONE) ? whole : grid;
    try (OpenWindows windows = OpenWindows.of(store, List.of(request(scene, whole)))) {
      Frame frame = AlignmentView.through(windows.scenes(), shown, through).frame();
      return AlignmentImage.of(scene.id(), frame, 0, 0);
    }
  }

  /** A scene's own colours. */
  private static SceneRequest request(Scene scene, Grid whole) throws IOException {
    Acquisition alone = new Acquisition(scene.id(), scene.acquired(), List.of(scene));
    return BandRecipe.of(List.of("true-color"), false)
        .choose(alone.scenes())
        .forScenes(alone.scenes())
        .findIn(scene)
        .flatMap(bands -> SceneRequest.find(whole, scene, bands, 1))
        .orElseThrow(() -> new IOException(scene.id() + " has no band to compare"));
  }

  private List<String> keys(SceneRequest request) throws IOException {
    List<String> keys = new ArrayList<>();
    for (WindowRequest part : request.parts()) {
      keys.add(store.keyOf(part));
    }
    return keys;
  }
}
