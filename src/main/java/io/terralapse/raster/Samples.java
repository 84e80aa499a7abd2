package io.terralapse.raster;

import io.terralapse.model.SampleType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Copies and converts little-endian samples of decoded rows. Stateless. */
public final class Samples {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private Samples() {}

  /**
   * Converts little-endian samples to floats.
   *
   * @param from first byte
   * @param step bytes from one sample to the next
   */
  public static void toFloat(
      SampleType type, byte[] in, int from, int step, int count, float[] out, int to) {
    switch (type) {
      case UINT8 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = in[p] & 0xff;
        }
      }
      case INT8 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = in[p];
        }
      }
      case UINT16 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (short) SHORT.get(in, p) & 0xffff;
        }
      }
      case INT16 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (short) SHORT.get(in, p);
        }
      }
      case UINT32 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (int) INT.get(in, p) & 0xffffffffL;
        }
      }
      case INT32 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (int) INT.get(in, p);
        }
      }
      case FLOAT32 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (float) FLOAT.get(in, p);
        }
      }
      case FLOAT64 -> {
        for (int i = 0, p = from; i < count; i++, p += step) {
          out[to + i] = (float) (double) DOUBLE.get(in, p);
        }
      }
    }
  }

  /**
   * Copies samples of {@code bytes} bytes that are {@code step} bytes apart to consecutive
   * positions.
   */
  public static void gather(
      byte[] in, int from, int step, int count, int bytes, byte[] out, int to) {
    if (step == bytes) {
      System.arraycopy(in, from, out, to, count * bytes);
    } else if (bytes == 1) {
      for (int i = 0, p = from; i < count; i++, p += step) {
        out[to + i] = in[p];
      }
    } else if (bytes == 2) {
      for (int i = 0, p = from, q = to; i < count; i++, p += step, q += 2) {
        SHORT.set(out, q, (short) SHORT.get(in, p));
      }
    } else if (bytes == 4) {
      for (int i = 0, p = from, q = to; i < count; i++, p += step, q += 4) {
        INT.set(out, q, (int) INT.get(in, p));
      }
    } else {
      for (int i = 0, p = from, q = to; i < count; i++, p += step, q += 8) {
        LONG.set(out, q, (long) LONG.get(in, p));
      }
    }
  }

  /**
   * Clears {@code all[i]} where the sample differs from a nodata value. A value that an integer
   * type cannot represent differs from every sample; of single precision, the nearest value counts,
   * as nodata values are written in decimals.
   *
   * @param from index of the first sample; {@code all} begins at it
   */
  public static void keepEqual(
      SampleType type, byte[] samples, int from, int count, double value, byte[] all) {
    boolean possible =
        type.isFloating()
            || (value >= min(type) && value <= max(type) && value == Math.rint(value));
    if (!possible) {
      Arrays.fill(all, 0, count, (byte) 0);
      return;
    }
    switch (type) {
      case UINT8, INT8 -> {
        byte bits = (byte) (long) value;
        for (int i = 0; i < count; i++) {
          all[i] = samples[from + i] == bits ? all[i] : 0;
        }
      }
      case UINT16, INT16 -> {
        short bits = (short) (long) value;
        for (int i = 0; i < count; i++) {
          all[i] = (short) SHORT.get(samples, 2 * (from + i)) == bits ? all[i] : 0;
        }
      }
      case UINT32, INT32 -> {
        int bits = (int) (long) value;
        for (int i = 0; i < count; i++) {
          all[i] = (int) INT.get(samples, 4 * (from + i)) == bits ? all[i] : 0;
        }
      }
      case FLOAT32 -> {
        float single = (float) value;
        for (int i = 0; i < count; i++) {
          all[i] = (float) FLOAT.get(samples, 4 * (from + i)) == single ? all[i] : 0;
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          all[i] = (double) DOUBLE.get(samples, 8 * (from + i)) == value ? all[i] : 0;
        }
      }
    }
  }

  /** The smallest value of an integer type; negative infinity for floating point. */
  public static double min(SampleType type) {
    return switch (type) {
      case UINT8, UINT16, UINT32 -> 0;
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
    };
  }

  /** The largest value of an integer type; infinity for floating point. */
  public static double max(SampleType type) {
    return switch (type) {
      case UINT8 -> 0xff;
      case INT8 -> Byte.MAX_VALUE;
      case UINT16 -> 0xffff;
      case INT16 -> Short.MAX_VALUE;
      case UINT32 -> 0xffffffffL;
      case INT32 -> Integer.MAX_VALUE;
      case FLOAT32, FLOAT64 -> Double.POSITIVE_INFINITY;
    };
  }

  /** Fills a block with one value, or with 0 if the type cannot represent it. */
  public static void fill(SampleType type, byte[] out, int length, double value) {
    long bits =
        switch (type) {
          case FLOAT32 -> Float.floatToRawIntBits((float) value);
          case FLOAT64 -> Double.doubleToRawLongBits(value);
          default -> value >= min(type) && value <= max(type) ? (long) value : 0;
        };
    if (bits == 0) {
      Arrays.fill(out, 0, length, (byte) 0);
      return;
    }
    int bytes = type.bytes();
    for (int i = 0; i < length; i++) {
      out[i] = (byte) (bits >>> (8 * (i % bytes)));
    }
  }
}
