package io.terralapse.raster.tiff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.Samples;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A TIFF or BigTIFF file.
 *
 * <p>Supported are tiles and strips, both byte orders, chunky and planar configuration; integers of
 * 1 to 32 and of 64 bits, floating point of 16, 24, 32 and 64 bits, complex numbers as their
 * magnitude; deflate, LZW (also that of TIFF 5), PackBits, JPEG, Zstandard, LERC, LZMA, WebP, fax
 * compression and none; predictors 1 to 3; overviews in the main chain or in SubIFDs; internal
 * masks; sparse files. Thread-safe.
 */
public final class TiffRaster implements Raster {
  /** A file up to this size is hashed completely: that is faster than locating its blocks. */
  private static final long SMALL_FILE = 1 << 18;

  private static final int HEAD_BYTES = 32 * 1024;

  private final RasterInput input;
  private final TiffHeader header;
  private final ArrayDeque<ScratchBuffers> idle = new ArrayDeque<>();

  private TiffRaster(RasterInput input, TiffHeader header) {
    this.input = input;
    this.header = header;
  }

  /**
   * Opens a file and reads its header, but no pixels.
   *
   * @param source closed with the raster, and if opening fails
   * @throws io.terralapse.model.DataException if the file is not a TIFF, malformed or not supported
   * @throws IOException if it cannot be read
   */
  public static TiffRaster open(ByteSource source) throws IOException {
    RasterInput input = RasterInput.open(source, HEAD_BYTES);
    try {
      return new TiffRaster(input, TiffHeader.read(input));
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /**
   * Opens a file as {@link #open} does, with the colours that its PhotometricInterpretation means:
   * see {@link RasterInfo#picture}.
   */
  public static Raster openInColour(ByteSource source) throws IOException {
    TiffRaster raster = open(source);
    try {
      return TiffColours.apply(raster, raster.header.levels().get(0));
    } catch (IOException | RuntimeException e) {
      raster.close();
      throw e;
    }
  }

  @Override
  public RasterInfo info() {
    return header.info();
  }

  @Override
  public int blockHeight(int level) {
    return header.levels().get(level).rowsAtATime();
  }

  @Override
  public long heldBytes(int level, PixelRect rect) throws IOException {
    long held = header.levels().get(level).heldBytes();
    Optional<ImageLayout> mask = header.findMask(level);
    return mask.isPresent() ? Math.max(held, mask.get().heldBytes()) : held;
  }

  /**
   * Reads stored values (without scale and offset) as floats. 32-bit integers and 64-bit floats
   * lose precision.
   *
   * @param rect inside the level, in its pixels
   * @param out one array per band, at least {@code rect.width() * rect.height()} long, filled from
   *     index 0
   */
  public void read(int level, PixelRect rect, int[] bands, float[][] out) throws IOException {
    SampleType type = info().sampleType();
    read(
        level,
        rect,
        bands,
        (band, row, from, step, count, to) ->
            Samples.toFloat(type, row, from, step, count, out[band], to));
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    int bytes = info().sampleType().bytes();
    read(
        level,
        rect,
        bands,
        (band, row, from, step, count, to) ->
            Samples.gather(row, from, step, count, bytes, out[band], to * bytes));
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    ImageLayout image = header.levels().get(level);
    rect.checkInside(image.width, image.height);
    List<ByteRange> ranges = new ArrayList<>(BlockReader.ranges(image, rect, bands));
    Optional<ImageLayout> mask = header.findMask(level);
    if (mask.isPresent()) {
      ranges.addAll(BlockReader.ranges(mask.get(), rect, bandsOf(mask.get())));
    }
    input.expect(ranges);
  }

  private void read(int level, PixelRect rect, int[] bands, BlockReader.RowSink sink)
      throws IOException {
    ImageLayout image = header.levels().get(level);
    rect.checkInside(image.width, image.height);
    for (int band : bands) {
      Objects.checkIndex(band, image.bandCount);
    }
    ScratchBuffers scratch = borrow();
    try {
      BlockReader.read(image, rect, bands, info().nodata().orElse(0), scratch, sink);
    } finally {
      giveBack(scratch);
    }
  }

  /** A level without a mask is read from that of the full resolution, by nearest neighbour. */
  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    ImageLayout image = header.levels().get(level);
    rect.checkInside(image.width, image.height);
    Optional<ImageLayout> own = header.findMask(level);
    ImageLayout mask = own.or(() -> header.findMask(0)).orElseThrow(IllegalStateException::new);
    ScratchBuffers scratch = borrow();
    try {
      if (own.isPresent()) {
        readMask(mask, rect, out, scratch);
      } else {
        sampleMask(mask, image, rect, out, scratch);
      }
    } finally {
      giveBack(scratch);
    }
  }

  /** A mask may have one band for each of the image: a pixel is valid if it is so in all. */
  private static void readMask(ImageLayout mask, PixelRect rect, byte[] out, ScratchBuffers scratch)
      throws IOException {
    Arrays.fill(out, 0, Math.multiplyExact(rect.width(), rect.height()), (byte) 255);
    BlockReader.read(
        mask,
        rect,
        bandsOf(mask),
        0,
        scratch,
        (band, row, from, step, count, to) -> {
          for (int i = 0; i < count; i++) {
            out[to + i] = row[from + i * step] == 0 ? 0 : out[to + i];
          }
        });
  }

  private static int[] bandsOf(ImageLayout mask) {
    return IntStream.range(0, mask.bandCount).toArray();
  }

  private static void sampleMask(
      ImageLayout mask, ImageLayout image, PixelRect rect, byte[] out, ScratchBuffers scratch)
      throws IOException {
    int left = nearest(rect.column(), image.width, mask.width);
    int width = nearest(rect.endColumn() - 1, image.width, mask.width) - left + 1;
    // Complete blocks at a time, so that none is decoded once per row.
    int step = Math.max(1, (int) ((long) mask.blockHeight * image.height / mask.height));
    for (int row = 0; row < rect.height(); row += step) {
      int end = Math.min(rect.height(), row + step);
      int top = nearest(rect.row() + row, image.height, mask.height);
      int rows = nearest(rect.row() + end - 1, image.height, mask.height) - top + 1;
      byte[] part = new byte[Math.multiplyExact(width, rows)];
      readMask(mask, new PixelRect(left, top, width, rows), part, scratch);
      for (int r = row; r < end; r++) {
        int from = (nearest(rect.row() + r, image.height, mask.height) - top) * width - left;
        for (int column = 0; column < rect.width(); column++) {
          out[r * rect.width() + column] =
              part[from + nearest(rect.column() + column, image.width, mask.width)];
        }
      }
    }
  }

  /** The pixel, of {@code to} pixels, below the centre of pixel {@code i} of {@code from}. */
  private static int nearest(int i, int from, int to) {
    return (int) Math.min(to - 1L, (2L * i + 1) * to / (2L * from));
  }

  /**
   * A hash of the header and the compressed blocks that cover the rectangle, or of all bytes of a
   * small file; of name, version and size of the source if it has a version, so that nothing is
   * downloaded.
   */
  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    ImageLayout image = header.levels().get(level);
    rect.checkInside(image.width, image.height);
    ContentDigest digest = new ContentDigest();
    if (input.version().isPresent()) {
      byte[] version = (input.name() + "\n" + input.version().get()).getBytes(UTF_8);
      digest.add(version, version.length);
      digest.add(input.size());
      return digest.key();
    }
    if (input.size() <= SMALL_FILE) {
      int size = (int) input.size();
      byte[] all = new byte[size];
      input.read(0, all, 0, size);
      digest.add(all, size);
      return digest.key();
    }
    ScratchBuffers scratch = borrow();
    try {
      header.levels().get(0).ifd.addTo(digest);
      BlockDigests.add(image, rect, scratch, digest);
      Optional<ImageLayout> own = header.findMask(level);
      if (own.isPresent()) {
        BlockDigests.add(own.get(), rect, scratch, digest);
      } else if (info().internalMask()) {
        ImageLayout mask = header.findMask(0).orElseThrow();
        BlockDigests.add(mask, new PixelRect(0, 0, mask.width, mask.height), scratch, digest);
      }
      return digest.key();
    } finally {
      giveBack(scratch);
    }
  }

  private ScratchBuffers borrow() {
    synchronized (idle) {
      ScratchBuffers scratch = idle.poll();
      return scratch == null ? new ScratchBuffers() : scratch;
    }
  }

  private void giveBack(ScratchBuffers scratch) {
    synchronized (idle) {
      idle.push(scratch);
    }
  }

  /** Closes the file. No read may be in progress. */
  @Override
  public void close() throws IOException {
    synchronized (idle) {
      idle.forEach(ScratchBuffers::close);
      idle.clear();
    }
    input.close();
  }
}
