package io.terralapse.align;

import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.model.Frame;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects during reading what the choice of the anchor compares. What it did not receive (of dates
 * that an earlier run measured) it reads when an anchor is to be chosen, which is hardly ever the
 * case then. Thread-safe.
 */
public final class AnchorPreviews implements PreviewListener {
  /** Reads the preview of a date. */
  @FunctionalInterface
  public interface PreviewReader {
    /** The preview that a {@link PreviewListener} receives. */
    Frame read(ReadAcquisition date) throws IOException;
  }

  private final boolean expected;
  private Optional<PreviewReader> reader = Optional.empty();
  private final Map<String, AnchorChoice.Preview> previews = new ConcurrentHashMap<>();

  /**
   * Collects previews.
   *
   * @param expected whether an anchor is likely to be chosen; otherwise nothing is collected, and
   *     what turns out to be needed is read again
   */
  public AnchorPreviews(boolean expected) {
    this.expected = expected;
  }

  @Override
  public void onPreview(String id, Frame preview) {
    if (expected) {
      previews.put(id, AnchorChoice.Preview.of(id, preview));
    }
  }

  /** Says how previews that were not collected are read. */
  public void readMissingBy(PreviewReader missing) {
    this.reader = Optional.of(missing);
  }

  /**
   * A date that would be a better anchor than the one that is kept.
   *
   * @param choice the better one
   * @param keptScore the score of the kept one, to be compared with that of the choice
   */
  record Better(AnchorChoice choice, double keptScore) {}

  /**
   * Compares an anchor with the best one of all dates.
   *
   * @param kept id of the anchor, one of the dates
   * @param factor how many times as good a better one has to be
   */
  Optional<Better> findBetter(
      List<ReadAcquisition> dates, String kept, double factor, Workers workers) throws Exception {
    AnchorChoice best = choose(dates, workers);
    double score = AnchorChoice.score(previewsOf(dates), kept);
    return best.id().equals(kept) || best.score() < factor * score
        ? Optional.empty()
        : Optional.of(new Better(best, score));
  }

  /** Chooses among dates, in order of time, at least one. */
  AnchorChoice choose(List<ReadAcquisition> dates, Workers workers) throws Exception {
    List<ReadAcquisition> missing =
        dates.stream().filter(date -> !previews.containsKey(date.id())).toList();
    workers.map(
        missing,
        date -> {
          Frame preview = reader.orElseThrow().read(date);
          return previews.put(date.id(), AnchorChoice.Preview.of(date.id(), preview));
        });
    return AnchorChoice.of(previewsOf(dates));
  }

  private List<AnchorChoice.Preview> previewsOf(List<ReadAcquisition> dates) {
    return dates.stream().map(date -> Objects.requireNonNull(previews.get(date.id()))).toList();
  }
}
