package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes one still image by FFmpeg, which is bundled for the video. The native library is loaded
 * at the first use. Stateless.
 */
final class FrameDecoder {
  private FrameDecoder() {}

  /** Takes what it needs from a frame, which is freed afterwards. */
  @FunctionalInterface
  interface FrameReader {
    void read(AVFrame frame) throws DataException;
  }

  /**
   * Decodes an image.
   *
   * @param codec identifier of FFmpeg's decoder
   * @param in the image, {@code length} bytes
   * @param width expected number of columns
   * @param height expected number of rows
   * @throws DataException if the data are malformed, or of another size
   */
  static void decode(int codec, byte[] in, int length, int width, int height, FrameReader reader)
      throws DataException {
    AVCodec decoder = avcodec.avcodec_find_decoder(codec);
    AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    try {
      // Damaged data are reported by the exception.
      context.log_level_offset(avutil.AV_LOG_TRACE);
      context.thread_count(1);
      context.err_recognition(avcodec.AV_EF_EXPLODE);
      // Decoders allocate complete macroblocks and a border.
      context.max_pixels((width + 128L) * (height + 128L));
      check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null));
      check(avcodec.av_new_packet(packet, length));
      packet.data().put(in, 0, length);
      check(avcodec.avcodec_send_packet(context, packet));
      check(avcodec.avcodec_receive_frame(context, frame));
      if (frame.width() != width || frame.height() != height) {
        throw new DataException(
            "its image has " + frame.width() + " x " + frame.height() + " pixels");
      }
      reader.read(frame);
    } finally {
      avutil.av_frame_free(frame);
      avcodec.av_packet_free(packet);
      avcodec.avcodec_free_context(context);
    }
  }

  private static void check(int result) throws DataException {
    if (result < 0) {
      throw new DataException("its compressed data are malformed");
    }
  }

  /** The bytes of a plane without the padding of its rows. */
  static byte[] plane(AVFrame frame, int index, int rowBytes, int rows) {
    byte[] bytes = new byte[rowBytes * rows];
    int line = frame.linesize(index);
    for (int row = 0; row < rows; row++) {
      frame.data(index).getPointer((long) row * line).get(bytes, row * rowBytes, rowBytes);
    }
    return bytes;
  }
}
