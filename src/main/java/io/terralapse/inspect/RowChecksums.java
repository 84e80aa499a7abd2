package io.terralapse.inspect;

import java.util.zip.CRC32;

/**
 * The CRC-32 of an image that arrives block by block. Each row of the current blocks has a checksum
 * of its own; at the end of the row of blocks they are combined as zlib's {@code crc32_combine}
 * does, so that no row of samples is kept. Not thread-safe.
 *
 * <p>CRC-32 is linear: the checksum of A followed by n bytes B is crc(A) * x^(8n) + crc(B), modulo
 * the polynomial.
 */
final class RowChecksums {
  /** The polynomial of ISO 3309, lowest power in the highest bit. */
  private static final int POLYNOMIAL = 0xedb88320;

  private static final int ONE = 1 << 31;
  private static final int X = 1 << 30;

  private final int rowFactor;
  private CRC32[] rows = {};
  private int total;

  /**
   * A checksum of nothing yet.
   *
   * @param rowBytes length of a complete row, positive
   */
  RowChecksums(long rowBytes) {
    this.rowFactor = power(8 * rowBytes);
  }

  /** Begins a row of blocks. */
  void begin(int rowCount) {
    if (rows.length != rowCount) {
      rows = new CRC32[rowCount];
      for (int i = 0; i < rowCount; i++) {
        rows[i] = new CRC32();
      }
    } else {
      for (CRC32 row : rows) {
        row.reset();
      }
    }
  }

  /** Adds the next bytes of one row, counted from the beginning of the row of blocks. */
  void add(int row, byte[] bytes, int length) {
    rows[row].update(bytes, 0, length);
  }

  /** Ends a row of blocks, all rows of which are complete. */
  void end() {
    for (CRC32 row : rows) {
      total = multiply(rowFactor, total) ^ (int) row.getValue();
    }
  }

  /** The checksum of all complete rows. */
  long value() {
    return Integer.toUnsignedLong(total);
  }

  private static int power(long exponent) {
    int result = ONE;
    int square = X;
    for (long left = exponent; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        result = multiply(square, result);
      }
      square = multiply(square, square);
    }
    return result;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
    }
    return product;
  }
}
