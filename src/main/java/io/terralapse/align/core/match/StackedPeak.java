package io.terralapse.align.core.match;

import io.terralapse.align.core.correlation.LagSurface;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.fit.RobustTranslation;
import java.util.Optional;

/**
 * Sharpens a robust translation: the similarity surfaces of the windows near it are added up, and
 * the peak of the sum is the shift that all their pixels together like best. A window's own peak
 * wanders with its noise, and the mean of wandering peaks is noisier than the peak of the mean.
 * Windows that speak of something else have no part in it. Stateless.
 */
final class StackedPeak {
  /** Windows further than this from the shift have no part, pixels; Tukey's biweight inside. */
  private static final double REACH = 1.5;

  /** The sum sharpens a fit, it does not overrule it: in units of the fit's own uncertainty. */
  private static final double MAX_SIGMAS = 3;

  private StackedPeak() {}

  /** The sharpened place {x, y}; the fit's own where the sum has no peak close to it. */
  static double[] near(RobustTranslation fit, LocalVotes local) {
    int wholeX = (int) Math.rint(fit.x());
    int wholeY = (int) Math.rint(fit.y());
    LagSurface sum = new LagSurface(LocalVotes.RADIUS);
    for (LocalVotes.WindowSurface window : local.surfaces()) {
      if (window.peak().isPresent()) {
        LagSurface.Peak peak = window.peak().get();
        double x = peak.x() + window.residualLagX() - fit.x();
        double y = peak.y() + window.residualLagY() - fit.y();
        double far = Math.hypot(x, y) / REACH;
        if (far < 1 && peak.value() > 0) {
          add(window, wholeX, wholeY, (1 - far * far) * (1 - far * far) * peak.value(), sum);
        }
      }
    }
    sum.invalidate();
    double limit = MAX_SIGMAS * Math.sqrt(fit.varXX() + fit.varYY());
    Optional<LagSurface.Peak> best = sum.peak();
    if (best.isPresent()) {
      double x = best.get().x() + wholeX;
      double y = best.get().y() + wholeY;
      if (Math.hypot(x - fit.x(), y - fit.y()) < limit) {
        return new double[] {x, y};
      }
    }
    return new double[] {fit.x(), fit.y()};
  }

  /** Adds a window's surface, moved to where its votes stand. */
  private static void add(
      LocalVotes.WindowSurface window, int wholeX, int wholeY, double weight, LagSurface sum) {
    LagSurface surface = window.surface();
    boolean moved = window.residualLagX() != 0 || window.residualLagY() != 0 || wholeX != 0 || wholeY != 0;
    for (int y = -sum.radius; y <= sum.radius; y++) {
      for (int x = -sum.radius; x <= sum.radius; x++) {
        int i = (y + sum.radius) * sum.side + x + sum.radius;
        sum.value[i] += weight * (moved ? window.at(x + wholeX, y + wholeY) : surface.value[i]);
      }
    }
  }
}
