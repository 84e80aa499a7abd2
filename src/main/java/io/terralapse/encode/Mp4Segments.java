package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Takes the segments out of an MP4 of {@link Mp4Writer}: the coded bytes are those that went in.
 * Keeps one segment in memory at a time. Stateless and thread-safe.
 */
public final class Mp4Segments {
  /** Bytes of an AVC configuration record before its parameter sets (ISO/IEC 14496-15, 5.3.3). */
  private static final int FIXED_BYTES = 5;

  /** Receives the segments of a file, in order. */
  public interface Receiver {
    void take(int index, EncodedSegment segment) throws IOException;
  }

  /**
   * How many pictures and frames a segment has in the video.
   *
   * @param pictures at least 1
   * @param frames as many, or more if pictures are repeated
   */
  public record Length(int pictures, int frames) {}

  private Mp4Segments() {}

  /**
   * Reads a file.
   *
   * @param lengths of all segments, in order
   * @throws IOException if it is not such a file, or has another number of frames
   */
  public static void read(Path file, List<Length> lengths, Receiver receiver) throws IOException {
    Ffmpeg.load();
    try (VideoReader reader = new VideoReader(file, frame -> {})) {
      reader.open(false);
      AVCodecParameters parameters = reader.stream().codecpar();
      Collector collector =
          new Collector(
              parameters.width(), parameters.height(), headers(parameters), lengths, receiver);
      reader.readAll(collector);
      if (collector.index != lengths.size()) {
        throw new IOException(file + " has fewer frames than segments with " + lengths);
      }
    }
  }

  /** The parameter sets of an AVC configuration record, with start codes. */
  private static byte[] headers(AVCodecParameters parameters) throws IOException {
    byte[] extra = new byte[Math.max(0, parameters.extradata_size())];
    if (extra.length < FIXED_BYTES + 1) {
      throw new IOException("The video has no parameter sets.");
    }
    parameters.extradata().get(extra);
    ByteBuffer in = ByteBuffer.wrap(extra);
    in.position(FIXED_BYTES);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int mask : new int[] {0x1F, 0xFF}) {
      for (int sets = in.get() & mask; sets > 0; sets--) {
        int length = in.remaining() < Short.BYTES ? -1 : in.getShort() & 0xFFFF;
        if (length < 1 || length > in.remaining()) {
          throw new IOException("The video's parameter sets are damaged.");
        }
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        out.write(extra, in.position(), length);
        in.position(in.position() + length);
      }
      if (!in.hasRemaining()) {
        break;
      }
    }
    return AnnexB.fromLengths(out.toByteArray());
  }

  /** Collects packets to segments. */
  private static final class Collector implements VideoReader.PacketSink {
    private final int width;
    private final int height;
    private final byte[] headers;
    private final List<Length> lengths;
    private final Receiver receiver;
    private List<EncodedSegment.Packet> packets = new ArrayList<>();
    private int index;

    Collector(int width, int height, byte[] headers, List<Length> lengths, Receiver receiver) {
      this.width = width;
      this.height = height;
      this.headers = headers;
      this.lengths = lengths;
      this.receiver = receiver;
    }

    @Override
    public boolean take(int packetIndex, AVPacket packet) throws IOException {
      if (index == lengths.size()) {
        throw new IOException("The video has more frames than its segments.");
      }
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      boolean keyframe = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
      packets.add(new EncodedSegment.Packet(keyframe, AnnexB.fromLengths(bytes)));
      Length length = lengths.get(index);
      if (packets.size() == length.frames()) {
        EncodedSegment segment = RepeatedPictures.pictures(width, height, headers, packets);
        if (segment.pictures() != length.pictures()) {
          throw new IOException("A segment of the video has another number of pictures.");
        }
        receiver.take(index, segment);
        packets = new ArrayList<>();
        index++;
      }
      return false;
    }
  }
}
