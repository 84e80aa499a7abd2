package io.terralapse.align.core.match;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.Vote;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.fit.ModelSelection;
import io.terralapse.align.core.fit.RobustTranslation;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the shift between two dates, and refuses when the evidence is weak. Thread-safe: one
 * estimator serves all workers.
 *
 * <ol>
 *   <li>a pyramid finds the shift to about a pixel ({@link CoarseSearch}); where few windows agree
 *       with it, or it is far from the georeference, the georeference's own place is looked at too;
 *   <li>about a hundred windows vote, each with its own sub-pixel peak and covariance ({@link
 *       LocalVotes});
 *   <li>the votes are combined robustly ({@link RobustTranslation}), about a nonRigid across the frame
 *       where votes that were held out ask for one ({@link ModelSelection}), and sharpened ({@link
 *       StackedPeak});
 *   <li>the result is judged, in part on windows that had no say in it ({@link EdgeConfidence}).
 * </ol>
 *
 * <p><b>Frame of reference and sign.</b> Content at common position X in the reference stands at X
 * + d in the target; d = (dxPx, dyPx) is what an {@link Edge} holds, +x right, +y down, in
 * alignment pixels. Inside, everything is done on the two dates' own pixel lattices: with lag
 * {@code l = target column - reference column}, {@code d = l + target.offsetX - reference.offsetX}.
 * So no pixel is resampled, and a date whose origin is moved gets exactly the moved answer.
 */
public final class EdgeEstimator {
  /** Least confidence that is believed unless the caller says otherwise. */
  public static final double DEFAULT_MIN_CONFIDENCE = 0.5;

  private static final double WELL_CENTRED = 1.25;

  /** A share of agreeing windows that needs no second look. */
  private static final double CROWD = 0.3;

  /** So many windows elsewhere, as a share of those that agree, say that the frame is in parts. */
  private static final double RIVAL = 0.5;

  private final double maxShiftPx;
  private final double minConfidence;
  private final ShiftModel model;

  /** An estimator of translations with the built-in threshold of confidence. */
  public EdgeEstimator(double maxShiftPx) {
    this(maxShiftPx, DEFAULT_MIN_CONFIDENCE, ShiftModel.TRANSLATION);
  }

