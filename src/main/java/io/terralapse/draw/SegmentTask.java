package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A segment that is being encoded, or only drawn where there is no video. Its pictures are drawn by
 * one thread while another one encodes; otherwise not thread-safe.
 */
final class SegmentTask implements Closeable {
  private final Track track;
  private final PlannedSegment segment;
  private final Optional<SegmentEncoder> encoder;
  private final SegmentPictures drawing;
  private int added;

  /** Opens the encoder, if there is a video. */
  SegmentTask(Track track, PlannedSegment segment) {
    this.track = track;
    this.segment = segment;
    this.drawing = segment.drawing(track);
    this.encoder =
        track.encodes()
            ? Optional.of(
                new SegmentEncoder(
                    track.renderer().width(),
                    track.renderer().height(),
                    track.video(),
                    segment.idrPictureId()))
            : Optional.empty();
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

  /** Encodes the next picture, if there is a video. */
  void add(Picture picture) throws IOException {
    SequencePicture shown = segment.shown().get(added);
    if (encoder.isPresent()) {
      encoder.get().add(picture, shown.isPassing(), track.keyframes().contains(shown));
    }
    added++;
    if (segment.isLast() && added == segment.lastStill() + 1) {
      segment.setLastPicture(picture);
    }
  }

  /** Completes the segment. */
  void finish(List<Filled> filled) throws IOException {
    if (encoder.isPresent()) {
      segment.setCoded(track.earlier().keep(segment, encoder.get().finish(), filled));
    }
  }

  /** Frees the encoder; further calls have no effect. */
  @Override
  public void close() {
    encoder.ifPresent(SegmentEncoder::close);
  }
}
