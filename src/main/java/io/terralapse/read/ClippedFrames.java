package io.terralapse.read;

import io.terralapse.model.Issue;
import io.terralapse.tone.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds dates that a stretch shows almost entirely black or white. Stateless. */
public final class ClippedFrames {
  /** Code of the warnings. */
  static final String CODE = "clipped";

  /** A frame with less than a fiftieth of its pixels between black and white shows nothing. */
  private static final double MOST_CLIPPED = 0.98;

  private ClippedFrames() {}

  /** A warning for each such date, with the setting that changes it. */
  public static List<Issue> find(List<ReadAcquisition> dates, Stretch stretch) {
    List<Issue> issues = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      double clipped = date.tone().clippedFraction(stretch);
      if (date.recipe().result().isEmpty() && clipped >= MOST_CLIPPED) {
        boolean white = date.tone().quantile(0, 500) >= stretch.high(0);
        issues.add(
            new Issue(
                CODE,
                date.id(),
                String.format(
                    Locale.ROOT,
                    "%s is shown almost entirely %s (%.0f %% of its clear pixels); if its values are"
                        + " in another unit than those of the other dates, give their factor in"
                        + " sources.scale, else leave it out with select.drop.",
                    date.id(),
                    white ? "white" : "black",
                    Math.floor(100 * clipped))));
      }
    }
    return issues;
  }
}
