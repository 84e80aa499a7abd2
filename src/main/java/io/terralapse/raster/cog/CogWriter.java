package io.terralapse.raster.cog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.terralapse.model.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a frame as a Cloud Optimized GeoTIFF (OGC 21-026) of 32-bit floating-point samples.
 *
 * <p>The file is a little-endian classic TIFF. Its parts in order: the 8 bytes of the header; the
 * "ghost area", the text by which GDAL's COG driver declares the layout; the directories, full
 * resolution first, then the overviews by decreasing size; the tiles, row by row, of the smallest
 * overview first and of the full resolution last. Every tile is preceded by its length and followed
 * by a copy of its last 4 bytes, so that one request reads it.
 *
 * <p>Tiles are 512 x 512, compressed by deflate with predictor 3 (TIFF Technical Note 3). Bands are
 * pixel-interleaved (chunky): one request then returns all bands of an area, as colour composites
 * and indices need them, and every COG reader supports it; GDAL before 3.11 does not expect
 * separate planes in a COG.
 *
 * <p>Nodata is NaN, as GDAL's nodata tag states. Thread-safe for different files.
 */
public final class CogWriter {
  /** The side of a tile; the smallest overview fits into one. */
  static final int TILE = 512;

  /** The largest offset of a classic TIFF. */
  static final long MAX_BYTES = 0xffff_ffffL;

  private static final String LAYOUT =
      "LAYOUT=IFDS_BEFORE_DATA\n"
          + "BLOCK_ORDER=ROW_MAJOR\n"
          + "BLOCK_LEADER=SIZE_AS_UINT4\n"
          + "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\n"
          // The space allows an editor to overwrite NO by YES.
          + "KNOWN_INCOMPATIBLE_EDITION=NO\n ";

  /**
   * Begins with the length of the layout in 6 digits; has an even length, because a directory must
   * begin at an even position.
   */
  private static final byte[] GHOST =
      ("GDAL_STRUCTURAL_METADATA_SIZE=000" + LAYOUT.length() + " bytes\n" + LAYOUT + "\0")
          .getBytes(US_ASCII);

  private static final int HEADER_BYTES = 8;
  private static final int TRAILER_BYTES = 4;

  private final Path file;
  private final FileChannel channel;
  private final long limit;
  private long position;

  private CogWriter(Path file, FileChannel channel, long limit) {
    this.file = file;
    this.channel = channel;
    this.limit = limit;
  }

  /**
   * Writes a file, atomically replacing an existing one. The same arguments give the same bytes.
   *
   * <p>Pixels with the flag {@code NODATA} become NaN in every band, all others keep their bits.
   * Each overview has half the size of the previous one, rounded up, until one fits into a tile; a
   * pixel is the mean of its valid 2 x 2 pixels. In addition to the frame, memory for a third of
   * its size and a few tiles is used.
   *
   * @param file in an existing folder
   * @param frame at least one pixel; 1 to 128 bands (a tile is then at most 128 MiB)
   * @param georeference of the frame
   * @param bandNames one for each band, in order, printable; empty names are not written
   * @throws IllegalArgumentException if the frame is empty, or bands and names do not match
   * @throws IOException if the file cannot be written, or would be larger than 4 GiB; no file
   *     remains then
   */
  public static void write(
      Path file, Frame frame, CogGeoreference georeference, List<String> bandNames)
      throws IOException {
    write(file, frame, georeference, bandNames, MAX_BYTES);
  }

  /** As {@link #write(Path, Frame, CogGeoreference, List)}, with the maximum size in bytes. */
  static void write(
      Path file, Frame frame, CogGeoreference georeference, List<String> bandNames, long limit)
      throws IOException {
    CogLevel full = CogLevel.of(frame);
    CogDirectory.check(full, bandNames);
    // Not Files.createTempFile: its permissions would deny other users access to the moved file.
    // The
    // name is always the same, so that what a killed process leaves is replaced by the next one.
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        new CogWriter(file, channel, limit).writeAll(full.pyramid(TILE), georeference, bandNames);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void writeAll(List<CogLevel> levels, CogGeoreference georeference, List<String> bandNames)
      throws IOException {
    List<CogDirectory> directories = new ArrayList<>();
    int head = HEADER_BYTES + GHOST.length;
    for (CogLevel level : levels) {
      CogDirectory directory = new CogDirectory(level, TILE);
      directory.describe(level == levels.get(0), georeference, bandNames);
      directories.add(directory);
      head += directory.size();
    }
    position = head;
    try (CogTileEncoder encoder = new CogTileEncoder(TILE, levels.get(0).bandCount())) {
      for (int i = levels.size() - 1; i >= 0; i--) {
        writeTiles(levels.get(i), directories.get(i), encoder);
      }
    }
    ByteBuffer start = littleEndian(head);
    start.put((byte) 'I').put((byte) 'I').putShort((short) 42);
    start.putInt(HEADER_BYTES + GHOST.length).put(GHOST);
    for (int i = 0; i < directories.size(); i++) {
      CogDirectory directory = directories.get(i);
      boolean last = i == directories.size() - 1;
      directory.writeTo(start, last ? 0 : start.position() + directory.size());
    }
    writeAt(0, start.flip());
  }

  private void writeTiles(CogLevel level, CogDirectory directory, CogTileEncoder encoder)
      throws IOException {
    for (int by = 0; by < directory.down; by++) {
      for (int bx = 0; bx < directory.across; bx++) {
        ByteBuffer tile = encoder.encode(level, bx, by);
        int length = tile.remaining();
        long end = position + Integer.BYTES + length + TRAILER_BYTES;
        if (end > limit) {
          throw new IOException(
              file.getFileName()
                  + " would be larger than the "
                  + limit
                  + " bytes of a TIFF; write a smaller area, coarser pixels or fewer bands");
        }
        ByteBuffer trailer = tile.slice(length - TRAILER_BYTES, TRAILER_BYTES);
        writeAt(position, littleEndian(Integer.BYTES).putInt(length).flip());
        writeAt(position + Integer.BYTES, tile);
        writeAt(end - TRAILER_BYTES, trailer);
        directory.setTile(by * directory.across + bx, position + Integer.BYTES, length);
        position = end;
      }
    }
  }

  private void writeAt(long at, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
