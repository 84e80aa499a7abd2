package io.terralapse.raster.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files chunk by chunk, right ones and wrong ones. */
final class TinyPng {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TinyPng() {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
  }

  TinyPng header(int width, int height, int depth, int colourType) {
    ByteBuffer ihdr = ByteBuffer.allocate(13).putInt(width).putInt(height);
    ihdr.put((byte) depth).put((byte) colourType);
    return chunk("IHDR", ihdr.array());
  }

  TinyPng chunk(String name, byte... content) {
    byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(type);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  TinyPng text(String keyword, String text) {
    return chunk("tEXt", (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The compressed pixels; the filter byte of each row is added. */
  TinyPng rows(byte[]... rows) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (byte[] row : rows) {
      raw.write(0);
      raw.writeBytes(row);
    }
    Deflater deflater = new Deflater();
    deflater.setInput(raw.toByteArray());
    deflater.finish();
    byte[] packed = new byte[raw.size() + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return chunk("IDAT", java.util.Arrays.copyOf(packed, length));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  byte[] end() {
    return chunk("IEND").bytes();
  }
}
