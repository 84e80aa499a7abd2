package io.terralapse.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * A file of one video stream that FFmpeg writes, with neither time stamps nor program versions in
 * the bytes. The steps are {@link #create}, {@link #begin}, {@link #add} for every packet and
 * {@link #end}; a failure at any of them leaves an incomplete file. Not thread-safe.
 */
public final class ContainerFile implements AutoCloseable {
  private final Path out;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();

  /** A file that is not opened yet. */
  public ContainerFile(Path out) {
    this.out = out;
  }

  /** Refuses what FFmpeg could not do. */
  int check(int code) throws IOException {
    return Ffmpeg.check(code, out, "written");
  }

  IOException outOfMemory() {
    return new IOException(out + " could not be written: out of memory.");
  }

  /** The native context, for what is not done here; freed by {@link #close}. */
  AVFormatContext context() {
    return context;
  }

  /**
   * Opens the file, replacing an existing one.
   *
   * @param format FFmpeg's name
   * @param tags of the file, by FFmpeg's keys
   * @param timescale of the stream, ticks a second, which the format may change
   * @return the stream, whose parameters are not set
   * @throws IOException naming the file if it cannot be written
   */
  public AVStream create(String format, Map<String, String> tags, int timescale)
      throws IOException {
    try (BytePointer url = Ffmpeg.url(out);
        BytePointer name = Ffmpeg.cString(format, StandardCharsets.US_ASCII)) {
      check(avformat.avformat_alloc_output_context2(context, null, name, url));
      check(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
    }
    context.pb(io);
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    context.metadata(dictionary(tags));
    AVStream stream = avformat.avformat_new_stream(context, null);
    if (stream == null) {
      throw outOfMemory();
    }
    stream.time_base().num(1).den(timescale);
    return stream;
  }

  /**
   * Writes the header.
   *
   * @param options of the format
   */
  public void begin(Map<String, String> options) throws IOException {
    AVDictionary dictionary = dictionary(options);
    try {
      check(avformat.avformat_write_header(context, dictionary));
    } finally {
      avutil.av_dict_free(dictionary);
    }
  }

  /** A native dictionary, which FFmpeg or the caller frees. */
  static AVDictionary dictionary(Map<String, String> entries) {
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
   * Writes the next packet.
   *
   * @param start when it is shown, ticks of the stream
   * @param duration for how long, ticks of the stream
   */
  public void add(byte[] bytes, boolean keyframe, long start, long duration) throws IOException {
    check(avcodec.av_new_packet(packet, bytes.length));
    try {
      packet.data().put(bytes, 0, bytes.length);
      packet.pts(start).dts(start).duration(duration).stream_index(0);
      packet.flags(keyframe ? avcodec.AV_PKT_FLAG_KEY : 0);
      check(avformat.av_write_frame(context, packet));
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  /** Completes the file. */
  public void end() throws IOException {
    check(avformat.av_write_trailer(context));
    avformat.avio_flush(io);
    check(io.error());
    check(avformat.avio_closep(io));
  }

  /** Frees all native memory. */
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
