package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Concatenates coded segments to one MP4 without re-encoding: index before the data (faststart), no
 * edit list, colour tagged as BT.709 limited range, exact durations of all pictures including the
 * last in the sample table, and neither time stamps nor program versions in the bytes. Keeps one
 * segment in memory at a time. Stateless and thread-safe.
 */
public final class Mp4Writer {
  private Mp4Writer() {}

  /**
   * Writes the file, replacing an existing one. It is complete only after this returns: the caller
   * passes a temporary name and renames.
   *
   * @param out the file to write; the name is not interpreted
   * @param segments in order, of the same size and headers
   * @param timing one duration for each picture of all segments
   * @param metadata title, comment, copyright and so on, by FFmpeg's keys; may be empty
   * @throws IOException naming the file if it cannot be written (no space, no permission), or a
   *     segment if it cannot be read
   * @throws IllegalArgumentException if the segments differ in size or headers, or do not match the
   *     timing
   */
  public static void write(
      Path out, List<? extends SegmentSource> segments, Timing timing, Map<String, String> metadata)
      throws IOException {
    write(out, segments, timing, metadata, Mp4Extras.NONE);
  }

  /**
   * Writes the file as above, with what is in it beside the pictures.
   *
   * @param extras chapters, and the distance of keyframes
   */
  public static void write(
      Path out,
      List<? extends SegmentSource> segments,
      Timing timing,
      Map<String, String> metadata,
      Mp4Extras extras)
      throws IOException {
    Ffmpeg.load();
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("no segments");
    }
    try (Muxer muxer = new Muxer(out, timing, extras)) {
      EncodedSegment first = segments.get(0).read();
      muxer.begin(first, metadata);
      muxer.add(first);
      for (SegmentSource source : segments.subList(1, segments.size())) {
        muxer.add(source.read());
      }
      muxer.end();
    }
  }

  /** The native muxer of one file. */
  private static final class Muxer implements AutoCloseable {
    private final Timing timing;
    private final FrameClock clock;
    private final RepeatedPictures repeated;
    private final List<Mp4Extras.Chapter> chapters;
    private final ContainerFile file;
    private int width;
    private int height;
    private byte[] headers = {};

    Muxer(Path out, Timing timing, Mp4Extras extras) {
      this.file = new ContainerFile(out);
      this.chapters = extras.chapters();
      this.timing = timing;
      this.clock = new FrameClock(timing);
      this.repeated = new RepeatedPictures(timing, extras.gop());
    }

    void begin(EncodedSegment first, Map<String, String> metadata) throws IOException {
      width = first.width();
      height = first.height();
      headers = first.headers();
      byte[] parameterSets = repeated.headers(headers);
      AVStream stream = file.create("mp4", metadata, timing.timescale());
      setChapters();
      setParameters(stream.codecpar(), parameterSets);
      String timescale = Integer.toString(timing.timescale());
      file.begin(
          Map.of(
              "movflags",
              "faststart+write_colr",
              // Instagram refuses edit lists, and nothing here needs one: it begins at 0.
              "use_editlist",
              "0",
              "video_track_timescale",
              timescale,
              "movie_timescale",
              timescale));
    }

    /** FFmpeg frees chapters with the context, so they must be allocated by FFmpeg. */
    private void setChapters() throws IOException {
      if (chapters.isEmpty()) {
        return;
      }
      PointerPointer<AVChapter> list =
          new PointerPointer<>(
              avutil.av_mallocz((long) chapters.size() * Pointer.sizeof(PointerPointer.class)));
      if (list.isNull()) {
        throw file.outOfMemory();
      }
      AVFormatContext context = file.context();
      context.chapters(list);
      for (Mp4Extras.Chapter chapter : chapters) {
        AVChapter next = new AVChapter(avutil.av_mallocz(Pointer.sizeof(AVChapter.class)));
        if (next.isNull()) {
          throw file.outOfMemory();
        }
        int index = context.nb_chapters();
        next.id(index).start(ticks(chapter.startSeconds())).end(ticks(chapter.endSeconds()));
        next.time_base().num(1).den(timing.timescale());
        next.metadata(ContainerFile.dictionary(Map.of("title", chapter.title())));
        context.chapters(index, next);
        context.nb_chapters(index + 1);
      }
    }

    private long ticks(double seconds) {
      return Math.round(seconds * timing.timescale());
    }

    private void setParameters(AVCodecParameters parameters, byte[] parameterSets)
        throws IOException {
      parameters
          .codec_type(avutil.AVMEDIA_TYPE_VIDEO)
          .codec_id(avcodec.AV_CODEC_ID_H264)
          .format(avutil.AV_PIX_FMT_YUV420P)
          .width(width)
          .height(height)
          .color_range(avutil.AVCOL_RANGE_MPEG)
          .color_primaries(avutil.AVCOL_PRI_BT709)
          .color_trc(avutil.AVCOL_TRC_BT709)
          .color_space(avutil.AVCOL_SPC_BT709)
          .chroma_location(avutil.AVCHROMA_LOC_LEFT);
      parameters.sample_aspect_ratio().num(1).den(1);
      // FFmpeg frees it with the stream, so it must be allocated by FFmpeg.
      long size = parameterSets.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
      BytePointer copy = new BytePointer(avutil.av_mallocz(size));
      if (copy.isNull()) {
        throw file.outOfMemory();
      }
      copy.put(parameterSets, 0, parameterSets.length);
      parameters.extradata(copy).extradata_size(parameterSets.length);
    }

    void add(EncodedSegment segment) throws IOException {
      if (segment.width() != width
          || segment.height() != height
          || !Arrays.equals(segment.headers(), headers)) {
        throw new IllegalArgumentException("segments of different size or settings");
      }
      for (EncodedSegment.Packet coded : repeated.next(segment)) {
        file.add(coded.bytes(), coded.keyframe(), clock.time(), clock.duration());
        clock.advance();
      }
    }

    void end() throws IOException {
      if (!clock.isAtEnd()) {
        throw new IllegalArgumentException(
            "pictures: " + clock.pictures() + ", durations: " + timing.pictures());
      }
      file.end();
    }

    /** Frees all native memory; after a failure an incomplete file remains. */
    @Override
    public void close() {
      file.close();
    }
  }
}
