package io.terralapse.draw;

import io.terralapse.encode.VideoSettings;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The finished pictures of a track: kept without loss in the cache while they are drawn, and drawn
 * again where the cache has lost one. Holds none in memory. Thread-safe.
 */
public final class StoredPictures implements PictureSequence {
  private final TrackSegments segments;
  private final List<Entry> entries;

  /** A picture: its segment, and its place there. */
  private record Entry(PlannedSegment segment, int index) {
    ContentKey key() {
      return segment.pictures().get(index);
    }

    boolean isStill() {
      return segment.shown().get(index).isStill();
    }
  }

  StoredPictures(TrackSegments segments) {
    this(segments, entries(segments));
  }

  private StoredPictures(TrackSegments segments, List<Entry> entries) {
    this.segments = segments;
    this.entries = entries;
  }

  private static List<Entry> entries(TrackSegments segments) {
    List<Entry> entries = new ArrayList<>();
    for (PlannedSegment segment : segments.segments()) {
      for (int i = 0; i < segment.shown().size(); i++) {
        entries.add(new Entry(segment, i));
      }
    }
    return entries;
  }

  /** The stills of the dates only, one for each. */
  public StoredPictures stills() {
    return new StoredPictures(segments, entries.stream().filter(Entry::isStill).toList());
  }

  /** The same after the still of the last date, which is shown before everything else. */
  public StoredPictures withLead() {
    List<Entry> all = new ArrayList<>(entries);
    all.add(0, entries.stream().filter(Entry::isStill).reduce((first, next) -> next).orElseThrow());
    return new StoredPictures(segments, all);
  }

  /** The content keys of the pictures, in order. */
  public List<ContentKey> keys() {
    return entries.stream().map(Entry::key).toList();
  }

  /**
   * The keys of the frames, in order of time, once all of them have been drawn or found.
   *
   * @param codeVersion changes with the code that draws and encodes
   * @param crf the quantizer, where the settings did not decide it
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public List<FrameKey> frameKeys(String codeVersion, OptionalInt crf) throws IOException {
    Track track = segments.track();
    VideoSettings video = track.video();
    VideoSettings encoded = crf.isPresent() ? video.withCrf(crf.getAsInt()) : video;
    Optional<PictureKeys> asFilled =
        segments.segments().stream().anyMatch(segment -> segment.mayBeFilled(track))
            ? Optional.of(track.renderer().keysAsFilled(codeVersion))
            : Optional.empty();
    List<FrameKey> found = new ArrayList<>();
    for (PlannedSegment segment : segments.segments()) {
      found.addAll(segment.frameKeys(track, asFilled, encoded));
    }
    return found;
  }

  /** Indices of the pictures that the cache does not hold. */
  public List<Integer> missing() {
    FrameCache cache = segments.track().earlier().cache();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!cache.hasPicture(entries.get(i).key())) {
        missing.add(i);
      }
    }
    return missing;
  }

  @Override
  public int size() {
    return entries.size();
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
    Entry entry = entries.get(index);
    Track track = segments.track();
    return SegmentTask.picture(
        track, entry.segment(), entry.index(), entry.segment().drawing(track), new Grounds(1));
  }
}
