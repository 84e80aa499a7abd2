package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Compares the packets of a file with those of the segments that it was made of, one segment in
 * memory at a time. Not thread-safe.
 */
final class SegmentComparison implements VideoReader.PacketSink {
  private final Path file;
  private final List<VideoCheck.Part> parts;
  private final Timing timing;
  private final FrameClock clock;
  private final RepeatedPictures repeated;
  private int part = -1;
  private List<EncodedSegment.Packet> packets = List.of();
  private int next;
  private int required;

  SegmentComparison(Path file, List<VideoCheck.Part> parts, Timing timing, OptionalInt gop) {
    this.file = file;
    this.parts = parts;
    this.timing = timing;
    this.clock = new FrameClock(timing);
    this.repeated = new RepeatedPictures(timing, gop);
  }

  @Override
  public boolean take(int index, AVPacket packet) throws IOException {
    if (next == packets.size()) {
      part++;
      if (part == parts.size()) {
        throw different("it has more frames");
      }
      EncodedSegment segment = parts.get(part).source().read();
      if (repeated.picturesSoFar() + segment.pictures() > timing.pictures()) {
        throw different("its segments have more pictures");
      }
      packets = repeated.next(segment);
      next = 0;
    }
    EncodedSegment.Packet expected = packets.get(next);
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    boolean keyframe = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    if (keyframe != expected.keyframe()
        || !Arrays.equals(bytes, AnnexB.toLengths(expected.bytes()))) {
      throw different("frame " + index + " has other bytes");
    }
    if (clock.isAtEnd()
        || packet.pts() != clock.time()
        || packet.dts() != clock.time()
        || packet.duration() != clock.duration()) {
      throw different("frame " + index + " has another time");
    }
    clock.advance();
    boolean decode = isNew(part) || (next == 0 && (isNew(part - 1) || isNew(part + 1)));
    next++;
    required += decode ? 1 : 0;
    return decode;
  }

  private boolean isNew(int index) {
    return index >= 0 && index < parts.size() && parts.get(index).decode();
  }

  /** Requires that every frame was read, and every one that had to be decoded was. */
  void requireAll(VideoFacts facts) throws IOException {
    if (!clock.isAtEnd() || part != parts.size() - 1 || next != packets.size()) {
      throw different("it has fewer frames");
    }
    if (facts.decodedFrames() != required) {
      throw different(facts.decodedFrames() + " of " + required + " frames could be decoded");
    }
  }

  private IOException different(String how) {
    return new IOException(
        file
            + " does not read back as it was written ("
            + how
            + "); check the disk and run the job again.");
  }
}
