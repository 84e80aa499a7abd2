package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.align.core.similarity.SimilaritySearch;
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
 * Estimates the georeference of images that have none from one scene that has one: rotation, scale
 * and shift between the two are measured as for any pair, or taken from the cache. Thread-safe.
 */
final class GeoreferenceEstimator {
  /** Images are compared at no more than this many pixels a side. */
  private static final int LARGEST_SIDE = 2048;

  /** Largest shift that remains once rotation, scale and shift were found, pixels. */
  private static final double RESIDUAL_SHIFT_PX = 8;

  private static final GeoTransform PIXEL_COORDINATES = GeoTransform.northUp(0, 0, 1);

  private final WindowStore store;
  private final EdgeCache cache;
  private final Scene reference;
  private final double step;
  private final Grid grid;
  private @Nullable AlignmentImage image;

  /**
   * An estimator.
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

  /** Approximate number of pixels that a comparison with this reference processes. */
  static long pixels(RasterInfo reference) {
    double step = step(reference);
    return (long) (reference.width() / step * (reference.height() / step));
  }

  /** The measured pair; refused where the image cannot be georeferenced with confidence. */
  Edge measure(Scene image) throws IOException {
    SceneRequest whole = request(image, grid(image.raster()));
    String key =
        EdgeCache.key(
            keys(request(inPixels(reference), grid)), keys(whole), "place " + step + " " + grid);
    Optional<Edge> known = cache.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    Edge edge = compare(image);
    cache.put(key, edge);
    return edge;
  }

  private Edge compare(Scene scene) throws IOException {
    AlignmentImage base = referenceImage();
    AlignmentImage target = alignmentImage(scene, Displacement.NONE);
    Optional<Displacement> prior = SimilaritySearch.find(base, target);
    if (prior.isEmpty()) {
      return Edge.refused(reference.id(), scene.id(), "no part of it matches the reference");
    }
    return new EdgeEstimator(
            RESIDUAL_SHIFT_PX, RefusalThresholds.MIN_CONFIDENCE, ShiftModel.TRANSLATION)
        .measure(base, alignmentImage(scene, prior.get()))
        .composedWith(prior.get(), grid.width() / 2.0, grid.height() / 2.0);
  }

  /** The image with the georeference that an accepted pair gives it. */
  Scene georeferenced(Scene image, Edge edge) {
    Displacement whole = edge.nonRigid().plus(Displacement.translation(edge.dxPx(), edge.dyPx()));
    GeoTransform transform = transform(whole.onRaster(0, 0, step));
    String crs = reference.raster().crs().orElseThrow();
    return image.withRasters(raster -> raster.withGeoreference(crs, transform));
  }

  /**
   * The image's geotransform: its pixel q = p + d(p) shows what the reference shows at p.
   *
   * @param d in full-size pixels of both; linear
   */
  private GeoTransform transform(Displacement d) {
    GeoTransform toImage = new GeoTransform(d.dx(), 1 + d.a(), d.b(), d.dy(), d.c(), 1 + d.d());
    GeoTransform toReference = toImage.inverse();
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

  private static Scene inPixels(Scene scene) {
    return scene.withRasters(raster -> raster.withGeoreference(Crs.PIXELS, PIXEL_COORDINATES));
  }

  private synchronized AlignmentImage referenceImage() throws IOException {
    AlignmentImage known = image;
    if (known == null) {
      known = alignmentImage(inPixels(reference), Displacement.NONE);
      image = known;
    }
    return known;
  }

  /** A scene on its own pixel grid, or resampled to the reference's through a displacement. */
  private AlignmentImage alignmentImage(Scene scene, Displacement through) throws IOException {
    Grid whole = grid(scene.raster());
    Grid shown = through.equals(Displacement.NONE) ? whole : grid;
    try (OpenWindows windows = OpenWindows.of(store, List.of(request(scene, whole)))) {
      Frame frame = AlignmentView.through(windows.scenes(), shown, through).frame();
      return AlignmentImage.of(scene.id(), frame, 0, 0);
    }
  }

  /** The scene's natural colours, whatever the video shows. */
  private static SceneRequest request(Scene scene, Grid whole) throws IOException {
    Acquisition alone = new Acquisition(scene.id(), scene.acquired(), List.of(scene));
    return BandRecipe.of(List.of("true-color"), false)
        .choose(alone.scenes())
        .forScenes(alone.scenes())
        .findIn(scene)
        .flatMap(bands -> SceneRequest.find(whole, scene, bands, 1))
        .orElseThrow(() -> new IOException(scene.id() + " has no bands that can be compared"));
  }

  private List<String> keys(SceneRequest request) throws IOException {
    List<String> keys = new ArrayList<>();
    for (WindowRequest part : request.parts()) {
      keys.add(store.keyOf(part));
    }
    return keys;
  }
}
