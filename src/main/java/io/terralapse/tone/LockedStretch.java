package io.terralapse.tone;

import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Issue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stretch of a run: that of the published frames as long as it applies, else the estimated one.
 *
 * @param stretch to draw with
 * @param next what the next lock holds
 * @param issues that published frames change because settings did
 * @param notices that a stretch that is kept differs noticeably from the estimated one
 */
public record LockedStretch(
    Stretch stretch, Lock.PublishedStretch next, List<Issue> issues, List<String> notices) {
  /** A difference of less than this part of the range is seen by nobody. */
  static final double NOTICEABLE = 0.05;

  private static final String OTHER_SETTINGS =
      "holds a stretch that was derived for other settings under look or sources";

  /** Copies the lists. */
  public LockedStretch {
    issues = List.copyOf(issues);
    notices = List.copyOf(notices);
  }

  /**
   * Compares the lock with this run.
   *
   * @param settings hash of the settings that the stretch is derived from
   * @param estimated from all dates of this run
   * @param published whether any published frame has its pixels of then; if none has, values may
   *     have another unit
   * @throws io.terralapse.model.UserError (usage) under {@code --locked}, if the lock was made for
   *     other settings
   */
  public static LockedStretch of(
      LockFile file, String settings, Stretch estimated, boolean published) {
    Optional<Lock.PublishedStretch> found =
        file.isReplaced() ? Optional.empty() : file.found().flatMap(Lock::stretch);
    List<Issue> issues = new ArrayList<>();
    if (found.isEmpty()) {
      return derived(settings, estimated, issues);
    }
    Lock.PublishedStretch before = found.get();
    boolean sameSettings =
        before.settings().equals(settings) && before.low().size() == estimated.bandCount();
    if (!sameSettings) {
      file.refuseIfRequired(OTHER_SETTINGS);
    }
    double difference = difference(before, estimated);
    if (!sameSettings || !published) {
      if (difference > 0 || !hasShapeOf(before, estimated)) {
        issues.add(relocked(file, before, estimated, sameSettings));
      }
      return derived(settings, estimated, issues);
    }
    return new LockedStretch(
        kept(before, estimated),
        before,
        issues,
        difference > NOTICEABLE ? List.of(drift(file, difference)) : List.of());
  }

  private static boolean hasShapeOf(Lock.PublishedStretch before, Stretch estimated) {
    return before.gamma() == estimated.gamma()
        && before.curve().equals(estimated.curve().kind().word())
        && before.contrast() == estimated.curve().contrast()
        && before.shoulder() == estimated.curve().shoulder()
        && before.shadows() == estimated.curve().shadows()
        && before.highlights() == estimated.curve().highlights()
        && before.saturation() == estimated.saturation();
  }

  private static LockedStretch derived(String settings, Stretch estimated, List<Issue> issues) {
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int band = 0; band < estimated.bandCount(); band++) {
      low.add(estimated.low(band));
      high.add(estimated.high(band));
    }
    return new LockedStretch(
        estimated,
        new Lock.PublishedStretch(
            settings,
            low,
            high,
            estimated.gamma(),
            estimated.curve().kind().word(),
            estimated.curve().contrast(),
            estimated.curve().shoulder(),
            estimated.curve().shadows(),
            estimated.curve().highlights(),
            estimated.saturation()),
        issues,
        List.of());
  }

  private static Stretch kept(Lock.PublishedStretch before, Stretch estimated) {
    return estimated.with(
        before.low().stream().mapToDouble(Double::doubleValue).toArray(),
        before.high().stream().mapToDouble(Double::doubleValue).toArray(),
        before.gamma(),
        curve(before),
        before.saturation());
  }

  private static ToneCurve curve(Lock.PublishedStretch before) {
    return new ToneCurve(
        ToneCurve.Kind.valueOf(before.curve().toUpperCase(Locale.ROOT)),
        before.contrast(),
        before.shoulder(),
        before.shadows(),
        before.highlights());
  }

  /**
   * How far the estimated stretch is from the published one, as a part of the published range: the
   * largest over both ends of all channels; infinite if the channels differ.
   */
  private static double difference(Lock.PublishedStretch before, Stretch estimated) {
    if (before.low().size() != estimated.bandCount()) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int band = 0; band < estimated.bandCount(); band++) {
      double low = before.low().get(band);
      double high = before.high().get(band);
      double distance =
          Math.max(Math.abs(estimated.low(band) - low), Math.abs(estimated.high(band) - high));
      most = Math.max(most, distance / (high - low));
    }
    return most;
  }

  private static Issue relocked(
      LockFile file, Lock.PublishedStretch before, Stretch estimated, boolean sameSettings) {
    return new Issue(
        LockFile.RELOCKED,
        file.name(),
        file.name()
            + " "
            + (sameSettings
                ? "holds the stretch of frames whose scenes have all changed"
                : OTHER_SETTINGS)
            + ", so it was derived again and every published frame changes ("
            + text(before.low().get(0), before.high().get(0))
            + " became "
            + text(estimated.low(0), estimated.high(0))
            + " in the first channel); "
            + (sameSettings ? "restore the scenes" : "restore the settings")
            + " to keep the frames, or run with --relock.");
  }

  private static String text(double low, double high) {
    return number(low) + " to " + number(high);
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String drift(LockFile file, double difference) {
    return String.format(
        Locale.ROOT,
        "%s keeps the stretch of the published frames, from which the one of all present dates would"
            + " differ by %.0f %% of its range; run with --relock to use that in every frame.",
        file.name(),
        100 * difference);
  }
}
