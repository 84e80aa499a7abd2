package io.terralapse.raster.tiff.codec;

import java.nio.ByteBuffer;

/** The data types of LERC, in the order of their codes. */
public enum LercType {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  FLOAT32(4),
  FLOAT64(8);

  final int bytes;

  LercType(int bytes) {
    this.bytes = bytes;
  }

  boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** The value at a position. */
  double get(ByteBuffer from, int at) {
    return switch (this) {
      case INT8 -> from.get(at);
      case UINT8 -> from.get(at) & 0xff;
      case INT16 -> from.getShort(at);
      case UINT16 -> from.getShort(at) & 0xffff;
      case INT32 -> from.getInt(at);
      case UINT32 -> from.getInt(at) & 0xffffffffL;
      case FLOAT32 -> from.getFloat(at);
      case FLOAT64 -> from.getDouble(at);
    };
  }

  /** Stores a value; fractions of integers are cut off. */
  void put(ByteBuffer to, int at, double value) {
    switch (this) {
      case INT8, UINT8 -> to.put(at, (byte) (long) value);
      case INT16, UINT16 -> to.putShort(at, (short) (long) value);
      case INT32, UINT32 -> to.putInt(at, (int) (long) value);
      case FLOAT32 -> to.putFloat(at, (float) value);
      case FLOAT64 -> to.putDouble(at, value);
    }
  }

  /**
   * The type of a block's offset, which may be shorter than the samples.
   *
   * @param code 0 to 3, from the block's first byte
   * @return a type, or this one where the combination does not exist
   */
  LercType reduced(int code) {
    int index =
        switch (this) {
          case INT16, INT32 -> ordinal() - code;
          case UINT16, UINT32 -> ordinal() - 2 * code;
          case FLOAT32 -> code == 0 ? ordinal() : (code == 1 ? INT16 : UINT8).ordinal();
          case FLOAT64 -> code == 0 ? ordinal() : ordinal() - 2 * code + 1;
          case INT8, UINT8 -> ordinal();
        };
    return index < 0 ? this : values()[index];
  }
}
