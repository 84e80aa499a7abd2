package io.terralapse.encode;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * An encoder of FFmpeg with one frame and one packet: one thread, frames a tick of 1/25 s apart,
 * square pixels, and colours of BT.709 in limited range unless pixels are RGB. What else an encoder
 * needs is set on {@link #context} before {@link #open}. Not thread-safe.
 */
public final class NativeEncoder implements AutoCloseable {
  /** The clock that encoders are given, whatever the frame rate of the video. */
  public static final int TICKS_PER_SECOND = 25;

  private final AVCodec codec;
  private final int format;
  private final AVCodecContext context;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();

  /** Takes what an encoder has made. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes a packet.
     *
     * @param pts number of its frame
     * @param bytes its own copy
     */
    void accept(long pts, boolean keyframe, byte[] bytes);
  }

  /**
   * An encoder that is not open yet.
   *
   * @param format FFmpeg's number of the pixel format
   * @param rgb whether pixels are RGB
   */
  public NativeEncoder(AVCodec codec, int width, int height, int format, boolean rgb) {
    this.codec = codec;
    this.format = format;
    this.context = avcodec.avcodec_alloc_context3(codec);
    context
        .width(width)
        .height(height)
        .pix_fmt(format)
        .color_range(rgb ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG)
        .color_primaries(avutil.AVCOL_PRI_BT709)
        .color_trc(rgb ? avutil.AVCOL_TRC_IEC61966_2_1 : avutil.AVCOL_TRC_BT709)
        .colorspace(rgb ? avutil.AVCOL_SPC_RGB : avutil.AVCOL_SPC_BT709)
        .thread_count(1)
        .flags(avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    if (!rgb) {
      context.chroma_sample_location(avutil.AVCHROMA_LOC_LEFT);
    }
    context.time_base().num(1).den(TICKS_PER_SECOND);
    context.framerate().num(TICKS_PER_SECOND).den(1);
    context.sample_aspect_ratio().num(1).den(1);
  }

  /** The native context; freed by {@link #close}. */
  public AVCodecContext context() {
    return context;
  }

  /** The frame, in the memory of this process, with the properties of the context. */
  public AVFrame frame() {
    return frame;
  }

  /**
   * Opens the encoder.
   *
   * @param options of the encoder; those that it knows are removed
   * @param subject for messages
   */
  public void open(@Nullable AVDictionary options, String subject) throws IOException {
    Ffmpeg.check(avcodec.avcodec_open2(context, codec, options), subject, "opened");
    frame.format(format).width(context.width()).height(context.height());
    frame
        .color_range(context.color_range())
        .color_primaries(context.color_primaries())
        .color_trc(context.color_trc())
        .colorspace(context.colorspace())
        .chroma_location(context.chroma_sample_location());
    Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), subject, "given a frame buffer");
  }

  /** Makes the frame ready to be filled with the next picture. */
  public AVFrame beginFrame() throws IOException {
    Ffmpeg.check(avutil.av_frame_make_writable(frame), "Frame buffer", "written");
    return frame;
  }

  /**
   * Numbers the frame.
   *
   * @param pts number of the frame, from 0
   * @param keyframe whether it must be decodable without those before it
   */
  public void number(long pts, boolean keyframe) {
    frame.pts(pts);
    frame.duration(1);
    frame.pict_type(keyframe ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
  }

  /** Encodes a frame, the own one or a copy of it, and hands on what is complete. */
  public void send(AVFrame given, Receiver receiver) throws IOException {
    Ffmpeg.check(avcodec.avcodec_send_frame(context, given), "Picture", "encoded");
    receive(receiver);
  }

  /** Ends, and hands on the rest. */
  public void end(Receiver receiver) throws IOException {
    Ffmpeg.check(avcodec.avcodec_send_frame(context, null), "Video", "completed");
    receive(receiver);
  }

  private void receive(Receiver receiver) throws IOException {
    while (true) {
      int code = avcodec.avcodec_receive_packet(context, packet);
      if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF()) {
        return;
      }
      Ffmpeg.check(code, "Picture", "encoded");
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      receiver.accept(packet.pts(), (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0, bytes);
      avcodec.av_packet_unref(packet);
    }
  }

  /**
   * Copies the rows of a plane of bytes.
   *
   * @param from {@code [row * width + column]}
   * @param width bytes a row
   */
  public static void copyPlane(AVFrame to, int plane, byte[] from, int width, int height) {
    BytePointer data = to.data(plane);
    int stride = to.linesize(plane);
    for (int row = 0; row < height; row++) {
      data.position((long) row * stride).put(from, row * width, width);
    }
  }

  /** Frees the native memory; to be called once. */
  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
