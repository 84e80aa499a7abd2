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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    GradientField from = reference.level(0);
    GradientField to = target.level(0);
    int[] coarse = CoarseSearch.find(reference, target, lagX, lagY, maxShiftPx);
    Trial trial = Trial.at(from, to, coarse[0], coarse[1]);
    Trial georeferenced = trial;
    int expectedX = (int) Math.rint(lagX);
    int expectedY = (int) Math.rint(lagY);
    if (trial.needsGeoreferenceTrial(expectedX, expectedY)) {
      georeferenced = Trial.at(from, to, expectedX, expectedY);
    }
    if (georeferenced.agreeing() > trial.agreeing()) {
      trial = georeferenced;
    } else if (trial.isFarFrom(georeferenced)
        && georeferenced.agreeing() > RefusalThresholds.MAX_CONFLICTING_SHARE * trial.agreeing()) {
      return Edge.refused(
          reference.id(), target.id(), "two parts of the frame give conflicting shifts");
    }
    trial = trial.centred(from, to);
    ModelSelection selection = select(trial, reference, to);
    if (selection.model() != ShiftModel.TRANSLATION) {
      trial = trial.relativeTo(selection.nonRigid(), from, to);
    }
    if (trial.fit().isEmpty()) {
      int votes = trial.local().votes().size();
      return Edge.refused(
          reference.id(),
          target.id(),
          votes < 2
              ? "too few windows contain matching content: " + votes
              : "no two of " + votes + " windows agree");
    }
    return edge(reference, target, trial, selection, trial.fit().get());
  }

  private ModelSelection select(Trial trial, AlignmentImage reference, GradientField to) {
    if (trial.fit().isEmpty() || model == ShiftModel.TRANSLATION) {
      return ModelSelection.TRANSLATION;
    }
    return ModelSelection.of(
        trial.local(),
        trial.fit().get(),
        model,
        trial.area(reference.level(0), to),
        reference.middleColumn(),
        reference.middleRow());
  }

  private Edge edge(
      AlignmentImage reference,
      AlignmentImage target,
      Trial trial,
      ModelSelection selection,
      RobustTranslation fit) {
    LocalVotes local = trial.local();
    EdgeConfidence rating =
        EdgeConfidence.of(local, fit, trial.area(reference.level(0), target.level(0)));
    double[] peak = StackedPeak.near(fit, local);
    double residualLagX = trial.lagX() - (reference.offsetX() - target.offsetX());
    double residualLagY = trial.lagY() - (reference.offsetY() - target.offsetY());
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
}
