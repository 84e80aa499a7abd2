package io.terralapse.read;

import io.terralapse.model.Issue;
import io.terralapse.tone.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds dates that show nothing: almost entirely black or white, an index at one end of its colours
 * or of one value. Stateless.
 */
public final class ClippedFrames {
  /** Code of the warnings. */
  static final String CODE = "clipped";

  /** A frame with less than a fiftieth of its pixels between black and white shows nothing. */
  private static final double MOST_CLIPPED = 0.98;

  /** An index with less than a tenth between the ends of its colours is cloud, snow or water. */
  private static final double MOST_AT_END = 0.9;

  /** Quantiles, per mille, between which a date with content has more than one value. */
  private static final int LOW = 20;

  private static final int HIGH = 980;

  private ClippedFrames() {}

  /** A warning for each such date, with the setting that changes it. */
  public static List<Issue> find(List<ReadAcquisition> dates, Stretch stretch) {
    List<Issue> issues = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      if (!date.tone().isEmpty()) {
        findSentence(date, stretch)
            .ifPresent(
                sentence ->
                    issues.add(new Issue(CODE, date.id(), date.id() + " is shown " + sentence)));
      }
    }
    return issues;
  }

  private static Optional<String> findSentence(ReadAcquisition date, Stretch stretch) {
    double clipped = date.tone().clippedFraction(stretch);
    boolean index = date.recipe().result().isPresent();
    boolean high = date.tone().quantile(0, 500) >= stretch.high(0);
    if (!index && clipped >= MOST_CLIPPED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "almost entirely %s (%.0f %% of its clear pixels); if its values are in another unit"
                  + " than those of the other dates, give their factor in sources.scale, else leave"
                  + " it out with select.drop.",
              high ? "white" : "black",
              Math.floor(100 * clipped)));
    }
    if (index && clipped >= MOST_AT_END) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "almost entirely in the %s colour of its index (%.0f %% of its clear pixels), as"
                  + " cloud, snow and water are; leave it out with select.drop, or widen"
                  + " look.stretch.",
              high ? "last" : "first",
              Math.floor(100 * clipped)));
    }
    if (index && isConstant(date)) {
      return Optional.of(
          "in one colour, because its clear pixels have one value; leave it out with select.drop.");
    }
    return Optional.empty();
  }

  private static boolean isConstant(ReadAcquisition date) {
    for (int b = 0; b < date.tone().bandCount(); b++) {
      if (date.tone().quantile(b, LOW) != date.tone().quantile(b, HIGH)) {
        return false;
      }
    }
    return true;
  }
}
