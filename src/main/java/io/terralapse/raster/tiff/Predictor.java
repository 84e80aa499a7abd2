package io.terralapse.raster.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes differencing and byte order, row by row, in place: afterwards samples are little-endian;
 * and takes the floating-point differences that are written. Methods: TIFF 6.0, section 14
 * (predictor 2) and TIFF Technical Note 3 (predictor 3).
 */
public final class Predictor {
  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

  private Predictor() {}

  private static VarHandle view(Class<?> arrayType, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, order);
  }

  /**
   * Sums differences along one row.
   *
   * @param at first byte of the row
   * @param pixels pixels to restore, from the row's first
   * @param stride samples of one pixel
   * @param bytes bytes of one sample
   */
  public static void undoHorizontal(
      byte[] b, int at, int pixels, int stride, int bytes, boolean bigEndian) {
    int samples = pixels * stride;
    if (bytes == 1) {
      for (int i = at + stride; i < at + samples; i++) {
        b[i] = (byte) (b[i] + b[i - stride]);
      }
    } else if (bytes == 2 && stride == 3 && !bigEndian) {
      undoThreeShorts(b, at, samples);
    } else {
      for (int band = 0; band < stride; band++) {
        int first = at + band * bytes;
        int end = at + samples * bytes;
        undoBand(b, first, end, stride * bytes, bytes, bigEndian);
      }
    }
  }

  /** The commonest case, one pass with the three sums in registers. */
  private static void undoThreeShorts(byte[] b, int at, int samples) {
    int sum0 = 0;
    int sum1 = 0;
    int sum2 = 0;
    int end = at + samples * 2;
    for (int i = at; i < end; i += 6) {
      sum0 += (short) SHORT_LE.get(b, i);
      sum1 += (short) SHORT_LE.get(b, i + 2);
      sum2 += (short) SHORT_LE.get(b, i + 4);
      SHORT_LE.set(b, i, (short) sum0);
      SHORT_LE.set(b, i + 2, (short) sum1);
      SHORT_LE.set(b, i + 4, (short) sum2);
    }
  }

  private static void undoBand(
      byte[] b, int first, int end, int step, int bytes, boolean bigEndian) {
    if (bytes == 2) {
      int sum = 0;
      for (int i = first; i < end; i += step) {
        sum += bigEndian ? (short) SHORT_BE.get(b, i) : (short) SHORT_LE.get(b, i);
        SHORT_LE.set(b, i, (short) sum);
      }
    } else if (bytes == 4) {
      int sum = 0;
      for (int i = first; i < end; i += step) {
        sum += bigEndian ? (int) INT_BE.get(b, i) : (int) INT_LE.get(b, i);
        INT_LE.set(b, i, sum);
      }
    } else {
      long sum = 0;
      for (int i = first; i < end; i += step) {
        sum += bigEndian ? (long) LONG_BE.get(b, i) : (long) LONG_LE.get(b, i);
        LONG_LE.set(b, i, sum);
      }
    }
  }

  /** Restores one whole row of floating-point differences, whose bytes lie in planes. */
  public static void undoFloat(byte[] b, int at, int rowBytes, int stride, int bytes, byte[] row) {
    for (int i = at + stride; i < at + rowBytes; i++) {
      b[i] = (byte) (b[i] + b[i - stride]);
    }
    System.arraycopy(b, at, row, 0, rowBytes);
    int samples = rowBytes / bytes;
    for (int plane = 0; plane < bytes; plane++) {
      // The planes run from the most significant byte down, whatever the file's byte order.
      int target = at + bytes - 1 - plane;
      int source = plane * samples;
      for (int i = 0; i < samples; i++) {
        b[target + i * bytes] = row[source + i];
      }
    }
  }

  /**
   * Takes the floating-point differences of one whole row of little-endian samples: what {@link
   * #undoFloat} undoes.
   *
   * @param row scratch space of at least {@code rowBytes} bytes
   */
  public static void differenceFloat(
      byte[] b, int at, int rowBytes, int stride, int bytes, byte[] row) {
    int samples = rowBytes / bytes;
    for (int plane = 0; plane < bytes; plane++) {
      int source = at + bytes - 1 - plane;
      int target = plane * samples;
      for (int i = 0; i < samples; i++) {
        row[target + i] = b[source + i * bytes];
      }
    }
    System.arraycopy(row, 0, b, at, Math.min(stride, rowBytes));
    for (int i = stride; i < rowBytes; i++) {
      b[at + i] = (byte) (row[i] - row[i - stride]);
    }
  }

  /** Turns big-endian samples round. */
  public static void toLittleEndian(byte[] b, int at, int samples, int bytes) {
    int end = at + samples * bytes;
    for (int i = at; i < end; i += bytes) {
      if (bytes == 2) {
        SHORT_LE.set(b, i, (short) SHORT_BE.get(b, i));
      } else if (bytes == 4) {
        INT_LE.set(b, i, (int) INT_BE.get(b, i));
      } else if (bytes == 8) {
        LONG_LE.set(b, i, (long) LONG_BE.get(b, i));
      }
    }
  }
}
