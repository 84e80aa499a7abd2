package io.terralapse.align.core.match;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
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
 * Measures the displacement between two dates and refuses it where the evidence is weak.
 * Thread-safe.
 *
 * <ol>
 *   <li>A pyramid finds the shift to about a pixel ({@link CoarseSearch}). Where few windows agree
 *       with it, or where it is far from the georeference, the position given by the georeference
 *       is tried as well.
 *   <li>About a hundred windows each vote for a sub-pixel shift with a covariance ({@link
 *       LocalVotes}).
 *   <li>A robust fit combines the votes ({@link RobustTranslation}), after subtracting a non-rigid
 *       part where cross-validation supports one ({@link ModelSelection}); the summed similarities
 *       refine the result ({@link StackedPeak}).
 *   <li>The result is rated, partly on hold-out windows ({@link EdgeConfidence}).
 * </ol>
 *
 * <p><b>Frame of reference and sign.</b> Content at common position X in the reference is at X + d
 * in the target; d = (dxPx, dyPx) is stored in an {@link Edge}, +x right, +y down, in alignment
 * pixels. Internally the pixel lattices of the two dates are used: with the lag {@code l = target
 * column - reference column}, {@code d = l + target.offsetX - reference.offsetX}. So no pixel is
 * resampled, and moving the origin of a date changes the result by exactly that amount.
 */
public final class EdgeEstimator {
  /** Votes further than this from the centre of the searched lags are measured again, pixels. */
  private static final double MAX_OFF_CENTRE_PX = 1.25;

  /** If a larger share of the windows agrees, the georeference is not tried as well. */
  private static final double SUFFICIENT_SHARE = 0.3;

  private final double maxShiftPx;
  private final double minConfidence;
  private final ShiftModel model;

  /**
   * An estimator of translations with the default confidence threshold.
   *
   * @param maxShiftPx largest accepted shift in x or y, alignment pixels, positive
   */
  public EdgeEstimator(double maxShiftPx) {
    this(maxShiftPx, RefusalThresholds.MIN_CONFIDENCE, ShiftModel.TRANSLATION);
  }

  /**
   * An estimator.
   *
   * @param maxShiftPx largest accepted shift in x or y, alignment pixels, positive
   * @param minConfidence edges with a lower confidence are refused, 0 to 1
   * @param model how the displacement may vary across the frame
   */
  public EdgeEstimator(double maxShiftPx, double minConfidence, ShiftModel model) {
    if (!(maxShiftPx > 0) || !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "maximum shift " + maxShiftPx + ", minimum confidence " + minConfidence);
    }
    this.maxShiftPx = maxShiftPx;
    this.minConfidence = minConfidence;
    this.model = model;
  }

  /**
   * Measures the displacement of the target's content relative to the reference.
   *
   * @return an edge, refused with a reason where nothing can be measured with confidence
   */
  public Edge measure(AlignmentImage reference, AlignmentImage target) {
    double lagX = reference.offsetX() - target.offsetX();
    double lagY = reference.offsetY() - target.offsetY();
    int[] lag = CoarseSearch.find(reference, target, lagX, lagY, maxShiftPx);
    GradientField from = reference.level(0);
    GradientField to = target.level(0);
    LocalVotes local = LocalVotes.collect(from, to, lag[0], lag[1], Displacement.NONE);
    Optional<RobustTranslation> found = fit(local);
    int[] expected = {(int) Math.rint(lagX), (int) Math.rint(lagY)};
    if (needsGeoreferenceTrial(lag, expected, local, found)) {
      LocalVotes nearby = LocalVotes.collect(from, to, expected[0], expected[1], Displacement.NONE);
      Optional<RobustTranslation> other = fit(nearby);
      if (agreeing(other) > agreeing(found)) {
        lag = expected;
        local = nearby;
        found = other;
      } else if (isFar(lag, expected)
          && agreeing(other) > RefusalThresholds.MAX_CONFLICTING_SHARE * agreeing(found)) {
        return Edge.refused(
            reference.id(), target.id(), "two parts of the frame give conflicting shifts");
      }
    }
    if (found.isPresent()
        && Math.max(Math.abs(found.get().x()), Math.abs(found.get().y())) > MAX_OFF_CENTRE_PX) {
      lag[0] += (int) Math.rint(found.get().x());
      lag[1] += (int) Math.rint(found.get().y());
      local = LocalVotes.collect(from, to, lag[0], lag[1], Displacement.NONE);
      found = fit(local);
    }
    ModelSelection selection = ModelSelection.TRANSLATION;
    if (found.isPresent() && model != ShiftModel.TRANSLATION) {
      PixelRect area = area(from, to, lag);
      selection =
          ModelSelection.of(local, found.get(), model, area, from.width / 2.0, from.height / 2.0);
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
                  ? "too few windows contain matching content: "
                  : "no two windows agree, of ")
              + local.votes().size());
    }
    return edge(reference, target, lag, selection, local, found.get());
  }

  /** Bounding box of the valid pixels of both dates, pixels of the reference. */
  private static PixelRect area(GradientField from, GradientField to, int[] lag) {
    PixelRect a = from.validArea;
    PixelRect b = to.validArea;
    int left = Math.min(a.column(), b.column() - lag[0]);
    int top = Math.min(a.row(), b.row() - lag[1]);
    int right = Math.max(a.endColumn(), b.endColumn() - lag[0]);
    int bottom = Math.max(a.endRow(), b.endRow() - lag[1]);
    return new PixelRect(left, top, right - left, bottom - top);
  }

  /**
   * The votes relative to a non-rigid part. Where it is too large for the searched lags, the
   * windows are correlated again at the positions that it predicts.
   */
  private static LocalVotes relativeTo(
      LocalVotes local,
      Displacement nonRigid,
      GradientField from,
      GradientField to,
      int[] lag,
      PixelRect area) {
    return ModelSelection.largest(nonRigid, area) > MAX_OFF_CENTRE_PX
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
    EdgeConfidence rating =
        EdgeConfidence.of(local, fit, area(reference.level(0), target.level(0), lag));
    double[] peak = StackedPeak.near(fit, local);
    double residualLagX = lag[0] - (reference.offsetX() - target.offsetX());
    double residualLagY = lag[1] - (reference.offsetY() - target.offsetY());
    double dx = peak[0] + residualLagX;
    double dy = peak[1] + residualLagY;
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
   * Whether the position given by the georeference has to be tried as well: the coarse search may
   * have matched clouds, or an object that moved independently of the ground.
   */
  private static boolean needsGeoreferenceTrial(
      int[] lag, int[] expected, LocalVotes local, Optional<RobustTranslation> found) {
    return isFar(lag, expected)
        || (!Arrays.equals(lag, expected)
            && agreeing(found) < SUFFICIENT_SHARE * local.surfaces().size());
  }

  /** Whether a window searched around one lag does not reach the other. */
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
