package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes blocks of WebP by FFmpeg's decoder; its planes are converted to RGB here, so that values
 * are those of libwebp. The size is checked before FFmpeg reads the data. Stateless: the native
 * library is loaded when the first block is decoded.
 */
public final class WebpDecoder {
  private static final int HEADER = 30;

  private WebpDecoder() {}

  /**
   * Decodes a block.
   *
   * @param samples 3 for RGB, 4 for RGB and alpha, which is 255 if the data have none
   * @param out receives {@code width * height * samples} bytes
   * @throws DataException if the data are malformed or of another size
   */
  public static void decode(byte[] in, int length, int width, int height, int samples, byte[] out)
      throws DataException {
    checkSize(in, length, width, height);
    FrameDecoder.decode(
        avcodec.AV_CODEC_ID_WEBP, in, length, width, height, frame -> copy(frame, samples, out));
  }

  /** Reads the size from the first chunk: VP8, VP8L or VP8X. */
  private static void checkSize(byte[] in, int length, int width, int height) throws DataException {
    if (length < HEADER || !name(in, 0).equals("RIFF") || !name(in, 8).equals("WEBP")) {
      throw new DataException("it is not a WebP image");
    }
    int wide;
    int high;
    switch (name(in, 12)) {
      case "VP8 " -> {
        wide = number(in, 26, 2) & 0x3fff;
        high = number(in, 28, 2) & 0x3fff;
      }
      case "VP8L" -> {
        int bits = number(in, 21, 4);
        wide = (bits & 0x3fff) + 1;
        high = (bits >>> 14 & 0x3fff) + 1;
      }
      case "VP8X" -> {
        wide = number(in, 24, 3) + 1;
        high = number(in, 27, 3) + 1;
      }
      default -> throw new DataException("it is not a WebP image");
    }
    if (wide != width || high != height) {
      throw new DataException("its WebP image has " + wide + " x " + high + " pixels");
    }
  }

  private static String name(byte[] in, int at) {
    return new String(in, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static int number(byte[] in, int at, int bytes) {
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (in[at + i] & 0xff);
    }
    return value;
  }

  private static void copy(AVFrame frame, int samples, byte[] out) throws DataException {
    int width = frame.width();
    int height = frame.height();
    switch (frame.format()) {
      case avutil.AV_PIX_FMT_ARGB ->
          copyArgb(FrameDecoder.plane(frame, 0, 4 * width, height), samples, out);
      case avutil.AV_PIX_FMT_YUV420P, avutil.AV_PIX_FMT_YUVA420P -> {
        int half = (width + 1) / 2;
        WebpColours.toRgb(
            new WebpColours.Planes(
                width,
                height,
                FrameDecoder.plane(frame, 0, width, height),
                FrameDecoder.plane(frame, 1, half, (height + 1) / 2),
                FrameDecoder.plane(frame, 2, half, (height + 1) / 2)),
            samples,
            out);
        if (samples == 4) {
          boolean has = frame.format() == avutil.AV_PIX_FMT_YUVA420P;
          byte[] alpha = has ? FrameDecoder.plane(frame, 3, width, height) : new byte[0];
          for (int i = 0; i < width * height; i++) {
            out[4 * i + 3] = has ? alpha[i] : (byte) 255;
          }
        }
      }
      default -> throw new DataException("its WebP image has an unknown layout");
    }
  }

  private static void copyArgb(byte[] argb, int samples, byte[] out) {
    for (int from = 0, to = 0; from < argb.length; from += 4, to += samples) {
      out[to] = argb[from + 1];
      out[to + 1] = argb[from + 2];
      out[to + 2] = argb[from + 3];
      if (samples == 4) {
        out[to + 3] = argb[from];
      }
    }
  }
}
