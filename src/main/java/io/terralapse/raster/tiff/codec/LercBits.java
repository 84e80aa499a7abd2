package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the parts of a LERC blob, little-endian, never beyond its end. Its bit-packed arrays reuse
 * one buffer; not thread-safe.
 */
final class LercBits {
  private static final int HAS_TABLE = 1 << 5;

  private final ByteBuffer data;
  private int[] values = new int[1024];
  private int count;

  /** Reads from {@code from} to {@code end}. */
  LercBits(byte[] in, int from, int end) {
    data = ByteBuffer.wrap(in, from, end - from).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return data.position();
  }

  int remaining() {
    return data.remaining();
  }

  void require(long bytes) throws DataException {
    if (bytes < 0 || bytes > data.remaining()) {
      throw new DataException("its LERC data are truncated");
    }
  }

  void skip(int bytes) throws DataException {
    require(bytes);
    data.position(data.position() + bytes);
  }

  int unsignedByte() throws DataException {
    require(1);
    return data.get() & 0xff;
  }

  int int16() throws DataException {
    require(Short.BYTES);
    return data.getShort();
  }

  int int32() throws DataException {
    require(Integer.BYTES);
    return data.getInt();
  }

  double float64() throws DataException {
    require(Double.BYTES);
    return data.getDouble();
  }

  /** One number of a data type of LERC. */
  double number(LercType type) throws DataException {
    require(type.bytes);
    double value = type.get(data, data.position());
    data.position(data.position() + type.bytes);
    return value;
  }

  /** A 32-bit word relative to the current position; 0 beyond the end. */
  int wordAhead(int index) {
    int from = data.position() + Integer.BYTES * index;
    return from + Integer.BYTES <= data.limit() ? data.getInt(from) : 0;
  }

  /** The numbers that {@link #readArray} has read. */
  int[] values() {
    return values;
  }

  /**
   * Reads a bit-packed array of unsigned numbers, which may be indices into a table of its own.
   *
   * @param limit most numbers that are expected
   * @return how many were read
   */
  int readArray(int limit) throws DataException {
    int head = unsignedByte();
    int countBytes = head >> 6 == 0 ? 4 : 3 - (head >> 6);
    int bits = head & 31;
    count =
        switch (countBytes) {
          case 1 -> unsignedByte();
          case 2 -> int16() & 0xffff;
          case 4 -> int32();
          default -> -1;
        };
    if (count < 0 || count > limit) {
      throw new DataException("its LERC data claim " + count + " values in a block");
    }
    if (values.length < count) {
      values = new int[count];
    }
    if ((head & HAS_TABLE) == 0) {
      unpack(count, bits, values);
      return count;
    }
    int entries = unsignedByte() - 1;
    if (entries < 1 || bits == 0) {
      throw new DataException("its LERC data have an empty table");
    }
    // Entry 0 is 0 and not stored.
    int[] stored = new int[entries];
    unpack(entries, bits, stored);
    unpack(count, Integer.SIZE - Integer.numberOfLeadingZeros(entries), values);
    for (int i = 0; i < count; i++) {
      if (values[i] > entries) {
        throw new DataException("its LERC data use an entry that their table does not have");
      }
      values[i] = values[i] == 0 ? 0 : stored[values[i] - 1];
    }
    return count;
  }

  /** Numbers of {@code bits} bits, the lowest bit first. */
  private void unpack(int n, int bits, int[] into) throws DataException {
    long bytes = ((long) n * bits + 7) / 8;
    require(bytes);
    int end = data.position() + (int) bytes;
    long buffer = 0;
    int available = 0;
    long mask = (1L << bits) - 1;
    for (int i = 0; i < n; i++) {
      while (available < bits) {
        buffer |= (data.get() & 0xffL) << available;
        available += 8;
      }
      into[i] = (int) (buffer & mask);
      buffer >>>= bits;
      available -= bits;
    }
    data.position(end);
  }
}
