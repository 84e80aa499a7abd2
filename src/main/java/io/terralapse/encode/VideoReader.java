package io.terralapse.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * The native demuxer and decoder of one file. Decodes none, all or some of its frames. Not
 * thread-safe.
 */
final class VideoReader implements AutoCloseable {
  /** Receives the packets of the video stream, in the order of the file. */
  interface PacketSink {
    /**
     * Takes a packet, which is valid during the call.
     *
     * @param index of the packet, from 0
     * @return whether to decode it
     */
    boolean take(int index, AVPacket packet) throws IOException;
  }

  private static final AVRational MICROS = avutil.av_make_q(1, 1_000_000);

  private final Path file;
  private final Consumer<AVFrame> frames;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private final List<Long> frameMicros = new ArrayList<>();
  private @Nullable AVCodecContext decoder;
  private int streamIndex = -1;
  private int keyframes;
  private int decoded;

  VideoReader(Path file, Consumer<AVFrame> frames) {
    this.file = file;
    this.frames = frames;
  }

  /**
   * Opens the file.
   *
   * @param decode whether frames will be decoded
   */
  void open(boolean decode) throws IOException {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    try (BytePointer url = Ffmpeg.url(file)) {
      int code = avformat.avformat_open_input(context, url, null, options);
      Ffmpeg.check(code, file, "opened as a video");
    } finally {
      avutil.av_dict_free(options);
    }
    Ffmpeg.check(
        avformat.avformat_find_stream_info(context, (AVDictionary) null), file, "analysed");
    streamIndex =
        Ffmpeg.check(
            avformat.av_find_best_stream(
                context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0),
            file,
            "read as a video");
    if (decode) {
      decoder = openDecoder(context.streams(streamIndex).codecpar());
    }
  }

  private AVCodecContext openDecoder(AVCodecParameters parameters) throws IOException {
    AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
    if (codec == null) {
      throw new IOException(file + " could not be decoded: its codec is unknown.");
    }
    AVCodecContext opened = avcodec.avcodec_alloc_context3(codec);
    try {
      Ffmpeg.check(avcodec.avcodec_parameters_to_context(opened, parameters), file, "decoded");
      // Nothing else runs while a finished file is checked, so decoding may use several threads.
      opened.thread_count(Math.min(4, Runtime.getRuntime().availableProcessors()));
      opened.err_recognition(
          avcodec.AV_EF_CRCCHECK
              | avcodec.AV_EF_BITSTREAM
              | avcodec.AV_EF_BUFFER
              | avcodec.AV_EF_EXPLODE);
      Ffmpeg.check(avcodec.avcodec_open2(opened, codec, (AVDictionary) null), file, "decoded");
      return opened;
    } catch (IOException e) {
      avcodec.avcodec_free_context(opened);
      throw e;
    }
  }

  /** The stream, while the file is open. */
  AVStream stream() {
    return context.streams(streamIndex);
  }

  /** Reads to the end of the file. */
  void readAll(PacketSink sink) throws IOException {
    AVRational base = stream().time_base();
    int code;
    while ((code = avformat.av_read_frame(context, packet)) >= 0) {
      try {
        if (packet.stream_index() == streamIndex) {
          boolean required = sink.take(frameMicros.size(), packet);
          frameMicros.add(avutil.av_rescale_q(packet.duration(), base, MICROS));
          keyframes += packet.flags() & avcodec.AV_PKT_FLAG_KEY;
          if (required) {
            decode(packet);
          }
        }
      } finally {
        avcodec.av_packet_unref(packet);
      }
    }
    if (code != avutil.AVERROR_EOF()) {
      Ffmpeg.check(code, file, "read to its end");
    }
    decode(null);
  }

  private void decode(@Nullable AVPacket next) throws IOException {
    AVCodecContext context = decoder;
    if (context == null) {
      return;
    }
    Ffmpeg.check(avcodec.avcodec_send_packet(context, next), file, "decoded");
    while (true) {
      int code = avcodec.avcodec_receive_frame(context, frame);
      if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF()) {
        return;
      }
      Ffmpeg.check(code, file, "decoded");
      if (frame.decode_error_flags() != 0) {
        throw new IOException(file + " could not be decoded: frame " + decoded + " is damaged.");
      }
      decoded++;
      frames.accept(frame);
    }
  }

  VideoFacts facts(int warnings, Mp4Boxes boxes) {
    AVCodecParameters p = stream().codecpar();
    return new VideoFacts(
        text(avcodec.avcodec_get_name(p.codec_id())),
        p.width(),
        p.height(),
        text(avutil.av_get_pix_fmt_name(p.format())),
        text(avutil.av_color_range_name(p.color_range())),
        text(avutil.av_color_primaries_name(p.color_primaries())),
        text(avutil.av_color_transfer_name(p.color_trc())),
        text(avutil.av_color_space_name(p.color_space())),
        text(avutil.av_chroma_location_name(p.chroma_location())),
        context.duration(),
        frameMicros,
        keyframes,
        decoded,
        warnings,
        boxes.indexFirst(),
        boxes.editList());
  }

  private static String text(@Nullable BytePointer name) {
    return name == null ? "unknown" : name.getString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    if (decoder != null) {
      avcodec.avcodec_free_context(decoder);
    }
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    if (!context.isNull()) {
      avformat.avformat_close_input(context);
    }
  }
}
