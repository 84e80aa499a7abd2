package io.terralapse.coregister;

import java.util.Locale;
import java.util.Optional;

/**
 * Measures the shift between two dates, and refuses when the evidence is weak. Thread-safe: one
 * estimator serves all workers.
 *
 * <ol>
 *   <li>a pyramid finds the shift to about a pixel ({@link CoarseSearch});
 *   <li>about a hundred windows vote, each with its own sub-pixel peak and covariance ({@link
 *       LocalVotes});
 *   <li>the votes are combined robustly ({@link RobustTranslation});
 *   <li>the result is judged, in part on windows that had no say in it ({@link Verdict}).
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

  private final double maxShiftPx;
  private final double minConfidence;

  /** An estimator with the built-in threshold of confidence. */
  public EdgeEstimator(double maxShiftPx) {
    this(maxShiftPx, DEFAULT_MIN_CONFIDENCE);
  }

  /**
   * An estimator.
   *
   * @param maxShiftPx largest shift in x or y that is believed, alignment pixels, positive
   * @param minConfidence edges below are refused, 0 to 1
   */
  public EdgeEstimator(double maxShiftPx, double minConfidence) {
    if (!(maxShiftPx > 0) || !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "largest shift " + maxShiftPx + ", least confidence " + minConfidence);
    }
    this.maxShiftPx = maxShiftPx;
    this.minConfidence = minConfidence;
  }

  /** Measures how far the target's content lies from the reference's. */
  public Edge measure(AlignmentImage reference, AlignmentImage target) {
    double lagX = reference.offsetX() - target.offsetX();
    double lagY = reference.offsetY() - target.offsetY();
    int[] lag = CoarseSearch.find(reference, target, lagX, lagY, maxShiftPx);
    GradientField from = reference.level(0);
    GradientField to = target.level(0);
    LocalVotes local = LocalVotes.collect(from, to, lag[0], lag[1]);
    Optional<RobustTranslation> found = fit(local);
    if (found.isPresent()
        && Math.max(Math.abs(found.get().x()), Math.abs(found.get().y())) > WELL_CENTRED) {
      lag[0] += (int) Math.rint(found.get().x());
      lag[1] += (int) Math.rint(found.get().y());
      local = LocalVotes.collect(from, to, lag[0], lag[1]);
      found = fit(local);
    }
    if (found.isEmpty()) {
      return Edge.refused(
          reference.id(),
          target.id(),
          "too few windows have anything to compare: " + local.surfaces().size());
    }
    RobustTranslation fit = found.get();
    Verdict verdict = Verdict.of(local, fit, from.width, from.height);
    double dx = lag[0] + fit.x() - lagX;
    double dy = lag[1] + fit.y() - lagY;
    String reason = "";
    if (Math.max(Math.abs(dx), Math.abs(dy)) > maxShiftPx) {
      reason =
          String.format(Locale.ROOT, "the shift is larger than the allowed %.1f px", maxShiftPx);
    } else if (verdict.confidence() < minConfidence) {
      reason = verdict.weakness();
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
        fit.agreeing().size(),
        local.votes().size() - fit.agreeing().size(),
        verdict.confidence(),
        reason.isEmpty(),
        reason);
  }

  private static Optional<RobustTranslation> fit(LocalVotes local) {
    return RobustTranslation.fit(local.votes(), local.independence());
  }
}
