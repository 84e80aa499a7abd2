package io.terralapse.window;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.IntMath;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The header of a stored window: its georeference, bands and the index of its row tiles.
 * Big-endian, with a checksum at the end. Immutable.
 *
 * @param key the window's key, 32 hexadecimal digits
 * @param width columns
 * @param height rows
 * @param transform window pixel to CRS
 * @param crs CRS of the transform, may be empty
 * @param bands how each band is stored
 * @param tiles one entry per row tile: the tiles of each band from the top, then those of the flags
 * @param fileBytes length of the complete file
 */
record WindowHeader(
    String key,
    int width,
    int height,
    GeoTransform transform,
    String crs,
    List<Band> bands,
    List<Tile> tiles,
    long fileBytes) {

  /** Copies the lists. */
  WindowHeader {
    bands = List.copyOf(bands);
    tiles = List.copyOf(tiles);
  }

  /**
   * Incremented whenever the format or the meaning of the stored bytes changes; part of all keys.
   */
  static final int VERSION = 2;

  /** Rows of a tile: few enough to read single rows quickly, enough to compress well. */
  static final int TILE_ROWS = 64;

  private static final long MAGIC = 0x544c57494e444f57L; // "TLWINDOW"
  private static final int MAX_HEADER = 1 << 26;

  /** How one band is stored: physical value = stored * scale + offset. */
  record Band(SampleType type, double scale, double offset) {}

  /**
   * Position, compressed length and CRC-32C of one row tile; not compressed if its length is that
   * of its rows.
   */
  record Tile(long position, int length, int crc) {}

  static int tilesPerPlane(int height) {
    return IntMath.ceilDiv(height, TILE_ROWS);
  }

  /** The tile with this number of a band; the flags count as the band after the last. */
  Tile tile(int band, int number) {
    return tiles.get(band * tilesPerPlane(height) + number);
  }

  /** Number of rows of a tile. */
  int rowsOf(int number) {
    return Math.min(TILE_ROWS, height - number * TILE_ROWS);
  }

  /** Bytes of one row of a band, or of the flags. */
  int rowBytes(int band) {
    return width * (band < bands.size() ? bands.get(band).type().bytes() : 1);
  }

  /** Length of the header of a window. */
  static int bytes(String crs, int bands, int height) {
    int crsBytes = crs.getBytes(StandardCharsets.UTF_8).length;
    return 8
        + 4
        + 4
        + 8
        + 32
        + 3 * 4
        + 48
        + 4
        + crsBytes
        + bands * 24
        + (bands + 1) * tilesPerPlane(height) * 16
        + 4;
  }

  ByteBuffer encode() {
    int size = bytes(crs, bands.size(), height);
    byte[] crsBytes = crs.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(MAGIC).putInt(VERSION).putInt(size).putLong(fileBytes);
    out.put(key.getBytes(StandardCharsets.US_ASCII));
    out.putInt(width).putInt(height).putInt(bands.size());
    out.putDouble(transform.x0()).putDouble(transform.xPerColumn()).putDouble(transform.xPerRow());
    out.putDouble(transform.y0()).putDouble(transform.yPerColumn()).putDouble(transform.yPerRow());
    out.putInt(crsBytes.length).put(crsBytes);
    for (Band band : bands) {
      out.put(typeName(band.type)).putDouble(band.scale).putDouble(band.offset);
    }
    for (Tile tile : tiles) {
      out.putLong(tile.position).putInt(tile.length).putInt(tile.crc);
    }
    out.putInt(crc(out.array(), out.position()));
    return out.flip();
  }

  /** Length of the header that begins with these 16 bytes. */
  static int lengthOf(ByteBuffer start) throws IOException {
    if (start.remaining() < 16 || start.getLong() != MAGIC || start.getInt() != VERSION) {
      throw new IOException("not a stored window of this version");
    }
    int size = start.getInt();
    if (size < 16 || size > MAX_HEADER) {
      throw new IOException("header of " + size + " bytes");
    }
    return size;
  }

  /** Decodes a header, after its checksum has been verified. */
  static WindowHeader decode(byte[] all) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(all);
    int body = all.length - 4;
    if (body < 16 || in.getInt(body) != crc(all, body)) {
      throw new IOException("its header's checksum is wrong");
    }
    try {
      in.position(16);
      long fileBytes = in.getLong();
      String key = text(in, 32);
      int width = in.getInt();
      int height = in.getInt();
      int bandCount = in.getInt();
      GeoTransform transform =
          new GeoTransform(
              in.getDouble(),
              in.getDouble(),
              in.getDouble(),
              in.getDouble(),
              in.getDouble(),
              in.getDouble());
      String crs = text(in, in.getInt());
      List<Band> bands = new ArrayList<>();
      for (int i = 0; i < bandCount; i++) {
        bands.add(new Band(SampleType.valueOf(text(in, 8).trim()), in.getDouble(), in.getDouble()));
      }
      List<Tile> tiles = new ArrayList<>();
      for (int i = 0; i < (bandCount + 1) * tilesPerPlane(height); i++) {
        tiles.add(new Tile(in.getLong(), in.getInt(), in.getInt()));
      }
      return new WindowHeader(key, width, height, transform, crs, bands, tiles, fileBytes);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("its header is truncated", e);
    }
  }

  /** Always eight characters, so that the records of all bands have the same length. */
  private static byte[] typeName(SampleType type) {
    return Arrays.copyOf(type.name().getBytes(StandardCharsets.US_ASCII), 8);
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[Math.min(length, in.remaining())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
