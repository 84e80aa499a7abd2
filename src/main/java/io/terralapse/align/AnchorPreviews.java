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
    return AnchorChoice.of(
        dates.stream().map(date -> Objects.requireNonNull(previews.get(date.id()))).toList());
  }
}
