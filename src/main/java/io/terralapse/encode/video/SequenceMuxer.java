package io.terralapse.encode.video;

import io.terralapse.encode.Ffmpeg;
import io.terralapse.encode.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes coded frames to a file, in order: without time stamps, versions and random numbers, so
 * that the same frames give the same bytes. Not thread-safe.
 */
final class SequenceMuxer implements AutoCloseable {
  private final Path out;
  private final Timing timing;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVRational clock;
  private long ticks;

  /** A file, not opened yet. */
  SequenceMuxer(Path out, Timing timing) {
    this.out = out;
    this.timing = timing;
    this.clock = avutil.av_make_q(1, timing.timescale());
  }

  private void check(int code) throws IOException {
    Ffmpeg.check(code, out, "written");
  }

  /**
   * Writes the header.
   *
   * @param parameters copied
   * @param tag of the codec, four characters; empty for the usual one
   */
  void begin(
      VideoContainer container, AVCodecParameters parameters, String tag, Map<String, String> tags)
      throws IOException {
    try (BytePointer url = Ffmpeg.url(out);
        BytePointer format = Ffmpeg.cString(container.format(), StandardCharsets.US_ASCII)) {
      check(avformat.avformat_alloc_output_context2(context, null, format, url));
      check(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
    }
    context.pb(io);
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    context.metadata(dictionary(tags));
    AVStream stream = avformat.avformat_new_stream(context, null);
    if (stream == null) {
      throw new IOException(out + " could not be written: out of memory.");
    }
    stream.time_base().num(1).den(timing.timescale());
    check(avcodec.avcodec_parameters_copy(stream.codecpar(), parameters));
    stream.codecpar().codec_tag(tag.isEmpty() ? stream.codecpar().codec_tag() : fourCc(tag));
    if (timing.fps().isPresent()) {
      stream.avg_frame_rate().num(timing.fps().getAsInt()).den(1);
      stream.r_frame_rate().num(timing.fps().getAsInt()).den(1);
    }
    Map<String, String> options = new TreeMap<>(container.options());
    if (container == VideoContainer.MP4 || container == VideoContainer.MOV) {
      String timescale = Integer.toString(timing.timescale());
      options.put("video_track_timescale", timescale);
      options.put("movie_timescale", timescale);
    }
    AVDictionary dictionary = dictionary(options);
    try {
      check(avformat.avformat_write_header(context, dictionary));
    } finally {
      avutil.av_dict_free(dictionary);
    }
  }

  private static int fourCc(String tag) {
    return tag.charAt(0) | tag.charAt(1) << 8 | tag.charAt(2) << 16 | tag.charAt(3) << 24;
  }

  private static AVDictionary dictionary(Map<String, String> entries) {
    AVDictionary dictionary = new AVDictionary(null);
    for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
      try (BytePointer key = Ffmpeg.cString(entry.getKey(), StandardCharsets.UTF_8);
          BytePointer value = Ffmpeg.cString(entry.getValue(), StandardCharsets.UTF_8)) {
        avutil.av_dict_set(dictionary, key, value, 0);
      }
    }
    return dictionary;
  }

  /**
   * Writes the next frame.
   *
   * @param duration ticks of the timing
   */
  void add(byte[] bytes, boolean keyframe, long duration) throws IOException {
    AVRational base = context.streams(0).time_base();
    long start = avutil.av_rescale_q(ticks, clock, base);
    ticks += duration;
    long end = avutil.av_rescale_q(ticks, clock, base);
    check(avcodec.av_new_packet(packet, bytes.length));
    try {
      packet.data().put(bytes, 0, bytes.length);
      packet.pts(start).dts(start).duration(end - start).stream_index(0);
      packet.flags(keyframe ? avcodec.AV_PKT_FLAG_KEY : 0);
      check(avformat.av_write_frame(context, packet));
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  /** Completes the file. */
  void end() throws IOException {
    check(avformat.av_write_trailer(context));
    avformat.avio_flush(io);
    check(io.error());
    check(avformat.avio_closep(io));
  }

  /** Frees all native memory; after a failure an incomplete file remains. */
  @Override
  public void close() {
    if (!io.isNull()) {
      avformat.avio_closep(io);
    }
    if (!context.isNull()) {
      context.pb(null);
      avformat.avformat_free_context(context);
    }
    avcodec.av_packet_free(packet);
  }
}
