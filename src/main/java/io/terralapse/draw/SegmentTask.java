package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A segment that is being encoded. Its pictures are drawn by one thread while another one encodes;
 * otherwise not thread-safe.
 */
final class SegmentTask implements Closeable {
  private final Track track;
  private final PlannedSegment segment;
  private final boolean isLast;
  private final SegmentEncoder encoder;
  private int added;

  /**
   * Opens the encoder.
   *
   * @param isLast whether a scene that arrives would continue the segment
   */
  SegmentTask(Track track, PlannedSegment segment, boolean isLast) {
    this.track = track;
    this.segment = segment;
    this.isLast = isLast;
    this.encoder =
        new SegmentEncoder(
            track.renderer().width(),
            track.renderer().height(),
            track.video(),
            segment.idrPictureId());
  }

  Track track() {
    return track;
  }

  PlannedSegment segment() {
    return segment;
  }

  /** A picture, drawn by an earlier run or now. */
  Picture picture(int index, Ground ground) throws IOException {
    return picture(track, segment, index, isLast || track.keepsPictures(), ground);
  }

  /**
   * A picture of a segment, drawn by an earlier run or now.
   *
   * @param keep whether a scene that arrives would continue the segment
   */
  static Picture picture(
      Track track, PlannedSegment segment, int index, boolean keep, Ground ground)
      throws IOException {
    FramePlan frame = segment.frames().get(index);
    ContentKey key = segment.pictures().get(index);
    FrameRenderer renderer = track.renderer();
    FrameCache cache = track.earlier().cache();
    var found = cache.findPicture(key, frame, renderer.width(), renderer.height());
    if (found.isPresent()) {
      renderer.recall(frame, found.get().filled().get(0));
      return found.get().content();
    }
    Picture drawn = ground.frame(renderer, frame);
    if (keep) {
      cache.tryKeep(key, drawn, frame, renderer.filled(frame.index()));
    }
    return drawn;
  }

  /** Encodes the next picture. */
  void add(Picture picture) throws IOException {
    encoder.add(picture, track.keyframes().isKeyframe(segment.frames().get(added).index()));
    added++;
    if (isLast && added == segment.frames().size()) {
      segment.setLastPicture(picture);
    }
  }

  /** Completes the segment. */
  void finish(List<Filled> filled) throws IOException {
    segment.setCoded(track.earlier().keep(segment, encoder.finish(), filled));
  }

  /** Frees the encoder; further calls have no effect. */
  @Override
  public void close() {
    encoder.close();
  }
}
