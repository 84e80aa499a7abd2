package io.terralapse.encode;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of a video: the coded pictures of its segments, each followed by its repeats where the
 * frame rate is constant. A segment holds every picture once, so that pace changes no coded
 * picture; {@link #pictures} takes the repeats away again. Not thread-safe.
 */
final class RepeatedPictures {
  private final Timing timing;
  private int picture;

  /** Frames of segments that begin with the first picture of a timing. */
  RepeatedPictures(Timing timing) {
    this.timing = timing;
  }

  /** The parameter sets of the video, given those of its segments. */
  byte[] headers(byte[] segment) throws IOException {
    return StreamClock.set(
        segment, timing.fps().orElse(SegmentEncoder.TICKS_PER_SECOND), timing.fps().isPresent());
  }

  /**
   * The frames of the next segment.
   *
   * @throws IllegalArgumentException if it has more pictures than the timing
   * @throws UserError (usage) if pictures are repeated and the encoder's stream does not allow it
   */
  List<EncodedSegment.Packet> next(EncodedSegment segment) throws IOException {
    int first = picture;
    picture += segment.pictures();
    if (picture > timing.pictures()) {
      throw new IllegalArgumentException("more pictures than durations");
    }
    boolean repeats = false;
    for (int i = first; i < picture; i++) {
      repeats |= timing.repeats(i) > 1;
    }
    if (!repeats) {
      return segment.packets();
    }
    H264Syntax syntax = H264Syntax.read(segment.headers());
    if (!syntax.allowsRepeats()) {
      throw UserError.usage(
          "pace.fps: pictures of this H.264 encoder cannot be repeated; set pace.fps: variable.");
    }
    List<EncodedSegment.Packet> frames = new ArrayList<>();
    byte[][] copies = new byte[1 << syntax.frameNumBits][];
    for (int i = first; i < picture; i++) {
      EncodedSegment.Packet coded = segment.packets().get(i - first);
      frames.add(
          coded.keyframe()
              ? coded
              : new EncodedSegment.Packet(
                  false, FrameNumber.set(syntax, coded.bytes(), frames.size())));
      for (int repeat = 1; repeat < timing.repeats(i); repeat++) {
        int number = FrameNumber.modulo(syntax, frames.size());
        if (copies[number] == null) {
          copies[number] = RepeatedFrame.of(syntax, number);
        }
        frames.add(new EncodedSegment.Packet(false, copies[number]));
      }
    }
    return frames;
  }

  /** Pictures of the segments so far. */
  int picturesSoFar() {
    return picture;
  }

  /**
   * The coded pictures of a segment, from the frames of a video.
   *
   * @param headers parameter sets of the video
   * @param frames all frames of the segment
   */
  static EncodedSegment pictures(
      int width, int height, byte[] headers, List<EncodedSegment.Packet> frames)
      throws IOException {
    H264Syntax syntax = H264Syntax.read(headers);
    List<EncodedSegment.Packet> pictures = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      EncodedSegment.Packet frame = frames.get(i);
      boolean repeat =
          syntax.allowsRepeats()
              && i > 0
              && Arrays.equals(frame.bytes(), RepeatedFrame.of(syntax, i));
      if (!repeat) {
        pictures.add(
            frame.keyframe() || i == pictures.size()
                ? frame
                : new EncodedSegment.Packet(
                    false, FrameNumber.set(syntax, frame.bytes(), pictures.size())));
      }
    }
    byte[] original = StreamClock.set(headers, SegmentEncoder.TICKS_PER_SECOND, false);
    return new EncodedSegment(width, height, original, pictures);
  }
}
