package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.align.core.similarity.SimilaritySearch;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measures images without georeference that are shifted by more than windows can be searched for.
 * Each of the shifts that correlate best is measured like any other edge and accepted on the same
 * evidence. If another position is supported by more than half as many windows, the pair is
 * refused: the frame is in two parts that moved differently.
 *
 * @param settings thresholds and model
 * @param widest largest shift in x or y, pixels
 */
record ShiftProposals(CoregisterSettings settings, double widest) {
  private static final int PROPOSALS = 3;

  /** Largest shift from a proposed one, pixels. */
  private static final double RESIDUAL_SHIFT_PX = 8;

  /** Largest shift from the position of the first pixel that counts as agreement with it. */
  private static final double UNMOVED_PX = 2;

  /** The edge between two images; empty if no shift is supported. */
  Optional<Edge> measure(AlignmentImage reference, AlignmentImage target) {
    List<Edge> found = new ArrayList<>();
    for (Displacement d : SimilaritySearch.findShifts(reference, target, widest, PROPOSALS)) {
      found.add(
          estimator(RESIDUAL_SHIFT_PX)
              .measure(reference, target.moved(-d.dx(), -d.dy()))
              .plus(d.dx(), d.dy()));
    }
    Optional<Edge> best =
        found.stream().filter(Edge::accepted).max(Comparator.comparingInt(Edge::votes));
    if (best.isEmpty()) {
      return best;
    }
    found.add(estimator(UNMOVED_PX).measure(reference, target));
    return found.stream().anyMatch(other -> contradicts(other, best.get()))
        ? Optional.empty()
        : best;
  }

  private static boolean contradicts(Edge other, Edge best) {
    return Math.hypot(other.dxPx() - best.dxPx(), other.dyPx() - best.dyPx()) > RESIDUAL_SHIFT_PX
        && other.votes() > RefusalThresholds.MAX_CONFLICTING_SHARE * best.votes();
  }

  private EdgeEstimator estimator(double maxShift) {
    return new EdgeEstimator(
        maxShift,
        settings.minConfidence().orElse(RefusalThresholds.MIN_CONFIDENCE),
        settings.model());
  }
}
