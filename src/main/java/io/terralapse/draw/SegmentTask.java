package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
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
  private final SegmentEncoder encoder;
  private final SegmentPictures drawing;
  private int added;

  /** Opens the encoder. */
  SegmentTask(Track track, PlannedSegment segment) {
    this.track = track;
    this.segment = segment;
    this.drawing = segment.drawing(track);
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
  Picture picture(int index, Grounds grounds) throws IOException {
    return picture(track, segment, index, drawing, grounds);
  }

  /**
   * A picture of a segment, drawn by an earlier run or now. Stills of the segment that a scene that
   * arrives continues are kept.
   */
  static Picture picture(
      Track track, PlannedSegment segment, int index, SegmentPictures drawing, Grounds grounds)
      throws IOException {
    SequencePicture shown = segment.shown().get(index);
    boolean keep = (shown.isStill() && segment.isLast()) || track.keepsPictures();
    if (!keep && !segment.isContinued()) {
      return drawing.draw(shown, grounds);
    }
    FramePlan frame = segment.frame(shown);
    FrameRenderer renderer = track.renderer();
    FrameCache cache = track.earlier().cache();
    var key = segment.pictures().get(index);
    var found = cache.findPicture(key, frame, renderer.width(), renderer.height());
    if (found.isPresent()) {
      if (shown.isStill()) {
        renderer.recall(frame, found.get().filled().get(0));
      }
      return found.get().content();
    }
    Picture drawn = drawing.draw(shown, grounds);
    if (keep) {
      cache.tryKeep(key, drawn, frame, renderer.filled(frame.index()));
    }
    return drawn;
  }

  /** Encodes the next picture. */
  void add(Picture picture) throws IOException {
    SequencePicture shown = segment.shown().get(added);
    encoder.add(picture, shown.isPassing(), track.keyframes().contains(shown));
    added++;
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
