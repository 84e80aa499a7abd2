package io.terralapse.raster.tiff;

import io.terralapse.model.SampleType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file stores its samples, and the type that they are read as: integers of 1 to 32 bits as
 * the next larger type of 8, 16 or 32 bits, 64-bit integers as double precision (exact up to 2^53),
 * floating point of 16 and 24 bits as single precision, and complex numbers as their magnitude.
 *
 * @param coding what the bits mean
 * @param bits bits of one sample, both parts of a complex number together
 * @param type the type that samples are read as
 */
record StoredSamples(Coding coding, int bits, SampleType type) {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
  }

  /** The values of the SampleFormat tag. */
  enum Coding {
    UNSIGNED,
    SIGNED,
    FLOAT,
    COMPLEX_INT,
    COMPLEX_FLOAT
  }

  /**
   * The samples of a TIFF file.
   *
   * @param format value of the SampleFormat tag; 0 and 4 (undefined) are read as unsigned integers
   * @param bits value of the BitsPerSample tag
   * @return empty if they are not supported
   */
  static Optional<StoredSamples> find(long format, int bits) {
    Coding coding =
        switch ((int) Math.max(0, Math.min(format, 99))) {
          case 0, 1, 4 -> Coding.UNSIGNED;
          case 2 -> Coding.SIGNED;
          case 3 -> Coding.FLOAT;
          case 5 -> Coding.COMPLEX_INT;
          case 6 -> Coding.COMPLEX_FLOAT;
          default -> null;
        };
    if (coding == null) {
      return Optional.empty();
    }
    SampleType type = type(coding, bits);
    return type == null ? Optional.empty() : Optional.of(new StoredSamples(coding, bits, type));
  }

  private static @Nullable SampleType type(Coding coding, int bits) {
    return switch (coding) {
      case UNSIGNED -> integer(bits, SampleType.UINT8, SampleType.UINT16, SampleType.UINT32);
      case SIGNED -> integer(bits, SampleType.INT8, SampleType.INT16, SampleType.INT32);
      case FLOAT ->
          switch (bits) {
            case 16, 24, 32 -> SampleType.FLOAT32;
            case 64 -> SampleType.FLOAT64;
            default -> null;
          };
      case COMPLEX_INT ->
          switch (bits) {
            case 32 -> SampleType.FLOAT32;
            case 64 -> SampleType.FLOAT64;
            default -> null;
          };
      case COMPLEX_FLOAT ->
          switch (bits) {
            case 64 -> SampleType.FLOAT32;
            case 128 -> SampleType.FLOAT64;
            default -> null;
          };
    };
  }

  private static @Nullable SampleType integer(
      int bits, SampleType one, SampleType two, SampleType four) {
    if (bits < 1 || bits > 32) {
      return bits == 64 ? SampleType.FLOAT64 : null;
    }
    if (bits <= 8) {
      return one;
    }
    return bits <= 16 ? two : four;
  }

  /** True if decoded little-endian samples have the bits of {@link #type()} already. */
  boolean isDirect() {
    return switch (coding) {
      case UNSIGNED, SIGNED, FLOAT -> bits == 8 * type.bytes() && !isLongInteger();
      case COMPLEX_INT, COMPLEX_FLOAT -> false;
    };
  }

  private boolean isLongInteger() {
    return bits == 64 && (coding == Coding.UNSIGNED || coding == Coding.SIGNED);
  }

  boolean isComplex() {
    return coding == Coding.COMPLEX_INT || coding == Coding.COMPLEX_FLOAT;
  }

  /** Numbers of one sample, each with its bytes in the byte order of the file. */
  int words() {
    return isComplex() ? 2 : 1;
  }

  /** Bytes of each of the {@link #words()}; 1 if samples are packed across bytes. */
  int wordBytes() {
    return bits % 8 == 0 ? bits / 8 / words() : 1;
  }

  /** The name of a stored type that differs from {@link #type()} in more than its width. */
  Optional<String> findName() {
    if (isComplex()) {
      String part = coding == Coding.COMPLEX_INT ? "int" : "float";
      return Optional.of("complex_" + part + bits / 2);
    }
    if (!isLongInteger()) {
      return Optional.empty();
    }
    return Optional.of((coding == Coding.SIGNED ? "int" : "uint") + bits);
  }

  /** What they are, for messages. */
  static String describe(long format, int bits) {
    return bits + "-bit samples of TIFF sample format " + format;
  }

  /**
   * Converts samples of one row to {@link #type()}, little-endian and consecutive.
   *
   * @param rows decoded rows, whole words little-endian
   * @param at first byte of the row
   * @param first index of the first sample in the row
   * @param step samples from one to the next
   * @param nodata a complex sample of a negative nodata value, with the imaginary part 0, is read
   *     as that value, which no magnitude has; that of other values is its magnitude
   */
  void unpack(byte[] rows, int at, int first, int step, int count, double nodata, byte[] out) {
    // GDAL packs integers of 24 bits as it does those of 23, and then swaps their bytes.
    if (bits % 8 != 0 || (bits == 24 && coding != Coding.FLOAT)) {
      unpackBits(rows, at, first, step, count, out);
      return;
    }
    int bytes = bits / 8;
    for (int i = 0; i < count; i++) {
      int from = at + (first + i * step) * bytes;
      switch (coding) {
        case UNSIGNED, SIGNED -> putInteger(word(rows, from, bytes), out, i);
        case FLOAT ->
            FLOAT.set(
                out,
                4 * i,
                bytes == 2
                    ? SmallFloats.ofHalf((short) SHORT.get(rows, from))
                    : SmallFloats.of24((int) word(rows, from, bytes)));
        case COMPLEX_INT, COMPLEX_FLOAT -> putMagnitude(rows, from, nodata, out, i);
      }
    }
  }

  private static long word(byte[] rows, int from, int bytes) {
    if (bytes == 8) {
      return (long) LONG.get(rows, from);
    }
    long value = 0;
    for (int k = bytes - 1; k >= 0; k--) {
      value = value << 8 | (rows[from + k] & 0xff);
    }
    return value;
  }

  private void unpackBits(byte[] rows, int at, int first, int step, int count, byte[] out) {
    for (int i = 0; i < count; i++) {
      long bit = (long) (first + i * step) * bits;
      int from = at + (int) (bit >> 3);
      int end = at + (int) ((bit + bits + 7) >> 3);
      long value = 0;
      for (int k = from; k < end; k++) {
        value = value << 8 | (rows[k] & 0xff);
      }
      int unused = (int) (8L * (end - from) - (bit & 7) - bits);
      putInteger(value >>> unused & ((1L << bits) - 1), out, i);
    }
  }

  private void putInteger(long value, byte[] out, int i) {
    if (bits == 64) {
      DOUBLE.set(out, 8 * i, coding == Coding.SIGNED ? (double) value : unsigned(value));
      return;
    }
    long extended =
        coding == Coding.SIGNED ? value << (Long.SIZE - bits) >> (Long.SIZE - bits) : value;
    switch (type.bytes()) {
      case 1 -> out[i] = (byte) extended;
      case 2 -> SHORT.set(out, 2 * i, (short) extended);
      default -> INT.set(out, 4 * i, (int) extended);
    }
  }

  /** The nearest double; halving keeps the lowest bit, so that ties are rounded correctly. */
  private static double unsigned(long value) {
    return value >= 0 ? value : 2 * (double) ((value >>> 1) | (value & 1));
  }

  private void putMagnitude(byte[] rows, int from, double nodata, byte[] out, int i) {
    double re;
    double im;
    if (bits == 32) {
      re = (short) SHORT.get(rows, from);
      im = (short) SHORT.get(rows, from + 2);
    } else if (bits == 128) {
      re = (double) DOUBLE.get(rows, from);
      im = (double) DOUBLE.get(rows, from + 8);
    } else if (coding == Coding.COMPLEX_FLOAT) {
      re = (float) FLOAT.get(rows, from);
      im = (float) FLOAT.get(rows, from + 4);
    } else {
      re = (int) INT.get(rows, from);
      im = (int) INT.get(rows, from + 4);
    }
    double magnitude = nodata < 0 && re == nodata && im == 0 ? nodata : Math.hypot(re, im);
    if (type == SampleType.FLOAT32) {
      FLOAT.set(out, 4 * i, (float) magnitude);
    } else {
      DOUBLE.set(out, 8 * i, magnitude);
    }
  }
}
