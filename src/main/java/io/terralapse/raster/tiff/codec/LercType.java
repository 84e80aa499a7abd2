package io.terralapse.raster.tiff.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The data types of LERC, in the order of their codes. */
public enum LercType {
  INT8(0, 1),
  UINT8(1, 1),
  INT16(2, 2),
  UINT16(3, 2),
  INT32(4, 4),
  UINT32(5, 4),
  FLOAT32(6, 4),
  FLOAT64(7, 8);

  private final int code;
  final int bytes;

  LercType(int code, int bytes) {
    this.code = code;
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
   * @param reduction 0 to 3, from the block's first byte
   * @return a type, or this one where the combination does not exist
   */
  LercType reduced(int reduction) {
    return find(switch (this) {
          case INT16, INT32 -> code - reduction;
          case UINT16, UINT32 -> code - 2 * reduction;
          case FLOAT32 -> reduction == 0 ? code : (reduction == 1 ? INT16.code : UINT8.code);
          case FLOAT64 -> reduction == 0 ? code : code - 2 * reduction + 1;
          case INT8, UINT8 -> code;
        })
        .orElse(this);
  }

  /** The type of a code; empty if there is none. */
  static Optional<LercType> find(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
