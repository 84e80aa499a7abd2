package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Opens a video as a player would, and reports its properties. Run before a new video replaces the
 * published one. Stateless; one check at a time, because warnings are counted per process.
 */
public final class VideoCheck {
  private VideoCheck() {}

  /**
   * Reads all packets of the file's video stream, and decodes them if requested.
   *
   * @throws IOException naming the file if it cannot be opened, has no video, or a frame does not
   *     decode
   */
  public static VideoFacts inspect(Path file, boolean decodeAll) throws IOException {
    return inspect(file, decodeAll, frame -> {});
  }

  /** As above; the consumer gets each decoded frame and must not keep it. */
  public static VideoFacts inspect(Path file, boolean decodeAll, Consumer<AVFrame> frames)
      throws IOException {
    Ffmpeg.load();
    Mp4Boxes boxes = Mp4Boxes.read(file);
    try (VideoReader reader = new VideoReader(file, frames)) {
      int warningsBefore = NativeLog.warnings();
      reader.open(decodeAll);
      reader.readAll((index, packet) -> decodeAll);
      return reader.facts(NativeLog.warnings() - warningsBefore, boxes);
    }
  }

  /**
   * The codec's configuration as the container holds it, such as the record in {@code hvcC}.
   *
   * @return empty if there is none
   * @throws IOException naming the file if it cannot be opened
   */
  public static byte[] configuration(Path file) throws IOException {
    Ffmpeg.load();
    try (VideoReader reader = new VideoReader(file, frame -> {})) {
      reader.open(false);
      AVCodecParameters parameters = reader.stream().codecpar();
      byte[] bytes = new byte[Math.max(0, parameters.extradata_size())];
      if (bytes.length > 0) {
        parameters.extradata().get(bytes);
      }
      return bytes;
    }
  }

  /**
   * A segment that a video is made of.
   *
   * @param source its packets
   * @param decode whether to decode it; one that was published before was decoded then
   */
  public record Part(SegmentSource source, boolean decode) {}

  /**
   * Reads all packets of the file's video stream, compares them and their times with what was to be
   * written, and decodes the segments that are new. The keyframes that their neighbours begin with
   * are decoded too, so that the decoder enters and leaves each new segment as a player's does.
   * Nothing before a keyframe is needed to decode it (IDR picture, ITU-T H.264, clause 3).
   *
   * @param parts all segments, in order
   * @throws IOException naming the file if it cannot be opened, has other packets or times, or a
   *     frame does not decode
   */
  public static VideoFacts compare(Path file, List<Part> parts, Timing timing) throws IOException {
    return compare(file, parts, timing, OptionalInt.empty());
  }

  /**
   * As above.
   *
   * @param gop as in {@link Mp4Extras}
   */
  public static VideoFacts compare(Path file, List<Part> parts, Timing timing, OptionalInt gop)
      throws IOException {
    Ffmpeg.load();
    Mp4Boxes boxes = Mp4Boxes.read(file);
    SegmentComparison comparison = new SegmentComparison(file, parts, timing, gop);
    try (VideoReader reader = new VideoReader(file, frame -> {})) {
      int warningsBefore = NativeLog.warnings();
      reader.open(parts.stream().anyMatch(Part::decode));
      reader.readAll(comparison);
      VideoFacts facts = reader.facts(NativeLog.warnings() - warningsBefore, boxes);
      comparison.requireAll(facts);
      return facts;
    }
  }
}
