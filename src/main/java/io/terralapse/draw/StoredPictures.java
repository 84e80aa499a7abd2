package io.terralapse.draw;

import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The finished pictures of a track: kept without loss in the cache while they are drawn, and drawn
 * again where the cache has lost one. Holds none in memory. Thread-safe.
 */
public final class StoredPictures implements PictureSequence {
  private final TrackSegments segments;
  private final List<ContentKey> keys = new ArrayList<>();

  StoredPictures(TrackSegments segments) {
    this.segments = segments;
    segments.segments().forEach(segment -> keys.addAll(segment.pictures()));
  }

  /** The content keys of the pictures, in order. */
  public List<ContentKey> keys() {
    return List.copyOf(keys);
  }

  /** Indices of the pictures that the cache does not hold. */
  public List<Integer> missing() {
    FrameCache cache = segments.track().earlier().cache();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!cache.hasPicture(keys.get(i))) {
        missing.add(i);
      }
    }
    return missing;
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public int width() {
    return segments.track().renderer().width();
  }

  @Override
  public int height() {
    return segments.track().renderer().height();
  }

  @Override
  public Picture get(int index) throws IOException {
    int rest = index;
    for (PlannedSegment segment : segments.segments()) {
      if (rest < segment.frames().size()) {
        return SegmentTask.picture(segments.track(), segment, rest, true, new Ground(1));
      }
      rest -= segment.frames().size();
    }
    throw new IndexOutOfBoundsException(index);
  }
}
