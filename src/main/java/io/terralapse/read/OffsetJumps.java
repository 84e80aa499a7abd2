package io.terralapse.read;

import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.tone.ToneSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds dates of Sentinel-2 that are brighter or darker than their neighbours by 0.1 reflectance in
 * every band and at every brightness. That is the offset of products since processing baseline
 * 04.00: a catalogue states it wrongly for some of its copies, and exports may mix products before
 * and after it. No change of the surface or the air looks like it. Stateless.
 */
public final class OffsetJumps {
  /** Code of the warnings. */
  static final String CODE = "offset";

  private static final double OFFSET = 0.1;

  /** Most difference of the mean shift from {@link #OFFSET}. */
  private static final double TOLERANCE = 0.02;

  /** Most difference of the shift of single quantiles and bands from their mean, as a deviation. */
  private static final double MOST_SPREAD = 0.025;

  /** Number of dates, nearest in time, that a date is compared with. */
  private static final int NEIGHBOURS = 6;

  private OffsetJumps() {}

  /** A warning for each date that has another offset than most of its neighbours. */
  public static List<Issue> find(List<ReadAcquisition> dates) {
    List<ReadAcquisition> candidates = dates.stream().filter(OffsetJumps::isCandidate).toList();
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int jump = jumpAt(candidates, i);
      if (jump != 0) {
        issues.add(issue(candidates.get(i), jump));
      }
    }
    return issues;
  }

  private static boolean isCandidate(ReadAcquisition date) {
    Scene scene = date.acquisition().scenes().get(0);
    return scene.quantity() == Quantity.REFLECTANCE
        && scene.product().sensor().equals("sentinel-2")
        && date.recipe().result().isEmpty()
        && !date.tone().isEmpty();
  }

  /**
   * 1 if the date is brighter than its neighbours by the offset, -1 if darker, 0 otherwise: the
   * median of its shifts against them is the offset, and at least a third of them confirm it.
   */
  private static int jumpAt(List<ReadAcquisition> dates, int index) {
    List<Shift> shifts =
        IntStream.range(0, dates.size())
            .filter(other -> other != index)
            .boxed()
            .sorted(Comparator.comparingInt(other -> Math.abs(other - index)))
            .limit(NEIGHBOURS)
            .flatMap(other -> shift(dates.get(index).tone(), dates.get(other).tone()).stream())
            .sorted(Comparator.comparingDouble(Shift::mean))
            .toList();
    if (shifts.isEmpty()) {
      return 0;
    }
    double median =
        (shifts.get((shifts.size() - 1) / 2).mean() + shifts.get(shifts.size() / 2).mean()) / 2;
    long confirming =
        shifts.stream().filter(shift -> shift.isOffset() && shift.mean() > 0 == median > 0).count();
    boolean jump = new Shift(median, 0).isOffset() && 3 * confirming >= shifts.size();
    return !jump ? 0 : median > 0 ? 1 : -1;
  }

  /**
   * How much brighter one date is than another: the mean over bands and quantiles, and its spread.
   */
  private record Shift(double mean, double spread) {
    boolean isOffset() {
      return Math.abs(Math.abs(mean) - OFFSET) <= TOLERANCE && spread <= MOST_SPREAD;
    }
  }

  private static Optional<Shift> shift(ToneSample tone, ToneSample other) {
    if (tone.bandCount() != other.bandCount()) {
      return Optional.empty();
    }
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int band = 0; band < tone.bandCount(); band++) {
      for (int permille = 50; permille < 1000; permille += 50) {
        double shift = tone.quantile(band, permille) - other.quantile(band, permille);
        sum += shift;
        squares += shift * shift;
        n++;
      }
    }
    double mean = sum / n;
    return Optional.of(new Shift(mean, Math.sqrt(Math.max(0, squares / n - mean * mean))));
  }

  private static Issue issue(ReadAcquisition date, int jump) {
    return new Issue(
        CODE,
        date.id(),
        date.id()
            + " is "
            + (jump > 0 ? "brighter" : "darker")
            + " than its neighbours by 0.1 reflectance in every band, which is the offset of"
            + " Sentinel-2 products, so its metadata or name state the offset wrongly; leave it out"
            + " with select: {drop: [\""
            + date.id()
            + "\"]}, or correct its sources.offset.");
  }
}
