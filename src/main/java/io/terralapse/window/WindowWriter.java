package io.terralapse.window;

import io.airlift.compress.lz4.Lz4Compressor;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.UserError;
import io.terralapse.window.WindowHeader.Tile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a stored window: rows of the bands in any order, then the flags, the header last, so that
 * an incomplete file is never valid. Not thread-safe.
 *
 * <p>A failed write (a full disk) is a {@link UserError}: it is not a fault of the scene.
 */
final class WindowWriter implements AutoCloseable {
  /** A tile is compressed if that reduces its size at least to this fraction. */
  private static final double WORTH_COMPRESSING = 0.9;

  /** After a tile that does not compress well, the next tiles of the band are not tried. */
  private static final int TILES_NOT_TRIED = 7;

  private static final int CHUNK = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final WindowHeader plan;
  private final Lz4Compressor lz4 = new Lz4Compressor();
  private final Tile[] tiles;
  private final byte[][] pending;
  private final int[] pendingRows;
  private final int[] written;
  private final int[] skip;
  private byte[] packed = new byte[0];
  private long position;

  /**
   * Creates the file.
   *
   * @param plan the header without tiles and length
   */
  WindowWriter(Path path, WindowHeader plan) {
    this.path = path;
    this.plan = plan;
    int planes = plan.bands().size() + 1;
    tiles = new Tile[planes * WindowHeader.tilesPerPlane(plan.height())];
    pending = new byte[planes][];
    for (int plane = 0; plane < planes; plane++) {
      pending[plane] = new byte[WindowHeader.TILE_ROWS * plan.rowBytes(plane)];
    }
    pendingRows = new int[planes];
    written = new int[planes];
    skip = new int[planes];
    position = WindowHeader.bytes(plan.crs(), plan.bands().size(), plan.height());
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Appends {@code count} rows of a band (the flags are the band after the last). */
  void append(int plane, byte[] rows, int count) {
    int rowBytes = plan.rowBytes(plane);
    int taken = 0;
    while (taken < count) {
      int free = plan.rowsOf(written[plane]) - pendingRows[plane];
      int n = Math.min(free, count - taken);
      System.arraycopy(
          rows, taken * rowBytes, pending[plane], pendingRows[plane] * rowBytes, n * rowBytes);
      taken += n;
      pendingRows[plane] += n;
      if (n == free) {
        flush(plane);
      }
    }
  }

  private void flush(int plane) {
    byte[] rows = pending[plane];
    int length = pendingRows[plane] * plan.rowBytes(plane);
    byte[] stored = rows;
    int storedLength = length;
    if (skip[plane] > 0) {
      skip[plane]--;
    } else {
      int limit = lz4.maxCompressedLength(length);
      if (packed.length < limit) {
        packed = new byte[limit];
      }
      int n = lz4.compress(rows, 0, length, packed, 0, packed.length);
      if (n < length * WORTH_COMPRESSING) {
        stored = packed;
        storedLength = n;
      } else {
        skip[plane] = TILES_NOT_TRIED;
      }
    }
    write(ByteBuffer.wrap(stored, 0, storedLength), position);
    int tile = plane * WindowHeader.tilesPerPlane(plan.height()) + written[plane];
    tiles[tile] = new Tile(position, storedLength, WindowHeader.crc(stored, storedLength));
    position += storedLength;
    written[plane]++;
    pendingRows[plane] = 0;
  }

  /** Writes the header. Every row of every band and of the flags must have been appended. */
  void finish() {
    int complete = WindowHeader.tilesPerPlane(plan.height());
    if (Arrays.stream(written).anyMatch(n -> n != complete)) {
      throw new IllegalStateException("rows are missing: " + Arrays.toString(written));
    }
    WindowHeader header =
        new WindowHeader(
            plan.key(),
            plan.width(),
            plan.height(),
            plan.transform(),
            plan.crs(),
            plan.bands(),
            List.of(tiles),
            position);
    write(header.encode(), 0);
  }

  private void write(ByteBuffer bytes, long at) {
    long next = at;
    int end = bytes.limit();
    try {
      while (bytes.position() < end) {
        // In chunks: the virtual machine keeps a copy of what it writes outside of the heap.
        bytes.limit(Math.min(end, bytes.position() + CHUNK));
        next += channel.write(bytes, next);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UserError failed(IOException e) {
    return DiskCache.unwritable(path.toAbsolutePath().getParent(), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
