package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A matcher that finds every edge in its cache, so that what is made of edges can be tested without
 * pixels: measuring a pair that was not put there fails with an {@link IOException}. Dates are
 * compared at 10 m.
 */
final class KnownEdges {
  /** Variance of an accepted edge per axis: its standard deviation is 0.1 px. */
  private static final double VARIANCE = 0.005;

  private final Grid grid;
  private final CoregisterSettings settings;
  private final EdgeCache cache;
  private final WindowStore store;

  KnownEdges(Path folder, Grid grid, CoregisterSettings settings) {
    DiskCache disk = new DiskCache(folder, 1 << 20);
    this.grid = grid;
    this.settings = settings;
    this.cache = new EdgeCache(disk);
    this.store =
        new WindowStore(
            disk,
            location -> {
              throw new IOException("a pair without a known edge was measured: " + location);
            });
  }

  /** A translation by some pixels with one agreeing tie point. */
  static Edge accepted(
      String reference, String target, double dxPx, double dyPx, double confidence) {
    return accepted(
        reference, target, dxPx, dyPx, confidence, List.of(new TiePoint(32, 32, dxPx, dyPx, true)));
  }

  static Edge accepted(
      String reference,
      String target,
      double dxPx,
      double dyPx,
      double confidence,
      List<TiePoint> tiePoints) {
    return new Edge(
        reference,
        target,
        dxPx,
        dyPx,
        VARIANCE,
        0,
        VARIANCE,
        0.05,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        tiePoints,
        confidence,
        true,
        "");
  }

  /** Makes an edge known between two dates, in the reference's native pixels. */
  void put(ReadAcquisition reference, ReadAcquisition target, Edge edge) {
    put(reference, target, edge, Optional.empty());
  }

  /** Makes an edge known that is measured without some area. */
  void put(
      ReadAcquisition reference, ReadAcquisition target, Edge edge, Optional<Geometry> excluded) {
    put(reference, target, edge, excluded, "false");
  }

  /** Makes an edge between two images without georeference known, with rotation or without. */
  void putPlain(ReadAcquisition reference, ReadAcquisition target, Edge edge, boolean rotation) {
    put(reference, target, edge, Optional.empty(), rotation ? "rotation" : "shift");
  }

  private void put(
      ReadAcquisition reference,
      ReadAcquisition target,
      Edge edge,
      Optional<Geometry> excluded,
      String searched) {
    // What a measurement depends on beside the pixels, as PairMatcher writes it.
    String limits =
        settings.maxShiftM()
            + " "
            + settings.model()
            + " "
            + settings.minConfidence()
            + " "
            + excluded.map(area -> ContentKey.of(area.toText()).hex()).orElse("");
    cache.put(
        EdgeCache.key(
            reference, target, ComparisonGrid.of(grid, 10) + " " + limits + " " + searched),
        edge);
  }

  PairMatcher matcher() {
    return new PairMatcher(grid, settings, store, cache);
  }

  EdgeCache cache() {
    return cache;
  }

  WindowStore store() {
    return store;
  }
}
