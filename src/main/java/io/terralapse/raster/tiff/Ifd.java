package io.terralapse.raster.tiff;

import io.terralapse.model.ContentDigest;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image file directory (TIFF 6.0, section 2). The values of its entries are read on request.
 * Immutable and thread-safe.
 */
public final class Ifd {
  /** More than any known writer needs; 65535 are valid. */
  private static final int MAX_ENTRIES = 4096;

  /** Bytes of one value by field type, 0 where the type is unknown. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;

  private record Entry(int type, long count, long position) {}

  private final RasterInput input;
  private final ByteOrder order;
  private final TreeMap<Integer, Entry> entries = new TreeMap<>();
  private final long next;

  /** Parses the directory at {@code position} of a classic or big TIFF. */
  Ifd(RasterInput input, ByteOrder order, boolean big, long position) throws IOException {
    this.input = input;
    this.order = order;
    int countBytes = big ? 8 : 2;
    int entryBytes = big ? 20 : 12;
    ByteBuffer start = input.read(position, countBytes, order);
    long count = big ? start.getLong() : Short.toUnsignedInt(start.getShort());
    if (count < 1 || count > MAX_ENTRIES) {
      throw input.damaged("a directory claims " + Long.toUnsignedString(count) + " entries");
    }
    long first = position + countBytes;
    int tableBytes = (int) count * entryBytes;
    ByteBuffer table = input.read(first, tableBytes + (big ? 8 : 4), order);
    for (int i = 0; i < count; i++) {
      int at = i * entryBytes;
      int tag = Short.toUnsignedInt(table.getShort(at));
      int type = Short.toUnsignedInt(table.getShort(at + 2));
      long n = big ? table.getLong(at + 4) : Integer.toUnsignedLong(table.getInt(at + 4));
      int field = at + (big ? 12 : 8);
      int width = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
      if (width == 0 || n < 0 || n > input.size() / width) {
        // An entry of an unknown type is ignored; one that is required is reported as missing
        // later.
        continue;
      }
      boolean inline = n * width <= (big ? 8 : 4);
      long value = big ? table.getLong(field) : Integer.toUnsignedLong(table.getInt(field));
      entries.putIfAbsent(tag, new Entry(type, n, inline ? first + field : value));
    }
    next = big ? table.getLong(tableBytes) : Integer.toUnsignedLong(table.getInt(tableBytes));
  }

  /** Position of the next directory, 0 after the last. */
  public long next() {
    return next;
  }

  RasterInput input() {
    return input;
  }

  ByteOrder order() {
    return order;
  }

  /** True if the tag is present. */
  public boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Number of values, 0 if the tag is absent. */
  public long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  /** The first value as an integer, or {@code otherwise} if the tag is absent or empty. */
  public long integer(int tag, long otherwise) throws IOException {
    long[] values = integers(tag, 1);
    return values.length == 0 ? otherwise : values[0];
  }

  /** At most {@code limit} values; empty if the tag is absent. Unsigned 64-bit values wrap. */
  public long[] integers(int tag, int limit) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new long[0];
    }
    int n = (int) Math.min(entry.count, limit);
    ByteBuffer data = data(entry, n);
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (entry.type) {
            case 1, 7 -> Byte.toUnsignedLong(data.get());
            case 6 -> data.get();
            case 3 -> Short.toUnsignedLong(data.getShort());
            case 8 -> data.getShort();
            case 4, 13 -> Integer.toUnsignedLong(data.getInt());
            case 9 -> data.getInt();
            case 16, 17, 18 -> data.getLong();
            default -> throw input.damaged("tag " + tag + " is not an integer");
          };
    }
    return values;
  }

  /** At most {@code limit} values; empty if the tag is absent. */
  public double[] doubles(int tag, int limit) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new double[0];
    }
    if (entry.type == RATIONAL || entry.type == SIGNED_RATIONAL) {
      return rationals(entry, limit);
    }
    if (entry.type != 11 && entry.type != 12) {
      return Arrays.stream(integers(tag, limit)).asDoubleStream().toArray();
    }
    int n = (int) Math.min(entry.count, limit);
    ByteBuffer data = data(entry, n);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = entry.type == 12 ? data.getDouble() : data.getFloat();
    }
    return values;
  }

  /** Quotients of two 32-bit integers; 0 where the denominator is 0. */
  private double[] rationals(Entry entry, int limit) throws IOException {
    int n = (int) Math.min(entry.count, limit);
    ByteBuffer data = data(entry, n);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      int above = data.getInt();
      int below = data.getInt();
      boolean signed = entry.type == SIGNED_RATIONAL;
      double numerator = signed ? above : Integer.toUnsignedLong(above);
      double denominator = signed ? below : Integer.toUnsignedLong(below);
      values[i] = denominator == 0 ? 0 : numerator / denominator;
    }
    return values;
  }

  /** The first {@code limit} bytes of the tag's value; empty if the tag is absent. */
  public byte[] bytes(int tag, int limit) throws IOException {
    Entry entry = entries.get(tag);
    return entry == null || TYPE_BYTES[entry.type] != 1
        ? new byte[0]
        : copy(data(entry, (int) Math.min(entry.count, limit)));
  }

  /** Text up to its first zero byte, trimmed; empty if the tag is absent. */
  public String text(int tag, int limit) throws IOException {
    byte[] bytes = bytes(tag, limit);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).trim();
  }

  private static byte[] copy(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }

  private ByteBuffer data(Entry entry, int n) throws IOException {
    return input.read(entry.position, n * TYPE_BYTES[entry.type], order);
  }

  /**
   * Adds all tags to a digest except the positions of the blocks: the key of an image does not
   * change when its blocks move within the file.
   */
  void addTo(ContentDigest digest) throws IOException {
    digest.add(order == ByteOrder.BIG_ENDIAN ? 1 : 0);
    for (Map.Entry<Integer, Entry> e : entries.entrySet()) {
      int tag = e.getKey();
      if (tag == Tag.STRIP_OFFSETS
          || tag == Tag.TILE_OFFSETS
          || tag == Tag.STRIP_BYTE_COUNTS
          || tag == Tag.TILE_BYTE_COUNTS
          || tag == Tag.SUB_IFDS) {
        continue;
      }
      Entry entry = e.getValue();
      digest.add(tag);
      digest.add(entry.type);
      digest.add(entry.count);
      long bytes = entry.count * TYPE_BYTES[entry.type];
      int n = (int) Math.min(bytes, 1 << 20);
      digest.add(copy(input.read(entry.position, n, order)), n);
    }
  }
}
