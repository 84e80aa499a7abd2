package io.terralapse.align.core.network;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.feature.SignalPlane;
import io.terralapse.model.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Picks the date that the others are compared with: the one whose gradient structure agrees best
 * with the others', as the median over them, times the share of the frame it shows.
 *
 * <p>A median, so that a date is not picked for one twin; and structure rather than brightness, so
 * that clouds, snow, haze and empty corners count against a date by themselves. The similarity of
 * two dates is the masked normalised correlation of {@code LagCorrelation} at lag 0 over the whole
 * preview: previews are so coarse that misregistration hardly shows.
 *
 * @param id the chosen date
 * @param score what it was chosen for, -1 to 1
 * @param why one sentence for people
 */
public record AnchorChoice(String id, double score, String why) {
  /** With more dates than this, each is compared with an evenly spaced choice of the others. */
  private static final int MOST_PARTNERS = 40;

  private static final int MOST_PIXELS = 20_000;
  private static final double LEAST_COMMON = 0.05;

  /**
   * What the choice looks at of a date: its gradient field at a small size, some 100 kB, so that
   * hundreds of dates can be held. Immutable.
   */
  public static final class Preview {
    private final String id;
    private final GradientField field;
    private final double coverage;

    private Preview(String id, GradientField field) {
      this.id = id;
      this.field = field;
      this.coverage = AnchorChoice.coverage(field);
    }

    /**
     * Looks at a date.
     *
     * @param frame the common area, a few hundred pixels wide; all previews of a choice are made
     *     from frames of one size; not kept
     */
    public static Preview of(String id, Frame frame) {
      SignalPlane signal = SignalPlane.of(frame);
      while (signal.width * signal.height > MOST_PIXELS) {
        signal = signal.halved();
      }
      return new Preview(id, GradientField.of(signal));
    }
  }

  /**
   * Chooses among previews in order of time. Ties go to the better covered, then to the earlier
   * date. A single date is its own anchor.
   *
   * @throws IllegalArgumentException without previews, or if their sizes differ
   */
  public static AnchorChoice of(List<Preview> previews) {
    if (previews.isEmpty()) {
      throw new IllegalArgumentException("no previews");
    }
    int n = previews.size();
    List<GradientField> fields = previews.stream().map(p -> p.field).toList();
    for (Preview preview : previews) {
      if (preview.field.width != fields.get(0).width
          || preview.field.height != fields.get(0).height) {
        throw new IllegalArgumentException("previews differ in size: " + preview.id);
      }
    }
    int best = 0;
    double[] score = new double[n];
    double[] similar = new double[n];
    for (int i = 0; i < n; i++) {
      similar[i] = medianSimilarity(fields, i);
      // Rounded, so that differences in the last digits do not decide.
      score[i] = Math.rint(similar[i] * previews.get(i).coverage * 1e6) / 1e6;
      if (score[i] > score[best]
          || (score[i] == score[best]
              && previews.get(i).coverage > previews.get(best).coverage + 1e-6)) {
        best = i;
      }
    }
    String id = previews.get(best).id;
    String why =
        n == 1
            ? id + " is the only date"
            : String.format(
                Locale.ROOT,
                "%s agrees best with the other dates: median similarity %.2f, %.0f %% of the"
                    + " frame clear",
                id,
                similar[best],
                100 * previews.get(best).coverage);
    return new AnchorChoice(id, score[best], why);
  }

  private static double medianSimilarity(List<GradientField> fields, int date) {
    int n = fields.size();
    if (n == 1) {
      return 1;
    }
    int partners = Math.min(n - 1, MOST_PARTNERS);
    double[] found = new double[partners];
    for (int k = 0; k < partners; k++) {
      // Evenly spaced among the others: index 0 .. n - 2 with the date itself skipped.
      int other = (int) ((long) k * (n - 1) / partners);
      other += other >= date ? 1 : 0;
      found[k] = similarity(fields.get(date), fields.get(other));
    }
    Arrays.sort(found);
    return (found[(partners - 1) / 2] + found[partners / 2]) / 2;
  }

  /** Masked correlation of two fields of one size, 0 if they hardly overlap. */
  static double similarity(GradientField a, GradientField b) {
    long dot = 0;
    long ea = 0;
    long eb = 0;
    int common = 0;
    for (int i = 0; i < a.x.length; i++) {
      if (a.x[i] != GradientField.NONE && b.x[i] != GradientField.NONE) {
        dot += a.x[i] * b.x[i] + a.y[i] * b.y[i];
        ea += a.x[i] * a.x[i] + a.y[i] * a.y[i];
        eb += b.x[i] * b.x[i] + b.y[i] * b.y[i];
        common++;
      }
    }
    return common < LEAST_COMMON * a.x.length || ea == 0 || eb == 0
        ? 0
        : dot / (Math.sqrt((double) ea) * Math.sqrt((double) eb));
  }

  private static double coverage(GradientField field) {
    int inner = (field.width - 2 * GradientField.REACH) * (field.height - 2 * GradientField.REACH);
    int seen = 0;
    for (byte v : field.x) {
      seen += v == GradientField.NONE ? 0 : 1;
    }
    return (double) seen / Math.max(1, inner);
  }
}
