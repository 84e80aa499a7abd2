package io.terralapse.align.core.network;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.feature.SignalPlane;
import io.terralapse.model.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Selects the anchor, the date that the others are compared with: the one with the highest product
 * of median similarity to the other dates and valid share of the frame.
 *
 * <p>The median prevents the choice of a date that resembles only one other. Gradient orientation
 * is compared rather than brightness, so clouds, snow, haze and missing corners lower the score.
 * The similarity of two dates is their masked normalised correlation at lag 0 over the preview,
 * which is so coarse that misregistration has little effect.
 *
 * @param id the selected date
 * @param score median similarity times valid share, -1 to 1
 * @param why the reason, as one sentence for the user
 */
public record AnchorChoice(String id, double score, String why) {
  /** With more dates than this, each is compared with an evenly spaced sample of the others. */
  private static final int MAX_PARTNERS = 40;

  /** Previews are halved until they have no more pixels than this. */
  private static final int MAX_PIXELS = 20_000;

  /** Two previews with less than this share of common valid pixels have similarity 0. */
  private static final double MIN_OVERLAP = 0.05;

  /**
   * The reduced gradient field of a date: about 40 kB, so that hundreds of dates fit in memory.
   * Immutable.
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
     * Computes the preview of a date.
     *
     * @param id acquisition id of the date
     * @param frame the common area, a few hundred pixels wide; all previews of a sequence are made
     *     from frames of one size; not retained
     */
    public static Preview of(String id, Frame frame) {
      SignalPlane signal = SignalPlane.of(frame);
      while (signal.width * signal.height > MAX_PIXELS) {
        signal = signal.halved();
      }
      return new Preview(id, GradientField.of(signal));
    }
  }

  /**
   * Selects the anchor. Among equal scores the larger valid share is preferred, then the earlier
   * date. A single date is its own anchor.
   *
   * @param previews in chronological order, not empty
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
    double[] similarity = new double[n];
    for (int i = 0; i < n; i++) {
      similarity[i] = medianSimilarity(fields, i);
      // Rounded, so that rounding errors do not decide.
      score[i] = Math.rint(similarity[i] * previews.get(i).coverage * 1e6) / 1e6;
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
                similarity[best],
                100 * previews.get(best).coverage);
    return new AnchorChoice(id, score[best], why);
  }

  /**
   * The score of one date, to be compared with that of the best one.
   *
   * @param previews as in {@link #of}
   * @param id of one of them
   */
  public static double score(List<Preview> previews, String id) {
    List<GradientField> fields = previews.stream().map(p -> p.field).toList();
    for (int i = 0; i < previews.size(); i++) {
      if (previews.get(i).id.equals(id)) {
        return medianSimilarity(fields, i) * previews.get(i).coverage;
      }
    }
    throw new IllegalArgumentException("no preview of " + id);
  }

  private static double medianSimilarity(List<GradientField> fields, int date) {
    int n = fields.size();
    if (n == 1) {
      return 1;
    }
    int partners = Math.min(n - 1, MAX_PARTNERS);
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

  /** Masked correlation of two fields of one size, -1 to 1; 0 if they hardly overlap. */
  static double similarity(GradientField a, GradientField b) {
    long dot = 0;
    long ea = 0;
    long eb = 0;
    int common = 0;
    for (int i = 0; i < a.x.length; i++) {
      if (a.x[i] != GradientField.NODATA && b.x[i] != GradientField.NODATA) {
        dot += a.x[i] * b.x[i] + a.y[i] * b.y[i];
        ea += a.x[i] * a.x[i] + a.y[i] * a.y[i];
        eb += b.x[i] * b.x[i] + b.y[i] * b.y[i];
        common++;
      }
    }
    return common < MIN_OVERLAP * a.x.length || ea == 0 || eb == 0
        ? 0
        : dot / (Math.sqrt((double) ea) * Math.sqrt((double) eb));
  }

  private static double coverage(GradientField field) {
    int inner = (field.width - 2 * GradientField.REACH) * (field.height - 2 * GradientField.REACH);
    int seen = 0;
    for (byte v : field.x) {
      seen += v == GradientField.NODATA ? 0 : 1;
    }
    return (double) seen / Math.max(1, inner);
  }
}
