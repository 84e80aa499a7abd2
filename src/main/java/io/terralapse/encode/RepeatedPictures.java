package io.terralapse.encode;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The frames of a video: the coded pictures of its segments, each followed by its repeats where the
 * frame rate is constant. A segment holds every picture once, so that pace changes no coded
 * picture; {@link #pictures} takes the repeats away again.
 *
 * <p>A repeat refers to the frame before. Where keyframes must not be far apart, a picture that is
 * a keyframe is shown again as a copy of itself, which can be decoded alone: a player that jumps to
 * that frame has to decode no other one.
 *
 * <p>Not thread-safe.
 */
final class RepeatedPictures {
  /** Numbers of IDR pictures that are copies; those of coded pictures are others. */
  private static final int[] COPY_IDR = {6, 7};

  private final Timing timing;
  private final OptionalInt gop;
  private int picture;
  private int sinceKeyframe;

  /** Parameter sets that {@link #copies} were made for. */
  private byte[] copiedHeaders = {};

  /** Repeats by frame number; null where none was needed yet. */
  private byte[][] copies = {};

  /** Frames of segments that begin with the first picture of a timing. */
  RepeatedPictures(Timing timing) {
    this(timing, OptionalInt.empty());
  }

  /**
   * As above.
   *
   * @param gop most frames from one keyframe to the next, as far as pictures are keyframes
   */
  RepeatedPictures(Timing timing, OptionalInt gop) {
    this.timing = timing;
    this.gop = gop;
  }

  /** The parameter sets of the video, given those of its segments. */
  byte[] headers(byte[] segment) throws IOException {
    return StreamClock.set(
        segment, timing.fps().orElse(NativeEncoder.TICKS_PER_SECOND), timing.fps().isPresent());
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
    List<EncodedSegment.Packet> frames = new ArrayList<>();
    if (!Arrays.equals(copiedHeaders, segment.headers())) {
      copiedHeaders = segment.headers();
      copies = new byte[1 << syntax.frameNumBits][];
    }
    for (int i = first; i < picture; i++) {
      EncodedSegment.Packet coded = segment.packets().get(i - first);
      sinceKeyframe = coded.keyframe() ? 0 : sinceKeyframe;
      frames.add(
          coded.keyframe()
              ? coded
              : new EncodedSegment.Packet(
                  false, FrameNumber.set(syntax, coded.bytes(), sinceKeyframe)));
      sinceKeyframe++;
      byte[][] keyframes = new byte[COPY_IDR.length][];
      for (int repeat = 1; repeat < timing.repeats(i); repeat++) {
        if (coded.keyframe() && gop.isPresent() && sinceKeyframe >= gop.getAsInt()) {
          int which = repeat % COPY_IDR.length;
          if (keyframes[which] == null) {
            keyframes[which] = IdrPictureId.set(segment.headers(), coded.bytes(), COPY_IDR[which]);
          }
          frames.add(new EncodedSegment.Packet(true, keyframes[which]));
          sinceKeyframe = 1;
          continue;
        }
        int number = FrameNumber.modulo(syntax, sinceKeyframe++);
        if (copies[number] == null) {
          copies[number] = repeatOf(syntax, number);
        }
        frames.add(new EncodedSegment.Packet(false, copies[number]));
      }
    }
    return frames;
  }

  private static byte[] repeatOf(H264Syntax syntax, int number) {
    if (!syntax.allowsRepeats()) {
      throw UserError.usage(
          "pace.fps: pictures of this H.264 encoder cannot be repeated; set pace.fps: variable.");
    }
    return RepeatedFrame.of(syntax, number);
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
    int shown = 0;
    int coded = 0;
    for (EncodedSegment.Packet frame : frames) {
      shown = frame.keyframe() ? 0 : shown;
      if (!isCopy(syntax, frame, shown)) {
        coded = frame.keyframe() ? 0 : coded;
        pictures.add(
            frame.keyframe() || shown == coded
                ? frame
                : new EncodedSegment.Packet(false, FrameNumber.set(syntax, frame.bytes(), coded)));
        coded++;
      }
      shown++;
    }
    byte[] original = StreamClock.set(headers, NativeEncoder.TICKS_PER_SECOND, false);
    return new EncodedSegment(width, height, original, pictures);
  }

  /**
   * Whether a frame shows the picture before it.
   *
   * @param number frames since the keyframe before it
   */
  private static boolean isCopy(H264Syntax syntax, EncodedSegment.Packet frame, int number)
      throws IOException {
    if (frame.keyframe()) {
      int id = IdrPictureId.of(syntax, frame.bytes());
      return id == COPY_IDR[0] || id == COPY_IDR[1];
    }
    return number > 0
        && syntax.allowsRepeats()
        && Arrays.equals(frame.bytes(), RepeatedFrame.of(syntax, number));
  }
}
