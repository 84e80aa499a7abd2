package io.terralapse.align;

import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.model.Frame;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Collects during reading what the choice of the anchor compares. Thread-safe. */
public final class AnchorPreviews implements PreviewListener {
  private final Map<String, AnchorChoice.Preview> previews = new ConcurrentHashMap<>();

  @Override
  public void onPreview(String id, Frame preview) {
    previews.put(id, AnchorChoice.Preview.of(id, preview));
  }

  /** Chooses among dates, in order of time, at least one; each must have been read. */
  AnchorChoice choose(List<ReadAcquisition> dates) {
    return AnchorChoice.of(
        dates.stream().map(date -> Objects.requireNonNull(previews.get(date.id()))).toList());
  }
}
