package io.terralapse.align.core.match;

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
 * How far a fit is to be believed, and why not.
 *
 * <p>The confidence is the least of six marks, each 0 to 1, each about 0.5 where belief should end:
 *
 * <ol>
 *   <li><em>chance</em>: how surprising it would be that so many of so many windows agree within
 *       half a pixel, or less, if all of them spoke at random; the number of false alarms of
 *       a-contrario matching (Moisan and Stival 2004, IJCV 57(3));
 *   <li><em>share</em>: of the windows that had something to say, how many agree;
 *   <li><em>halves</em>: the two halves of the check-board, fitted apart, agree;
 *   <li><em>unseen</em>: on the windows of one half, moving by the other half's answer makes the
 *       dates more alike than other lags do (Student's t over the windows);
 *   <li><em>spread</em>: the agreeing windows do not all stand in one spot;
 *   <li><em>precision</em>: they pin the shift down.
 * </ol>
 *
 * @param confidence 0 to 1
 * @param weakness the least mark, in words; for refusals
 */
public record EdgeConfidence(double confidence, String weakness) {
  private static final double[] AGREE = {0.5, 0.25, 0.125};

  /**
   * Windows all over a quarter of the frame have a variance of 0.042, all over the frame one of
   * 0.167. What is no more than a quarter may be a thing that moved for itself while clouds hid the
   * rest.
   */
  private static final double MIN_SPREAD = 0.045;

  /**
   * Judges a fit.
   *
   * @param validArea where either date holds evidence: a frame may be much larger than what there is to
   *     see in it
   */
  static EdgeConfidence of(LocalVotes local, RobustTranslation fit, PixelRect validArea) {
    int n = local.votes().size();
    int k = fit.agreeing().size();
    double chance = falseAlarms(local, fit);
    double share = (double) k / Math.max(1, local.surfaces().size());
    Optional<RobustTranslation> a = half(local, 0);
    Optional<RobustTranslation> b = half(local, 1);
    double apart =
        a.isPresent() && b.isPresent()
            ? Math.hypot(a.get().x() - b.get().x(), a.get().y() - b.get().y())
            : Double.POSITIVE_INFINITY;
    double unseen =
        a.isPresent() && b.isPresent()
            ? Math.min(gain(local, 1, a.get()), gain(local, 0, b.get()))
            : 0;
    double spread = spread(fit, validArea.width(), validArea.height());
    double sigma = Math.sqrt(Math.max(0, fit.varXX() + fit.varYY()));
    String agree = String.format(Locale.ROOT, "%d of %d", k, n);
    EdgeConfidence worst = new EdgeConfidence(mark(-chance, 6), "too few windows agree: " + agree);
    worst = worst.or(mark(share, 0.12), "too small a share of the windows agree: " + agree);
    worst = worst.or(mark(0.25 / Math.max(1e-9, apart), 1), halvesText(apart));
    worst =
        worst.or(mark(unseen, 2.5), "the shift does not make unseen parts of the frame more alike");
    worst = worst.or(mark(spread, MIN_SPREAD), "the windows that agree stand too close together");
    return worst.or(
        mark(0.15 / Math.max(1e-9, sigma), 1),
        String.format(Locale.ROOT, "the shift is only known to %.2f px", sigma));
  }

  private static String halvesText(double apart) {
    return Double.isInfinite(apart)
        ? "only one half of the windows gives an answer"
        : String.format(Locale.ROOT, "two halves of the windows differ by %.2f px", apart);
  }

  private EdgeConfidence or(double mark, String words) {
    return mark < confidence ? new EdgeConfidence(mark, words) : this;
  }

  /** 0 at 0, 0.5 at the limit, towards 1 far above it. */
  static double mark(double value, double limit) {
    if (!(value > 0)) {
      return 0;
    }
    double q = value / limit;
    return q * q / (1 + q * q);
  }

  /**
   * log10 of the expected number of equally good agreements among random votes, over several radii:
   * a dozen votes within an eighth of a pixel surprise more than a dozen within a half.
   */
  private static double falseAlarms(LocalVotes local, RobustTranslation fit) {
    int n = local.votes().size();
    int inner = 2 * LocalVotes.RADIUS - 1;
    int ne = Math.max(1, (int) Math.round(n * local.independence()));
    double least = 0;
    for (double radius : AGREE) {
      int within = 0;
      for (Vote v : local.votes()) {
        within += Math.hypot(v.x() - fit.x(), v.y() - fit.y()) < radius ? 1 : 0;
      }
      double p = Math.PI * radius * radius / (inner * inner);
      double ke = Math.min(ne, within * local.independence());
      int whole = (int) Math.floor(ke);
      double tail = log10Tail(ne, whole, p);
      if (whole < ne) {
        tail += (ke - whole) * (log10Tail(ne, whole + 1, p) - tail);
      }
      least = Math.min(least, Math.log10((double) n * AGREE.length) + tail);
    }
    return least;
  }

  /** log10 of the probability of k or more successes in n trials. */
  public static double log10Tail(int n, int k, double p) {
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
      double gain = window.at(other.x(), other.y()) - elsewhere(window, other);
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

  private static double elsewhere(LocalVotes.WindowSurface window, RobustTranslation at) {
    LagSurface s = window.surface();
    double sum = 0;
    int n = 0;
    for (int y = -s.radius; y <= s.radius; y++) {
      for (int x = -s.radius; x <= s.radius; x++) {
        if (Math.hypot(x + window.residualLagX() - at.x(), y + window.residualLagY() - at.y()) > 2) {
          sum += s.value[(y + s.radius) * s.side + x + s.radius];
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /** Variance of the agreeing windows' places, what there is to see being of side 1. */
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
    // A band across the frame (a clear strip between clouds) is enough; a spot is not.
    return Math.max(0, vx + vy);
  }
}
