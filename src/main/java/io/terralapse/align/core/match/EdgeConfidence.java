package io.terralapse.align.core.match;

import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.correlation.LagSurface;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.Vote;
import io.terralapse.align.core.fit.RobustTranslation;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The confidence of a fitted shift and its weakest criterion.
 *
 * <p>The confidence is the lowest of six scores. Each is 0 to 1, and 0.5 where its quantity is at
 * the threshold in {@link RefusalThresholds}:
 *
 * <ol>
 *   <li><em>significance</em>: the expected number of equally good agreements among random votes,
 *       the number of false alarms of a-contrario matching (Moisan and Stival 2004, IJCV 57(3));
 *   <li><em>share</em>: the share of the compared windows that agree;
 *   <li><em>halves</em>: the difference between the shifts fitted to the two halves of a
 *       checkerboard of windows;
 *   <li><em>hold-out</em>: the gain in similarity in the windows of one half at the shift fitted to
 *       the other half, compared with other lags (Student's t over the windows);
 *   <li><em>spread</em>: how far the agreeing windows are distributed over the frame;
 *   <li><em>precision</em>: the standard deviation of the shift.
 * </ol>
 *
 * @param confidence 0 to 1
 * @param weakness the criterion with the lowest score, as the tail of a sentence; for refusals
 */
record EdgeConfidence(double confidence, String weakness) {
  /** Radii within which votes count as agreeing, pixels. */
  private static final double[] AGREEMENT_RADII = {0.5, 0.25, 0.125};

  /**
   * Rates a fit.
   *
   * @param validArea where either date has valid pixels, pixels of the reference; a frame may be
   *     much larger
   */
  static EdgeConfidence of(LocalVotes local, RobustTranslation fit, PixelRect validArea) {
    int n = local.votes().size();
    int k = fit.agreeing().size();
    double falseAlarms = log10FalseAlarms(local, fit);
    double share = (double) k / Math.max(1, local.surfaces().size());
    Optional<RobustTranslation> a = half(local, 0);
    Optional<RobustTranslation> b = half(local, 1);
    double difference =
        a.isPresent() && b.isPresent()
            ? Math.hypot(a.get().x() - b.get().x(), a.get().y() - b.get().y())
            : Double.POSITIVE_INFINITY;
    double holdOut =
        a.isPresent() && b.isPresent()
            ? Math.min(gain(local, 1, a.get()), gain(local, 0, b.get()))
            : 0;
    double spread = spread(fit, validArea.width(), validArea.height());
    double sigma = Math.sqrt(Math.max(0, fit.varXX() + fit.varYY()));
    String agree = String.format(Locale.ROOT, "%d of %d", k, n);
    EdgeConfidence weakest =
        new EdgeConfidence(
            score(-falseAlarms, -RefusalThresholds.MAX_LOG10_FALSE_ALARMS),
            "too few windows agree: " + agree);
    weakest =
        weakest.or(
            score(share, RefusalThresholds.MIN_AGREEING_SHARE),
            "too small a share of the windows agree: " + agree);
    weakest =
        weakest.or(
            score(RefusalThresholds.MAX_HALF_DIFFERENCE_PX / Math.max(1e-9, difference), 1),
            halvesText(difference));
    weakest =
        weakest.or(
            score(holdOut, RefusalThresholds.MIN_HOLD_OUT_T),
            "the shift does not improve the similarity of hold-out windows");
    weakest =
        weakest.or(
            score(spread, RefusalThresholds.MIN_SPREAD),
            "the agreeing windows are too close together");
    return weakest.or(
        score(RefusalThresholds.MAX_UNCERTAINTY_PX / Math.max(1e-9, sigma), 1),
        String.format(Locale.ROOT, "the shift is uncertain by %.2f px", sigma));
  }

  private static String halvesText(double difference) {
    return Double.isInfinite(difference)
        ? "only one half of the windows determines a shift"
        : String.format(Locale.ROOT, "the two halves of the windows differ by %.2f px", difference);
  }

  /** The weaker of the two. */
  private EdgeConfidence or(double score, String description) {
    return score < confidence ? new EdgeConfidence(score, description) : this;
  }

  /** 0 at 0, 0.5 at the threshold, approaching 1 far above it. */
  static double score(double value, double threshold) {
    if (!(value > 0)) {
      return 0;
    }
    double q = value / threshold;
    return q * q / (1 + q * q);
  }

  /**
   * log10 of the expected number of equally good agreements among random votes, the lowest over the
   * radii: twelve votes within an eighth of a pixel are less likely than twelve within a half.
   */
  private static double log10FalseAlarms(LocalVotes local, RobustTranslation fit) {
    int n = local.votes().size();
    int inner = 2 * LocalVotes.RADIUS - 1;
    int ne = Math.max(1, (int) Math.round(n * local.independence()));
    double least = 0;
    for (double radius : AGREEMENT_RADII) {
      int within = 0;
      for (Vote v : local.votes()) {
        within += Math.hypot(v.x() - fit.x(), v.y() - fit.y()) < radius ? 1 : 0;
      }
      double p = Math.PI * radius * radius / (inner * inner);
      double ke = Math.min(ne, within * local.independence());
      int floor = (int) Math.floor(ke);
      double tail = log10Tail(ne, floor, p);
      if (floor < ne) {
        tail += (ke - floor) * (log10Tail(ne, floor + 1, p) - tail);
      }
      least = Math.min(least, Math.log10((double) n * AGREEMENT_RADII.length) + tail);
    }
    return least;
  }

  /** log10 of the probability of k or more successes in n trials. */
  static double log10Tail(int n, int k, double p) {
    if (k <= 0) {
      return 0;
    }
    double logTerm = 0;
    for (int i = 1; i <= k; i++) {
      logTerm += Math.log((double) (n - k + i) / i) + Math.log(p);
    }
    logTerm += (n - k) * Math.log1p(-p);
    double sum = 0;
    double term = 1;
    for (int i = k; i <= n; i++) {
      sum += term;
      term *= (double) (n - i) / (i + 1) * p / (1 - p);
    }
    return Math.min(0, (logTerm + Math.log(sum)) / Math.log(10));
  }

  private static Optional<RobustTranslation> half(LocalVotes local, int half) {
    List<Vote> some = new ArrayList<>();
    for (Vote v : local.votes()) {
      if (v.half() == half) {
        some.add(v);
      }
    }
    return RobustTranslation.fit(some, local.independence());
  }

  /** Student's t of the gain in similarity over the windows of one half. */
  private static double gain(LocalVotes local, int half, RobustTranslation other) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (LocalVotes.WindowSurface window : local.surfaces()) {
      if (window.half() != half) {
        continue;
      }
      double gain = window.at(other.x(), other.y()) - meanElsewhere(window, other);
      sum += gain;
      squares += gain * gain;
      n++;
    }
    if (n < 2 || sum <= 0) {
      return 0;
    }
    double mean = sum / n;
    double spread = Math.sqrt(Math.max(1e-12, (squares - n * mean * mean) / (n - 1)));
    return mean / spread * Math.sqrt(n * local.independence());
  }

  /** Mean similarity at lags more than two pixels from a shift. */
  private static double meanElsewhere(LocalVotes.WindowSurface window, RobustTranslation at) {
    LagSurface s = window.surface();
    double sum = 0;
    int n = 0;
    for (int y = -s.radius; y <= s.radius; y++) {
      for (int x = -s.radius; x <= s.radius; x++) {
        if (Math.hypot(x + window.residualLagX() - at.x(), y + window.residualLagY() - at.y())
            > 2) {
          sum += s.value[(y + s.radius) * s.side + x + s.radius];
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /** Spatial variance of the agreeing windows; the valid area has side 1. */
  private static double spread(RobustTranslation fit, double width, double height) {
    double sx = 0;
    double sy = 0;
    double qx = 0;
    double qy = 0;
    int n = 0;
    for (Vote v : fit.agreeing()) {
      double x = v.centreX() / width;
      double y = v.centreY() / height;
      sx += x;
      sy += y;
      qx += x * x;
      qy += y * y;
      n++;
    }
    if (n < 2) {
      return 0;
    }
    double vx = qx / n - sx / n * sx / n;
    double vy = qy / n - sy / n * sy / n;
    // The sum, not the smaller one: a clear strip between clouds is sufficient.
    return Math.max(0, vx + vy);
  }
}
