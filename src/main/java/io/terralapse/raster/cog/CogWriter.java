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
import java.util.UUID;

/**
 * Writes a frame as a Cloud Optimized GeoTIFF (OGC 21-026) of 32-bit floating-point samples.
 *
 * <p>The file is a little-endian classic TIFF. Its parts in order: the 8 bytes of the header; the
 * "ghost area", the text by which GDAL's COG driver tells a reader of the layout; the directories,
 * full resolution first, then ever smaller overviews; the tiles, row by row, of the smallest
 * overview first and of the full resolution last. Every tile has its length before it and its last
 * 4 bytes again behind it, so that one request fetches it.
 *
 * <p>Tiles are 512 x 512, deflated with predictor 3 (TIFF Technical Note 3). The bands of a pixel
 * lie side by side (chunky): one request then brings a place in all its bands, which is what
 * showing a colour composite or an index needs, and every COG reader knows this form; those before
 * GDAL 3.11 do not expect separate planes in a COG.
 *
 * <p>No data is NaN, and GDAL's no-data tag says so. Stateless, thread-safe for different files.
 */
public final class CogWriter {
  /** The side of a tile; the smallest overview fits into one. */
  static final int TILE = 512;

  /** What a classic TIFF can point to. */
  static final long MAX_BYTES = 0xffff_ffffL;

  private static final String LAYOUT =
      "LAYOUT=IFDS_BEFORE_DATA\n"
          + "BLOCK_ORDER=ROW_MAJOR\n"
          + "BLOCK_LEADER=SIZE_AS_UINT4\n"
          + "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\n"
          // The blank leaves room for a later editor's YES.
          + "KNOWN_INCOMPATIBLE_EDITION=NO\n ";

  /**
   * Begins with the layout's length in 6 digits; ends on an even byte, where a directory may be.
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
   * Writes a file, replacing one that is there. It appears under its name only when it is whole;
   * the same arguments give the same bytes.
   *
   * <p>Pixels with the flag {@code NODATA} become NaN in every band, all others keep their bits.
   * Overviews halve (sizes rounded up) until one fits into a tile: a pixel is the mean of those of
   * its 2 x 2 that hold a number. Beside the frame, a third of its size and a few tiles are in use.
   *
   * @param file in a folder that exists
   * @param frame at least one pixel; 1 to 128 bands (a tile is then at most 128 MiB)
   * @param place of the frame
   * @param bandNames one for each band, in the frame's order, printable; an empty one is left out
   * @throws IllegalArgumentException if the frame is empty, or names and bands do not go together
   * @throws IOException if the file cannot be written, or would be larger than 4 GiB; nothing is
   *     left behind then
   */
  public static void write(Path file, Frame frame, CogGeoreference place, List<String> bandNames)
      throws IOException {
    write(file, frame, place, bandNames, MAX_BYTES);
  }

  /** As above, with the number of bytes not to be passed. */
  static void write(
      Path file, Frame frame, CogGeoreference place, List<String> bandNames, long limit)
      throws IOException {
    CogLevel full = CogLevel.of(frame);
    CogDirectory.check(full, bandNames);
    // Not a temporary file of the JDK's kind, which other users could not read once it is moved.
    Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        new CogWriter(file, channel, limit).writeAll(full.pyramid(TILE), place, bandNames);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void writeAll(List<CogLevel> levels, CogGeoreference place, List<String> bandNames)
      throws IOException {
    List<CogDirectory> directories = new ArrayList<>();
    int head = HEADER_BYTES + GHOST.length;
    for (CogLevel level : levels) {
      CogDirectory directory = new CogDirectory(level, TILE);
      directory.describe(level == levels.get(0), place, bandNames);
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
