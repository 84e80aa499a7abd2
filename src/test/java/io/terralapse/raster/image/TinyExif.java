package io.terralapse.raster.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes an EXIF block with DateTimeOriginal and, optionally, OffsetTimeOriginal. */
final class TinyExif {
  private TinyExif() {}

  static byte[] of(String original, @Nullable String offset) {
    int entries = offset == null ? 1 : 2;
    int texts = 26 + 2 + entries * 12 + 4;
    ByteBuffer out = ByteBuffer.allocate(texts + 28);
    out.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    out.putShort((short) 1);
    entry(out, 0x8769, 4, 1, 26);
    out.putInt(0);
    out.putShort((short) entries);
    entry(out, 0x9003, 2, 20, texts);
    if (offset != null) {
      entry(out, 0x9011, 2, 7, texts + 20);
    }
    out.putInt(0);
    out.position(texts);
    out.put(original.getBytes(StandardCharsets.US_ASCII));
    out.position(texts + 20);
    out.put((offset == null ? "" : offset).getBytes(StandardCharsets.US_ASCII));
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
