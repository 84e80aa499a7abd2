package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes 1-bit blocks of fax compression (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11) by the
 * TIFF decoder of FFmpeg: a block is given to it as a small TIFF file of one strip. Stateless.
 */
public final class FaxDecoder {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int TAGS = 10;
  private static final int HEADER = 8;
  private static final int DIRECTORY = 2 + 12 * TAGS + 4;

  private FaxDecoder() {}

  /**
   * How the blocks of an image are compressed.
   *
   * @param compression value of the Compression tag: 2, 3 or 4
   * @param options value of T4Options or T6Options
   */
  public record Options(int compression, int options) {}

  /**
   * Decodes a block. White is 0 in its bits, black is 1.
   *
   * @param out receives {@code rows} rows of {@code (width + 7) / 8} bytes
   * @throws DataException if the data are malformed
   */
  public static void decode(byte[] in, int length, Options how, int width, int rows, byte[] out)
      throws DataException {
    byte[] file = wrap(in, length, how, width, rows);
    FrameDecoder.decode(
        avcodec.AV_CODEC_ID_TIFF,
        file,
        file.length,
        width,
        rows,
        frame -> {
          if (frame.format() != avutil.AV_PIX_FMT_MONOBLACK) {
            throw new DataException("its fax data have an unknown layout");
          }
          int rowBytes = (width + 7) / 8;
          System.arraycopy(
              FrameDecoder.plane(frame, 0, rowBytes, rows), 0, out, 0, rowBytes * rows);
        });
  }

  private static byte[] wrap(byte[] in, int length, Options how, int width, int rows) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + DIRECTORY + length);
    file.putShort((short) 0x4d4d).putShort((short) 42).putInt(HEADER);
    file.putShort((short) TAGS);
    tag(file, 256, LONG, width);
    tag(file, 257, LONG, rows);
    tag(file, 258, SHORT, 1);
    tag(file, 259, SHORT, how.compression);
    // With this photometric interpretation the decoder inverts nothing.
    tag(file, 262, SHORT, 1);
    tag(file, 273, LONG, HEADER + DIRECTORY);
    tag(file, 277, SHORT, 1);
    tag(file, 278, LONG, rows);
    tag(file, 279, LONG, length);
    tag(file, how.compression == 4 ? 293 : 292, LONG, how.options);
    return file.putInt(0).put(in, 0, length).array();
  }

  private static void tag(ByteBuffer file, int tag, int type, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(1);
    if (type == SHORT) {
      file.putShort((short) value).putShort((short) 0);
    } else {
      file.putInt(value);
    }
  }
}
