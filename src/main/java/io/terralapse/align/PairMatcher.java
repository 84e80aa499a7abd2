package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.align.core.similarity.SimilaritySearch;
import io.terralapse.grid.AreaFile;
import io.terralapse.grid.AreaMask;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.warp.AlignmentView;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Pass 1b: measures the edge between two dates on native pixels, or takes it from the cache.
 * Results are in the reference's native pixels. Thread-safe.
 */
final class PairMatcher {
  /** Largest shift between images without georeference, as a share of their shorter side. */
  private static final double PLAIN_SHARE = 1 / 16.0;

  /**
   * Least limit on shifts, pixels: coarse sensors are regularly off by more than a limit in metres
   * that suits fine ones, for 60 m are a quarter of a MODIS pixel.
   */
  private static final double MIN_LIMIT_PX = 1.5;

  /** The same for the search at all shifts, which follows where the first finds nothing. */
  private static final double WIDE_SHARE = 1 / 4.0;

  /** A rotation or scale that moves the corners by less than this many pixels is none. */
  private static final double MIN_ROTATION_PX = 1;

  /** Largest shift that remains once rotation and scale were found, pixels. */
  private static final double RESIDUAL_SHIFT_PX = 8;

  private final Grid grid;
  private final CoregisterSettings settings;
  private final WindowStore store;
  private final EdgeCache cache;
  private final Optional<Geometry> excluded;

  /**
   * The anchor's features, one entry a pixel size that some date is compared at; nearly always one.
   */
  private final Map<String, AlignmentImage> kept = new ConcurrentHashMap<>();

  PairMatcher(Grid grid, CoregisterSettings settings, WindowStore store, EdgeCache cache) {
    this(
        grid,
        settings,
        store,
        cache,
        settings.exclude().map(file -> AreaFile.read("coregister.exclude", file, grid)));
  }

  private PairMatcher(
      Grid grid,
      CoregisterSettings settings,
      WindowStore store,
      EdgeCache cache,
      Optional<Geometry> excluded) {
    this.grid = grid;
    this.settings = settings;
    this.store = store;
    this.cache = cache;
    this.excluded = excluded;
  }

  /** The same matcher with some squares left out, given in the anchor's pixels. */
  PairMatcher without(List<ChangingRegion.Square> squares, ReadAcquisition anchor) {
    if (squares.isEmpty()) {
      return this;
    }
    double pixel = pixelSize(anchor);
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> parts = new ArrayList<>();
    for (ChangingRegion.Square square : squares) {
      double x = grid.originX() + square.x() * pixel;
      double y = grid.originY() - square.y() * pixel;
      double half = square.half() * pixel;
      parts.add(factory.toGeometry(new Envelope(x - half, x + half, y - half, y + half)));
    }
    excluded.ifPresent(parts::add);
    return new PairMatcher(
        grid, settings, store, cache, Optional.of(factory.buildGeometry(parts).union()));
  }

  /**
   * The edge from {@code reference} to {@code target}.
   *
   * @param keep hold the reference's features for the next call
   * @param rotation if no shift is accepted, search for rotation and scale as well; only of images
   *     without georeference
   */
  Edge measure(ReadAcquisition reference, ReadAcquisition target, boolean keep, boolean rotation)
      throws IOException {
    double pixelSize = Math.max(pixelSize(reference), pixelSize(target));
    Grid common = ComparisonGrid.of(grid, pixelSize);
    boolean searchRotation = rotation && isPlain();
    String searched = searchRotation ? "rotation" : isPlain() ? "shift" : "false";
    String key = EdgeCache.key(reference, target, common + " " + limits() + " " + searched);
    Optional<Edge> known = cache.find(key);
    if (known.isPresent()) {
      // Entries are named by pixels, which several dates may have in common.
      return known.get().between(reference.id(), target.id());
    }
    EdgeEstimator estimator = estimator(maxShift(common));
    AlignmentImage base = keep ? kept(reference, common) : image(reference, common);
    AlignmentImage compared = image(target, common);
    Edge edge = estimator.measure(base, compared);
    if (!edge.accepted() && isPlain()) {
      edge = shifted(base, compared, common, edge);
    }
    if (!edge.accepted() && searchRotation) {
      edge = rotated(base, compared, target, common).orElse(edge);
    }
    edge =
        edge.onRaster(
            (grid.originX() - common.originX()) / common.pixelSize(),
            (common.originY() - grid.originY()) / common.pixelSize(),
            common.pixelSize() / pixelSize(reference));
    cache.put(key, edge);
    return edge;
  }

  /** Whether the dates are images without georeference, which may be anywhere. */
  boolean isPlain() {
    return !grid.hasGroundSize();
  }

  /** The edge at any shift; if there is none, the refused one, whose limit was not the last. */
  private Edge shifted(AlignmentImage base, AlignmentImage compared, Grid common, Edge refused) {
    double widest = widestShift(common);
    boolean limited =
        Math.max(Math.abs(refused.dxPx()), Math.abs(refused.dyPx())) > maxShift(common);
    return new ShiftProposals(settings, widest)
        .measure(base, compared)
        .orElse(
            limited
                ? Edge.refused(
                    base.id(),
                    compared.id(),
                    String.format(
                        Locale.ROOT,
                        "no shift of up to %.0f px is supported by enough windows",
                        widest))
                : refused);
  }

