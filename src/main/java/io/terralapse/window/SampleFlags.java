package io.terralapse.window;

import io.terralapse.model.Flags;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Samples;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds saturated and non-finite samples in a strip. Stateless. */
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

  /** Clears {@code valid[i]} where an alpha sample is 0. */
  static void invalidateTransparent(SampleType type, byte[] alpha, byte[] valid) {
    int bytes = type.bytes();
    for (int i = 0; i < valid.length; i++) {
      int any = 0;
      for (int b = 0; b < bytes; b++) {
        any |= alpha[i * bytes + b];
      }
      if (any == 0) {
        valid[i] = 0;
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
