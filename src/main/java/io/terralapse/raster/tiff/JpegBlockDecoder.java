package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.JdkImageReaders;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one block of JPEG-in-TIFF (TIFF Technical Note 2): an abbreviated JPEG stream, whose
 * tables are in the JPEGTables tag. Reuses the JDK's reader; not thread-safe.
 */
final class JpegBlockDecoder {
  /**
   * An Adobe marker with transform 0 (no colour transform): it prevents the JDK's reader from
   * guessing a colour space, so that the photometric tag alone decides.
   */
  private static final byte[] ADOBE_MARKER = {
    (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  private @Nullable ImageReader reader;

  /**
   * Decodes into {@code out}, row by row, components interleaved, {@code width} pixels a row.
   *
   * @param yCbCr true if the components are YCbCr, to be converted to RGB
   */
  void decode(
      byte[] packed,
      int length,
      byte[] tables,
      int width,
      int rows,
      int components,
      boolean yCbCr,
      byte[] out)
      throws IOException {
    ImageReader jpeg = reader();
    byte[] stream = assemble(packed, length, tables);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
      jpeg.setInput(in, true, true);
      int jpegWidth = jpeg.getWidth(0);
      int jpegHeight = jpeg.getHeight(0);
      if (jpegWidth != width || jpegHeight > 1 << 16 || jpegHeight < rows) {
        throw new DataException("its JPEG image has " + jpegWidth + " x " + jpegHeight + " pixels");
      }
      if ((long) jpegWidth * jpegHeight * components > ImageLayout.MAX_BLOCK_BYTES) {
        throw new DataException("its JPEG image is too large");
      }
      Raster raster = jpeg.readRaster(0, null);
      copy(raster, width, rows, components, out);
    } finally {
      jpeg.reset();
    }
    if (yCbCr && components == 3) {
      toRgb(out, width * rows);
    }
  }

  /** Start of image, Adobe marker, tables, then the block without its start of image. */
  private static byte[] assemble(byte[] packed, int length, byte[] tables) throws DataException {
    if (length < 4 || (packed[0] & 0xff) != 0xff || (packed[1] & 0xff) != 0xd8) {
      throw new DataException("it is not a JPEG image");
    }
    int tableBytes = Math.max(0, tables.length - 4);
    byte[] all = new byte[2 + ADOBE_MARKER.length + tableBytes + length - 2];
    all[0] = packed[0];
    all[1] = packed[1];
    int at = 2;
    System.arraycopy(ADOBE_MARKER, 0, all, at, ADOBE_MARKER.length);
    at += ADOBE_MARKER.length;
    if (tableBytes > 0) {
      System.arraycopy(tables, 2, all, at, tableBytes);
      at += tableBytes;
    }
    System.arraycopy(packed, 2, all, at, length - 2);
    return all;
  }

  private static void copy(Raster raster, int width, int rows, int components, byte[] out)
      throws DataException {
    SampleModel model = raster.getSampleModel();
    if (model.getNumBands() != components || raster.getWidth() != width) {
      throw new DataException("its JPEG image has " + model.getNumBands() + " components");
    }
    if (raster.getDataBuffer() instanceof DataBufferByte bytes
        && bytes.getNumBanks() == 1
        && bytes.getOffset() == 0
        && bytes.getData().length == (long) width * raster.getHeight() * components
        && inOrder(raster)) {
      System.arraycopy(bytes.getData(), 0, out, 0, width * rows * components);
      return;
    }
    int[] line = new int[width * components];
    for (int row = 0; row < rows; row++) {
      raster.getPixels(0, row, width, 1, line);
      for (int i = 0; i < line.length; i++) {
        out[row * line.length + i] = (byte) line[i];
      }
    }
  }

  private static boolean inOrder(Raster raster) {
    if (!(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)) {
      return false;
    }
    int[] offsets = model.getBandOffsets();
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != i) {
        return false;
      }
    }
    return model.getPixelStride() == offsets.length;
  }

  /** ITU-R BT.601 full range, as in JFIF, in 16-bit fixed point. */
  private static void toRgb(byte[] p, int pixels) {
    for (int i = 0; i < pixels * 3; i += 3) {
      int y = ((p[i] & 0xff) << 16) + (1 << 15);
      int cb = (p[i + 1] & 0xff) - 128;
      int cr = (p[i + 2] & 0xff) - 128;
      p[i] = clamp((y + 91881 * cr) >> 16);
      p[i + 1] = clamp((y - 22554 * cb - 46802 * cr) >> 16);
      p[i + 2] = clamp((y + 116130 * cb) >> 16);
    }
  }

  private static byte clamp(int v) {
    return (byte) Math.max(0, Math.min(255, v));
  }

  private ImageReader reader() throws IOException {
    if (reader == null) {
      reader = JdkImageReaders.getReader("jpeg");
    }
    return reader;
  }

  void close() {
    if (reader != null) {
      reader.dispose();
    }
  }
}
