package io.terralapse.window;

import io.terralapse.model.Flags;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Samples;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds fill values, saturated and non-finite samples in a strip. Stateless. */
final class SampleFlags {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private SampleFlags() {}

  /**
   * Clears {@code all[i]} where the sample differs from a value. A value that the type cannot
   * represent differs from every sample.
   *
   * @param from index of the first sample
   */
  static void keepEqual(
      SampleType type, byte[] samples, int from, int count, double value, byte[] all) {
    boolean possible =
        type.isFloating()
            || (value >= Samples.min(type)
                && value <= Samples.max(type)
                && value == Math.rint(value));
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

  /** Sets {@link Flags#SATURATED} where an integer sample is the largest of its type. */
  static void markSaturated(SampleType type, byte[] samples, int from, int count, byte[] flags) {
    switch (type) {
      case UINT8, INT8 -> {
        byte top = (byte) (long) Samples.max(type);
        for (int i = 0; i < count; i++) {
          if (samples[from + i] == top) {
            flags[i] |= Flags.SATURATED;
          }
        }
      }
      case UINT16, INT16 -> {
        short top = (short) (long) Samples.max(type);
        for (int i = 0; i < count; i++) {
          if ((short) SHORT.get(samples, 2 * (from + i)) == top) {
            flags[i] |= Flags.SATURATED;
          }
        }
      }
      case UINT32, INT32 -> {
        int top = (int) (long) Samples.max(type);
        for (int i = 0; i < count; i++) {
          if ((int) INT.get(samples, 4 * (from + i)) == top) {
            flags[i] |= Flags.SATURATED;
          }
        }
      }
      case FLOAT32, FLOAT64 -> {
        // Floating-point samples do not saturate.
      }
    }
  }

  /** Sets {@link Flags#NODATA} where a floating-point sample is not finite. */
  static void markNotFinite(SampleType type, byte[] samples, int from, int count, byte[] flags) {
    if (type == SampleType.FLOAT32) {
      for (int i = 0; i < count; i++) {
        if (!Float.isFinite((float) FLOAT.get(samples, 4 * (from + i)))) {
          flags[i] |= Flags.NODATA;
        }
      }
    } else if (type == SampleType.FLOAT64) {
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite((double) DOUBLE.get(samples, 8 * (from + i)))) {
          flags[i] |= Flags.NODATA;
        }
      }
    }
  }
}
