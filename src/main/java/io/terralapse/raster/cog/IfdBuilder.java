package io.terralapse.raster.cog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds one image file directory of a little-endian classic TIFF (TIFF 6.0, section 2): the
 * entries in the order of their tags, then the values that do not fit into an entry. Its size
 * depends only on the number of values, so offsets can be set later. Not thread-safe.
 */
final class IfdBuilder {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;

  private static final int INLINE_BYTES = 4;

  /** The values are from 0 to the limit of {@code data}. */
  private record Field(int type, int count, ByteBuffer data) {}

  private final TreeMap<Integer, Field> fields = new TreeMap<>();

  /** Sets 16-bit values. */
  void shorts(int tag, int... values) {
    ByteBuffer data = buffer(2 * values.length);
    for (int value : values) {
      data.putShort((short) value);
    }
    fields.put(tag, new Field(SHORT, values.length, data.flip()));
  }

  /** Sets unsigned 32-bit values. */
  void longs(int tag, long... values) {
    ByteBuffer data = buffer(4 * values.length);
    for (long value : values) {
      data.putInt((int) value);
    }
    fields.put(tag, new Field(LONG, values.length, data.flip()));
  }

  /** Sets 64-bit floating-point values. */
  void doubles(int tag, double... values) {
    ByteBuffer data = buffer(8 * values.length);
    for (double value : values) {
      data.putDouble(value);
    }
    fields.put(tag, new Field(DOUBLE, values.length, data.flip()));
  }

  /** Sets a text; the terminating zero byte is added. */
  void text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    fields.put(tag, new Field(ASCII, bytes.length, ByteBuffer.wrap(bytes)));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes of the directory including its values, a multiple of 2. */
  int size() {
    int size = tableBytes();
    for (Field field : fields.values()) {
      size += outside(field);
    }
    return size;
  }

  private int tableBytes() {
    return 2 + 12 * fields.size() + 4;
  }

  /** Bytes of the values that are outside of the entry; each begins at an even position. */
  private static int outside(Field field) {
    int length = field.data.limit();
    return length <= INLINE_BYTES ? 0 : length + length % 2;
  }

  /**
   * Writes the directory.
   *
   * @param out receives {@link #size()} bytes; its position is the file position
   * @param next file position of the next directory, 0 after the last
   */
  void writeTo(ByteBuffer out, int next) {
    int values = out.position() + tableBytes();
    int end = out.position() + size();
    out.putShort((short) fields.size());
    for (Map.Entry<Integer, Field> e : fields.entrySet()) {
      Field field = e.getValue();
      out.putShort((short) (int) e.getKey()).putShort((short) field.type).putInt(field.count);
      int length = field.data.limit();
      if (length <= INLINE_BYTES) {
        out.put(field.data.duplicate()).put(new byte[INLINE_BYTES - length]);
      } else {
        out.putInt(values);
        out.put(values, field.data, 0, length);
        values += outside(field);
      }
    }
    out.putInt(next);
    out.position(end);
  }
}