  /** As {@link #maxShift}, for the search at all shifts. */
  private double widestShift(Grid common) {
    double side = Math.min(grid.width(), grid.height()) * grid.pixelSize() * WIDE_SHARE;
    boolean limited = settings.maxShiftM() < CoregisterSettings.DEFAULTS.maxShiftM();
    return (limited ? Math.min(settings.maxShiftM(), side) : side) / common.pixelSize();
  }

  /**
   * An image without georeference may be rotated and of another scale. What the search proposes is
   * measured like any other edge, on pixels resampled once through it, and accepted on the same
   * evidence.
   */
  private Optional<Edge> rotated(
      AlignmentImage reference, AlignmentImage compared, ReadAcquisition target, Grid common)
      throws IOException {
    Optional<Displacement> prior =
        SimilaritySearch.find(reference, compared)
            .filter(found -> isRotated(found, common.width(), common.height()));
    if (prior.isEmpty()) {
      return Optional.empty();
    }
    AlignmentImage resampled;
    try (OpenWindows windows = OpenWindows.of(store, target.requests())) {
      Frame frame = AlignmentView.through(windows.scenes(), common, prior.get()).frame();
      resampled = AlignmentImage.of(target.id(), frame, 0, 0);
    }
    Edge edge = estimator(RESIDUAL_SHIFT_PX).measure(reference, resampled);
    return Optional.of(edge)
        .filter(Edge::accepted)
        .map(e -> e.composedWith(prior.get(), common.width() / 2.0, common.height() / 2.0));
  }

  /** Whether a proposal is more than a shift: an edge that was refused as a shift stays refused. */
  private static boolean isRotated(Displacement found, int width, int height) {
    Displacement linear = found.zeroAt(width / 2.0, height / 2.0);
    double[] at = new double[2];
    double most = 0;
    for (int corner = 0; corner < 4; corner++) {
      linear.at(corner % 2 * width, Math.floorDiv(corner, 2) * height, at);
      most = Math.max(most, Math.hypot(at[0], at[1]));
    }
    return most > MIN_ROTATION_PX;
  }

  private EdgeEstimator estimator(double maxShift) {
    return new EdgeEstimator(
        maxShift,
        settings.minConfidence().orElse(RefusalThresholds.MIN_CONFIDENCE),
        settings.model());
  }

  /** Everything but the pixels that a result depends on. */
  private String limits() {
    return settings.maxShiftM()
        + " "
        + settings.model()
        + " "
        + settings.minConfidence()
        + " "
        + excluded.map(area -> ContentKey.of(area.toText()).hex()).orElse("");
  }

  /**
   * The largest shift in pixels of a comparison grid, at least {@link #MIN_LIMIT_PX}. Where the
   * ground size of a pixel is unknown it counts as one metre, and the search is limited to a part
   * of the image: windows have to be larger than the shift.
   */
  private double maxShift(Grid common) {
    if (common.hasGroundSize()) {
      return Math.max(MIN_LIMIT_PX, settings.maxShiftM() / common.pixelSizeM());
    }
    double side = Math.min(grid.width(), grid.height()) * grid.pixelSize();
    return Math.min(settings.maxShiftM(), side * PLAIN_SHARE) / common.pixelSize();
  }

  private AlignmentImage kept(ReadAcquisition date, Grid common) throws IOException {
    String name = date.id() + " " + common.pixelSize();
    AlignmentImage image = kept.get(name);
    if (image == null) {
      synchronized (kept) {
        image = kept.get(name);
        if (image == null) {
          image = anchorImage(date, common);
          kept.put(name, image);
        }
      }
    }
    return image;
  }

  /** The anchor's features, from the cache or else from its pixels. */
  private AlignmentImage anchorImage(ReadAcquisition date, Grid common) throws IOException {
    String key =
        FeatureCache.key(
            String.join(
                "\n",
                date.id(),
                date.keys().toString(),
                date.requests().stream().map(request -> request.planes().toString()).toList()
                    + " "
                    + common,
                excluded.map(area -> ContentKey.of(area.toText()).hex()).orElse("")));
    Optional<AlignmentImage> known = cache.features().find(key);
    if (known.isPresent()) {
      return known.get();
    }
    AlignmentImage image = image(date, common);
    cache.features().put(key, image);
    return image;
  }

  private AlignmentImage image(ReadAcquisition date, Grid common) throws IOException {
    try (OpenWindows windows = OpenWindows.of(store, date.requests())) {
      ComparisonPart part = ComparisonPart.of(common, windows.scenes());
      AlignmentView view = AlignmentView.of(windows.scenes(), part.grid());
      excluded.ifPresent(area -> exclude(area, view.frame(), part.grid()));
      return AlignmentImage.of(
              date.id(), view.frame(), view.offsetX() + part.column(), view.offsetY() + part.row())
          .inAreaAround(common.width() / 2.0 - part.column(), common.height() / 2.0 - part.row());
    }
  }

  /** Excluded pixels count as nodata, so that windows keep the same distance from them. */
  private static void exclude(Geometry area, Frame frame, Grid common) {
    boolean[] inside = AreaMask.of(area, common);
    byte[] flags = frame.flags();
    for (int i = 0; i < flags.length; i++) {
      flags[i] = inside[i] ? Flags.NODATA : flags[i];
    }
  }

  /** The native pixel size of a date, in units of the grid's CRS. */
  double pixelSize(ReadAcquisition date) {
    return ComparisonGrid.pixelSize(date.requests(), grid);
  }
}
