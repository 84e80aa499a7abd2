package io.terralapse.window;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SourceWindow;
import io.terralapse.raster.Samples;
import io.terralapse.window.WindowHeader.Band;
import io.terralapse.window.WindowHeader.Tile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A window in the store. Thread-safe. Keeps one open file and at most one decompressed row tile per
 * band; {@link #close} releases both.
 */
public final class StoredWindow implements SourceWindow, Closeable {
  /** The tile of a plane that was decompressed last; immutable once it is shared. */
  private static final class RowTile {
    final int number;
    final byte[] rows;

    RowTile(int number, byte[] rows) {
      this.number = number;
      this.rows = rows;
    }
  }

  private static final int CHUNK = 1 << 20;

  private final String sceneId;
  private final FileChannel channel;
  private final WindowHeader header;
  private final List<PhysicalScaling> physical;
  private final AtomicReferenceArray<@Nullable RowTile> unpacked;

  private StoredWindow(String sceneId, FileChannel channel, WindowHeader header) {
    this.sceneId = sceneId;
    this.channel = channel;
    this.header = header;
    this.physical = header.bands().stream().map(PhysicalScaling::of).toList();
    this.unpacked = new AtomicReferenceArray<>(header.bands().size() + 1);
  }

  /**
   * Opens a window.
   *
   * @param checkBytes verify the checksums of all tiles; that of the header is always verified
   * @throws IOException if the file is truncated, damaged, or not the window with this key
   */
  static StoredWindow open(Path file, String sceneId, String key, boolean checkBytes)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      int length =
          WindowHeader.lengthOf(ByteBuffer.wrap(read(channel, 0, (int) Math.min(16, size))));
      if (length > size) {
        throw new IOException("it is truncated");
      }
      WindowHeader header = WindowHeader.decode(read(channel, 0, length));
      if (header.fileBytes() != size || !header.key().equals(key)) {
        throw new IOException("it is truncated, or another window");
      }
      for (Tile tile : checkBytes ? header.tiles() : List.<Tile>of()) {
        byte[] bytes = read(channel, tile.position(), tile.length());
        if (WindowHeader.crc(bytes, bytes.length) != tile.crc()) {
          throw new IOException("the checksum of a tile is wrong");
        }
      }
      return new StoredWindow(sceneId, channel, header);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The content key: windows with equal keys have equal pixels and flags. */
  public String key() {
    return header.key();
  }

  /** Bytes on disk. */
  public long bytes() {
    return header.fileBytes();
  }

  @Override
  public String sceneId() {
    return sceneId;
  }

  @Override
  public String crs() {
    return header.crs();
  }

  @Override
  public GeoTransform transform() {
    return header.transform();
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public int bandCount() {
    return header.bands().size();
  }

  @Override
  public void readRows(int band, int row, int rows, float[] out) throws IOException {
    Band stored = header.bands().get(band);
    int bytes = stored.type().bytes();
    forTiles(
        band,
        row,
        rows,
        (data, from, count, to) -> {
          int n = count * header.width();
          int at = to * header.width();
          Samples.toFloat(stored.type(), data, from, bytes, n, out, at);
          physical.get(band).apply(out, at, at + n);
        });
  }

  @Override
  public void readFlags(int row, int rows, byte[] out) throws IOException {
    int width = header.width();
    forTiles(
        header.bands().size(),
        row,
        rows,
        (data, from, count, to) -> System.arraycopy(data, from, out, to * width, count * width));
  }

  private interface RowsSink {
    /**
     * Receives rows of one tile, beginning at byte {@code from}.
     *
     * @param to index of the first of them in the requested rows
     */
    void take(byte[] data, int from, int count, int to);
  }

  private void forTiles(int plane, int row, int rows, RowsSink sink) throws IOException {
    if (row < 0 || rows < 0 || rows > height() - row) {
      throw new IndexOutOfBoundsException("rows " + row + " + " + rows + " of " + height());
    }
    int rowBytes = header.rowBytes(plane);
    int next = row;
    while (next < row + rows) {
      int number = next / WindowHeader.TILE_ROWS;
      int first = next - number * WindowHeader.TILE_ROWS;
      int count = Math.min(header.rowsOf(number) - first, row + rows - next);
      Tile tile = header.tile(plane, number);
      if (tile.length() == header.rowsOf(number) * rowBytes) {
        long position = tile.position() + (long) first * rowBytes;
        sink.take(read(channel, position, count * rowBytes), 0, count, next - row);
      } else {
        sink.take(unpack(plane, number, tile), first * rowBytes, count, next - row);
      }
      next += count;
    }
  }

  private byte[] unpack(int plane, int number, Tile tile) throws IOException {
    RowTile last = unpacked.get(plane);
    if (last != null && last.number == number) {
      return last.rows;
    }
    byte[] packed = read(channel, tile.position(), tile.length());
    byte[] rows = new byte[header.rowsOf(number) * header.rowBytes(plane)];
    int n;
    try {
      n = new Lz4Decompressor().decompress(packed, 0, packed.length, rows, 0, rows.length);
    } catch (RuntimeException e) {
      throw new IOException(
          "the cached window of " + sceneId + " changed while it was in use; run the job again", e);
    }
    if (n != rows.length) {
      throw new IOException(
          "the cached window of " + sceneId + " changed while it was in use; run the job again");
    }
    unpacked.set(plane, new RowTile(number, rows));
    return rows;
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > channel.size() - length) {
      throw new EOFException("it is truncated");
    }
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      // In chunks: the virtual machine keeps a copy of what it reads outside of the heap.
      ByteBuffer buffer = ByteBuffer.wrap(bytes, done, Math.min(CHUNK, length - done));
      int n = channel.read(buffer, position + done);
      if (n < 0) {
        throw new EOFException("it is truncated");
      }
      done += n;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; i < unpacked.length(); i++) {
      unpacked.set(i, null);
    }
    channel.close();
  }
}
