package io.terralapse.raster.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The predictors of TIFF, applied to rows in place: horizontal differencing (predictor 2, TIFF 6.0,
 * section 14) and floating-point differencing (predictor 3, TIFF Technical Note 3). Decoded samples
 * are little-endian. Stateless.
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
   * Undoes horizontal differencing of one row.
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

  /** The most frequent case, in one pass with the three sums in registers. */
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

  /**
   * Undoes floating-point differencing of one complete row, whose bytes are in planes.
   *
   * @param row scratch space of at least {@code rowBytes} bytes
   */
  public static void undoFloat(byte[] b, int at, int rowBytes, int stride, int bytes, byte[] row) {
    for (int i = at + stride; i < at + rowBytes; i++) {
      b[i] = (byte) (b[i] + b[i - stride]);
    }
    System.arraycopy(b, at, row, 0, rowBytes);
    int samples = rowBytes / bytes;
    for (int plane = 0; plane < bytes; plane++) {
      // The first plane has the most significant bytes, whatever the file's byte order.
      int target = at + bytes - 1 - plane;
      int source = plane * samples;
      for (int i = 0; i < samples; i++) {
        b[target + i * bytes] = row[source + i];
      }
    }
  }

  /**
   * Applies floating-point differencing to one complete row of little-endian samples, the inverse
   * of {@link #undoFloat}.
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

  /** Converts big-endian samples. */
  public static void toLittleEndian(byte[] b, int at, int samples, int bytes) {
    int end = at + samples * bytes;
    for (int i = at; i < end; i += bytes) {
      if (bytes == 2) {
        SHORT_LE.set(b, i, (short) SHORT_BE.get(b, i));
      } else if (bytes == 3) {
        byte first = b[i];
        b[i] = b[i + 2];
        b[i + 2] = first;
      } else if (bytes == 4) {
        INT_LE.set(b, i, (int) INT_BE.get(b, i));
      } else if (bytes == 8) {
        LONG_LE.set(b, i, (long) LONG_BE.get(b, i));
      }
    }
  }
}
