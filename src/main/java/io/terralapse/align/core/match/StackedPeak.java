package io.terralapse.align.core.match;

import io.terralapse.align.core.correlation.LagSurface;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.fit.RobustTranslation;
import java.util.Optional;

/**
 * Refines a robust translation: the similarity surfaces of the agreeing windows are summed, and the
 * peak of the sum is the result. It is less noisy than the mean of the individual peaks. Windows
 * whose peak is distance from the translation are not used. Stateless.
 */
final class StackedPeak {
  /** Windows whose peak is further from the shift are not used, pixels; Tukey's biweight inside. */
  private static final double REACH = 1.5;

  /** The peak is used only if it is within this many standard deviations of the fit. */
  private static final double MAX_SIGMAS = 3;

  private StackedPeak() {}

  /** The refined shift {x, y}; that of the fit where the sum has no peak close to it. */
  static double[] near(RobustTranslation fit, LocalVotes local) {
    int integerX = (int) Math.rint(fit.x());
    int integerY = (int) Math.rint(fit.y());
    LagSurface sum = new LagSurface(LocalVotes.RADIUS);
    for (LocalVotes.WindowSurface window : local.surfaces()) {
      if (window.peak().isPresent()) {
        LagSurface.Peak peak = window.peak().get();
        double x = peak.x() + window.residualLagX() - fit.x();
        double y = peak.y() + window.residualLagY() - fit.y();
        double distance = Math.hypot(x, y) / REACH;
        if (distance < 1 && peak.value() > 0) {
          add(
              window,
              integerX,
              integerY,
              (1 - distance * distance) * (1 - distance * distance) * peak.value(),
              sum);
        }
      }
    }
    sum.invalidate();
    double limit = MAX_SIGMAS * Math.sqrt(fit.varXX() + fit.varYY());
    Optional<LagSurface.Peak> best = sum.peak();
    if (best.isPresent()) {
      double x = best.get().x() + integerX;
      double y = best.get().y() + integerY;
      if (Math.hypot(x - fit.x(), y - fit.y()) < limit) {
        return new double[] {x, y};
      }
    }
    return new double[] {fit.x(), fit.y()};
  }

  /** Adds a window's surface, moved by its residual lag. */
  private static void add(
      LocalVotes.WindowSurface window, int integerX, int integerY, double weight, LagSurface sum) {
    LagSurface surface = window.surface();
    boolean moved =
        window.residualLagX() != 0 || window.residualLagY() != 0 || integerX != 0 || integerY != 0;
    for (int y = -sum.radius; y <= sum.radius; y++) {
      for (int x = -sum.radius; x <= sum.radius; x++) {
        int i = (y + sum.radius) * sum.side + x + sum.radius;
        sum.value[i] += weight * (moved ? window.at(x + integerX, y + integerY) : surface.value[i]);
      }
    }
  }
}