  /**
   * An estimator.
   *
   * @param maxShiftPx largest shift in x or y that is believed, alignment pixels, positive
   * @param minConfidence edges below are refused, 0 to 1
   * @param model how the displacement may vary across the frame
   */
  public EdgeEstimator(double maxShiftPx, double minConfidence, ShiftModel model) {
    if (!(maxShiftPx > 0) || !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "largest shift " + maxShiftPx + ", least confidence " + minConfidence);
    }
    this.maxShiftPx = maxShiftPx;
    this.minConfidence = minConfidence;
    this.model = model;
  }

  /** Measures how far the target's content lies from the reference's. */
  public Edge measure(AlignmentImage reference, AlignmentImage target) {
    double lagX = reference.offsetX() - target.offsetX();
    double lagY = reference.offsetY() - target.offsetY();
    int[] lag = CoarseSearch.find(reference, target, lagX, lagY, maxShiftPx);
    GradientField from = reference.level(0);
    GradientField to = target.level(0);
    LocalVotes local = LocalVotes.collect(from, to, lag[0], lag[1], Displacement.NONE);
    Optional<RobustTranslation> found = fit(local);
    int[] expected = {(int) Math.rint(lagX), (int) Math.rint(lagY)};
    if (isSecondLookDue(lag, expected, local, found)) {
      LocalVotes nearby = LocalVotes.collect(from, to, expected[0], expected[1], Displacement.NONE);
      Optional<RobustTranslation> other = fit(nearby);
      if (agreeing(other) > agreeing(found)) {
        lag = expected;
        local = nearby;
        found = other;
      } else if (isFar(lag, expected) && agreeing(other) > RIVAL * agreeing(found)) {
        return Edge.refused(
            reference.id(),
            target.id(),
            String.format(
                Locale.ROOT,
                "%d windows moved far together, and %d stayed near the georeference",
                agreeing(found),
                agreeing(other)));
      }
    }
    if (found.isPresent()
        && Math.max(Math.abs(found.get().x()), Math.abs(found.get().y())) > WELL_CENTRED) {
      lag[0] += (int) Math.rint(found.get().x());
      lag[1] += (int) Math.rint(found.get().y());
      local = LocalVotes.collect(from, to, lag[0], lag[1], Displacement.NONE);
      found = fit(local);
    }
    ModelSelection selection = ModelSelection.TRANSLATION;
    if (found.isPresent() && model != ShiftModel.TRANSLATION) {
      PixelRect area = area(from, to, lag);
      selection = ModelSelection.of(local, found.get(), model, area, from.width / 2.0, from.height / 2.0);
      if (selection.model() != ShiftModel.TRANSLATION) {
        local = relativeTo(local, selection.nonRigid(), from, to, lag, area);
        found = fit(local);
      }
    }
    if (found.isEmpty()) {
      return Edge.refused(
          reference.id(),
          target.id(),
          (local.votes().size() < 2
                  ? "too few windows have anything to compare: "
                  : "no two windows that count agree, of ")
              + local.votes().size());
    }
    return edge(reference, target, lag, selection, local, found.get());
  }

  /** Where either date shows anything, in the reference's pixels: frames may be much larger. */
  private static PixelRect area(GradientField from, GradientField to, int[] lag) {
    PixelRect a = from.validArea;
    PixelRect b = to.validArea;
    int left = Math.min(a.column(), b.column() - lag[0]);
    int top = Math.min(a.row(), b.row() - lag[1]);
    int right = Math.max(a.endColumn(), b.endColumn() - lag[0]);
    int bottom = Math.max(a.endRow(), b.endRow() - lag[1]);
    return new PixelRect(left, top, right - left, bottom - top);
  }

  /** The votes about a nonRigid; windows that it takes out of sight are looked for where it says. */
  private static LocalVotes relativeTo(
      LocalVotes local,
      Displacement nonRigid,
      GradientField from,
      GradientField to,
      int[] lag,
      PixelRect area) {
    return ModelSelection.largest(nonRigid, area) > WELL_CENTRED
        ? LocalVotes.collect(from, to, lag[0], lag[1], nonRigid)
        : local.minus(nonRigid);
  }

  private Edge edge(
      AlignmentImage reference,
      AlignmentImage target,
      int[] lag,
      ModelSelection selection,
      LocalVotes local,
      RobustTranslation fit) {
    EdgeConfidence rating = EdgeConfidence.of(local, fit, area(reference.level(0), target.level(0), lag));
    double[] sharp = StackedPeak.near(fit, local);
    double residualLagX = lag[0] - (reference.offsetX() - target.offsetX());
    double residualLagY = lag[1] - (reference.offsetY() - target.offsetY());
    double dx = sharp[0] + residualLagX;
    double dy = sharp[1] + residualLagY;
    String reason = "";
    if (Math.max(Math.abs(dx), Math.abs(dy)) > maxShiftPx) {
      reason =
          String.format(Locale.ROOT, "the shift is larger than the allowed %.1f px", maxShiftPx);
    } else if (rating.confidence() < minConfidence) {
      reason = rating.weakness();
    }
    return new Edge(
        reference.id(),
        target.id(),
        dx,
        dy,
        fit.varXX(),
        fit.varXY(),
        fit.varYY(),
        fit.residual(),
        selection.model(),
        selection.nonRigid().onRaster(-reference.offsetX(), -reference.offsetY(), 1),
        tiePoints(reference, selection.nonRigid(), local, fit, residualLagX, residualLagY),
        rating.confidence(),
        reason.isEmpty(),
        reason);
  }

  private static List<TiePoint> tiePoints(
      AlignmentImage reference,
      Displacement nonRigid,
      LocalVotes local,
      RobustTranslation fit,
      double residualLagX,
      double residualLagY) {
    Set<Vote> agreeing = new HashSet<>(fit.agreeing());
    List<TiePoint> tiePoints = new ArrayList<>();
    double[] at = new double[2];
    for (Vote vote : local.votes()) {
      nonRigid.at(vote.centreX(), vote.centreY(), at);
      tiePoints.add(
          new TiePoint(
              vote.centreX() + reference.offsetX(),
              vote.centreY() + reference.offsetY(),
              vote.x() + residualLagX + at[0],
              vote.y() + residualLagY + at[1],
              agreeing.contains(vote)));
    }
    return tiePoints;
  }

  /**
   * Whether to look where the georeference puts the land as well. Clouds can win the search by a
   * hair, and a thing that moved for itself far away from there may be all that it found.
   */
  private static boolean isSecondLookDue(
      int[] lag, int[] expected, LocalVotes local, Optional<RobustTranslation> found) {
    return isFar(lag, expected)
        || (!Arrays.equals(lag, expected) && agreeing(found) < CROWD * local.surfaces().size());
  }

  /** Whether windows around one lag do not see the other. */
  private static boolean isFar(int[] lag, int[] expected) {
    return Math.abs(lag[0] - expected[0]) > LocalVotes.RADIUS
        || Math.abs(lag[1] - expected[1]) > LocalVotes.RADIUS;
  }

  private static int agreeing(Optional<RobustTranslation> fit) {
    return fit.map(found -> found.agreeing().size()).orElse(0);
  }

  private static Optional<RobustTranslation> fit(LocalVotes local) {
    return RobustTranslation.fit(local.votes(), local.independence());
  }
}
