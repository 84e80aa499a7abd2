package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.util.Optional;

/**
 * The header of a LERC 2 blob.
 *
 * @param version 3 to 6
 * @param rows rows
 * @param columns columns
 * @param depth values per pixel
 * @param valid number of valid pixels
 * @param block side of the blocks that are packed together
 * @param bytes size of the blob
 * @param type type of the values
 * @param maxError largest difference between a stored and an original value
 * @param min smallest value of all
 * @param max largest value of all
 */
record LercHeader(
    int version,
    int rows,
    int columns,
    int depth,
    int valid,
    int block,
    int bytes,
    LercType type,
    double maxError,
    double min,
    double max) {
  private static final byte[] MAGIC = {'L', 'e', 'r', 'c', '2', ' '};
  private static final byte[] MAGIC_1 = {'C', 'n', 't', 'Z'};

  /** Before version 3 values were packed in another order; TIFF files begin with version 4. */
  private static final int FIRST_VERSION = 3;

  private static final int LAST_VERSION = 6;
  private static final int MAX_BLOCK = 32;

  /** Reads the header of the blob at a position and checks it against the expected size. */
  static LercHeader read(byte[] in, int from, int end, int width, int height) throws DataException {
    if (startsWith(in, from, end, MAGIC_1)) {
      throw new DataException("it is LERC 1, which TIFF does not have");
    }
    if (!startsWith(in, from, end, MAGIC)) {
      throw new DataException("it is not LERC data");
    }
    LercBits bits = new LercBits(in, from + MAGIC.length, end);
    int version = bits.int32();
    if (version < FIRST_VERSION || version > LAST_VERSION) {
      throw new DataException("it has LERC version 2." + version + ", which is not supported");
    }
    int checksum = bits.int32();
    int checked = from + MAGIC.length + bits.position();
    int rows = bits.int32();
    int columns = bits.int32();
    int depth = version >= 4 ? bits.int32() : 1;
    int valid = bits.int32();
    int block = bits.int32();
    int bytes = bits.int32();
    Optional<LercType> type = LercType.find(bits.int32());
    if (version >= LAST_VERSION) {
      bits.skip(2 * Integer.BYTES);
    }
    LercHeader header =
        new LercHeader(
            version,
            rows,
            columns,
            depth,
            valid,
            block,
            bytes,
            type.orElse(LercType.UINT8),
            bits.float64(),
            bits.float64(),
            bits.float64());
    if (columns != width || rows != height) {
      throw new DataException("its LERC image has " + columns + " x " + rows + " pixels");
    }
    boolean sane =
        depth >= 1
            && valid >= 0
            && valid <= (long) rows * columns
            && block >= 1
            && block <= MAX_BLOCK
            && type.isPresent()
            && bytes >= checked - from
            && bytes <= end - from;
    if (!sane || fletcher32(in, checked, from + bytes) != checksum) {
      throw new DataException("its LERC data do not match their checksum");
    }
    return header;
  }

  /** Position of the first byte after the header, relative to the blob. */
  int headerBytes() {
    int ints = 8 + (version >= 4 ? 1 : 0) + (version >= LAST_VERSION ? 2 : 0);
    int doubles = version >= LAST_VERSION ? 5 : 3;
    return MAGIC.length + Integer.BYTES * ints + Double.BYTES * doubles;
  }

  private static boolean startsWith(byte[] in, int from, int end, byte[] prefix) {
    if (end - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (in[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Fletcher's checksum over big-endian words of 16 bits. */
  private static int fletcher32(byte[] in, int from, int end) {
    long low = 0xffff;
    long high = 0xffff;
    int at = from;
    while (at < end) {
      low += (in[at] & 0xff) << 8 | (at + 1 < end ? in[at + 1] & 0xff : 0);
      high += low;
      at += 2;
      if ((at - from) % 512 == 0) {
        low = (low & 0xffff) + (low >> 16);
        high = (high & 0xffff) + (high >> 16);
      }
    }
    while (low >> 16 != 0 || high >> 16 != 0) {
      low = (low & 0xffff) + (low >> 16);
      high = (high & 0xffff) + (high >> 16);
    }
    return (int) (high << 16 | low);
  }
}
