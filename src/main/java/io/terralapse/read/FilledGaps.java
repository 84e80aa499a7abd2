package io.terralapse.read;

import io.terralapse.model.Issue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says which dates have gaps that their sensor leaves in every scene. Stateless. */
public final class FilledGaps {
  /** Code of the warning. */
  static final String CODE = "gaps";

  private FilledGaps() {}

  /** The warning that such gaps are filled although that was not requested; empty if none are. */
  public static Optional<Issue> find(List<ReadAcquisition> dates) {
    List<ReadAcquisition> gaps =
        dates.stream().filter(date -> date.clearness().gapPercent() > 0).toList();
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    double most =
        gaps.stream().mapToDouble(date -> date.clearness().gapPercent()).max().getAsDouble();
    String id = gaps.get(0).id();
    int others = gaps.size() - 1;
    return Optional.of(
        new Issue(
            CODE,
            id,
            String.format(
                Locale.ROOT,
                "%s %s no data in stripes that the sensor leaves in every scene (up to %.0f %% of the"
                    + " area), which are filled from the dates nearest in time; set look.fill:"
                    + " nearest to fill clouds too, or look.fill: none to leave them.",
                others == 0
                    ? id
                    : id + " and " + others + (others == 1 ? " other date" : " other dates"),
                others == 0 ? "has" : "have",
                Math.ceil(most))));
  }
}
