package io.terralapse.align.core.match;

import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.fit.ModelSelection;
import io.terralapse.align.core.fit.RobustTranslation;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.Optional;

/**
 * The local votes around one integer lag and the translation fitted to them. Immutable.
 *
 * @param lagX target column minus reference column
 * @param lagY the same for rows
 * @param local votes relative to the lag
 * @param fit the translation; empty if no two votes agree
 */
record Trial(int lagX, int lagY, LocalVotes local, Optional<RobustTranslation> fit) {
  /** Votes further than this from the centre of the searched lags are measured again, pixels. */
  private static final double MAX_OFF_CENTRE_PX = 1.25;

  /** If a larger share of the windows agrees, the georeference is not tried as well. */
  private static final double SUFFICIENT_SHARE = 0.3;

  /** Correlates all windows around a lag. */
  static Trial at(GradientField from, GradientField to, int lagX, int lagY) {
    return of(lagX, lagY, LocalVotes.collect(from, to, lagX, lagY, Displacement.NONE));
  }

  private static Trial of(int lagX, int lagY, LocalVotes local) {
    return new Trial(lagX, lagY, local, RobustTranslation.fit(local.votes(), local.independence()));
  }

  /** Number of windows that agree. */
  int agreeing() {
    return fit.map(found -> found.agreeing().size()).orElse(0);
  }

  /**
   * Whether the position given by the georeference has to be tried as well: the coarse search may
   * have matched clouds, or an object that moved independently of the ground.
   */
  boolean needsGeoreferenceTrial(int expectedX, int expectedY) {
    return isFarFrom(expectedX, expectedY)
        || ((lagX != expectedX || lagY != expectedY)
            && agreeing() < SUFFICIENT_SHARE * local.surfaces().size());
  }

  /** Whether a window searched around this lag does not reach the lag of another trial. */
  boolean isFarFrom(Trial other) {
    return isFarFrom(other.lagX, other.lagY);
  }

  private boolean isFarFrom(int x, int y) {
    return Math.abs(lagX - x) > LocalVotes.RADIUS || Math.abs(lagY - y) > LocalVotes.RADIUS;
  }

  /** This trial, or one around the fitted shift where that is far from the searched centre. */
  Trial centred(GradientField from, GradientField to) {
    if (fit.isEmpty()
        || Math.max(Math.abs(fit.get().x()), Math.abs(fit.get().y())) <= MAX_OFF_CENTRE_PX) {
      return this;
    }
    return at(
        from, to, lagX + (int) Math.rint(fit.get().x()), lagY + (int) Math.rint(fit.get().y()));
  }

  /**
   * The trial relative to a non-rigid part. Where that is too large for the searched lags, the
   * windows are correlated again at the positions that it predicts.
   */
  Trial relativeTo(Displacement nonRigid, GradientField from, GradientField to) {
    return of(
        lagX,
        lagY,
        ModelSelection.largest(nonRigid, area(from, to)) > MAX_OFF_CENTRE_PX
            ? LocalVotes.collect(from, to, lagX, lagY, nonRigid)
            : local.minus(nonRigid));
  }

  /** Bounding box of the valid pixels of both dates, pixels of the reference. */
  PixelRect area(GradientField from, GradientField to) {
    PixelRect a = from.validArea;
    PixelRect b = to.validArea;
    int left = Math.min(a.column(), b.column() - lagX);
    int top = Math.min(a.row(), b.row() - lagY);
    int right = Math.max(a.endColumn(), b.endColumn() - lagX);
    int bottom = Math.max(a.endRow(), b.endRow() - lagY);
    return new PixelRect(left, top, right - left, bottom - top);
  }
}
