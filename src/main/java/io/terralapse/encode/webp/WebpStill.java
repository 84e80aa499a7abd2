package io.terralapse.encode.webp;

import io.terralapse.encode.Ffmpeg;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Encodes single pictures by libwebp. Quality, method and picture alone decide the bytes.
 * Stateless, thread-safe; native memory is freed before it returns.
 */
final class WebpStill {
  private static final String ENCODER = "libwebp";

  /** Bytes of "RIFF", size and "WEBP" before the first chunk. */
  private static final int RIFF_HEADER = 12;

  private WebpStill() {}

  /**
   * The chunks of a still WebP: VP8 or VP8L.
   *
   * @param quality 0 to 100; ignored if lossless
   * @throws UserError (environment) if FFmpeg has no libwebp
   */
  static byte[] chunks(Picture picture, double quality, boolean lossless) throws IOException {
    Ffmpeg.load();
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(ENCODER);
    if (codec == null) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          "This build of FFmpeg has no encoder libwebp; set outputs.webp: false.");
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    AVFrame frame = avutil.av_frame_alloc();
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      open(context, codec, picture, quality, lossless);
      fill(frame, picture);
      Ffmpeg.check(avcodec.avcodec_send_frame(context, frame), "Picture", "encoded");
      Ffmpeg.check(avcodec.avcodec_receive_packet(context, packet), "Picture", "encoded");
      byte[] chunks = new byte[packet.size() - RIFF_HEADER];
      BytePointer data = packet.data();
      data.position(RIFF_HEADER).get(chunks);
      return chunks;
    } finally {
      avcodec.av_packet_free(packet);
      avutil.av_frame_free(frame);
      avcodec.avcodec_free_context(context);
    }
  }

  private static void open(
      AVCodecContext context, AVCodec codec, Picture picture, double quality, boolean lossless)
      throws IOException {
    context
        .width(picture.width())
        .height(picture.height())
        .pix_fmt(avutil.AV_PIX_FMT_BGRA)
        .thread_count(1);
    context.time_base().num(1).den(1);
    option(context, "quality", String.format(Locale.ROOT, "%.2f", lossless ? 75 : quality));
    option(context, "lossless", lossless ? "1" : "0");
    Ffmpeg.check(
        avcodec.avcodec_open2(context, codec, (AVDictionary) null), "Encoder libwebp", "opened");
  }

  private static void option(AVCodecContext context, String key, String value) throws IOException {
    Ffmpeg.check(
        avutil.av_opt_set(context.priv_data(), key, value, 0), "Encoder option " + key, "set");
  }

  private static void fill(AVFrame frame, Picture picture) throws IOException {
    int width = picture.width();
    frame.format(avutil.AV_PIX_FMT_BGRA).width(width).height(picture.height());
    Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), "Picture", "given a frame buffer");
    byte[] row = new byte[4 * width];
    BytePointer data = frame.data(0);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb = picture.rgb()[y * width + x];
        row[4 * x] = (byte) rgb;
        row[4 * x + 1] = (byte) (rgb >> 8);
        row[4 * x + 2] = (byte) (rgb >> 16);
        row[4 * x + 3] = (byte) 0xFF;
      }
      data.position((long) y * frame.linesize(0)).put(row, 0, row.length);
    }
  }
}
