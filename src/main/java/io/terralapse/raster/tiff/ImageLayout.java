package io.terralapse.raster.tiff;

import io.terralapse.model.IntMath;
import io.terralapse.model.SampleType;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one image of the file: its blocks (tiles or strips) and its samples. The positions
 * of the blocks are read when they are first needed. Thread-safe.
 */
final class ImageLayout {
  /** Maximum width and height, larger than the images of any sensor. */
  private static final int MAX_SIDE = 1 << 26;

  /** PhotometricInterpretation of luma and colour differences. */
  static final int YCBCR = 6;

  private static final int MAX_BANDS = 4096;
  private static final int MAX_BLOCKS = 1 << 23;

  /** Maximum size of a decoded block: that of 4096 x 4096 pixels with 4 bands of 16 bits. */
  static final int MAX_BLOCK_BYTES = 1 << 27;

  /** Larger blocks are decoded row by row if their compression allows: that of 1 M pixels. */
  private static final int STREAMED_BYTES = 1 << 23;

  /** Maximum size of a block that is decoded row by row: 60,000 pixels square in 4 bytes each. */
  static final long MAX_STREAM_BYTES = 1L << 34;

  final Ifd ifd;
  final int width;
  final int height;
  final int bandCount;
  final int bits;
  final StoredSamples samples;
  final SampleType type;
  final boolean planar;
  final boolean tiled;
  final int blockWidth;
  final int blockHeight;
  final int across;
  final int down;
  final Compression compression;
  final int predictor;
  final int photometric;

  /** True if the first pixel is in the lowest bit of a byte (FillOrder 2). */
  final boolean reversedBits;

  /** Pixels that share one sample of each colour difference, across and down; 1 for all others. */
  final int shareAcross;

  final int shareDown;
  private volatile long @Nullable [] blocks;

  ImageLayout(Ifd ifd) throws IOException {
    this.ifd = ifd;
    RasterInput input = ifd.input();
    width = side(Tag.IMAGE_WIDTH, "width");
    height = side(Tag.IMAGE_LENGTH, "height");
    long count = ifd.integer(Tag.SAMPLES_PER_PIXEL, 1);
    if (count < 1 || count > MAX_BANDS) {
      throw input.damaged("it claims " + count + " bands");
    }
    bandCount = (int) count;
    bits = bits();
    photometric = (int) ifd.integer(Tag.PHOTOMETRIC, 1);
    compression = Compression.of(ifd.integer(Tag.COMPRESSION, 1), photometric, input);
    samples = storedSamples();
    type = samples.type();
    predictor = compression.hasPredictor() ? (int) ifd.integer(Tag.PREDICTOR, 1) : 1;
    planar = bandCount > 1 && ifd.integer(Tag.PLANAR_CONFIGURATION, 1) == 2;
    tiled = ifd.has(Tag.TILE_WIDTH);
    blockWidth = tiled ? side(Tag.TILE_WIDTH, "tile width") : width;
    long rows = ifd.integer(Tag.ROWS_PER_STRIP, height);
    blockHeight =
        tiled
            ? side(Tag.TILE_LENGTH, "tile height")
            : (int) (rows < 1 || rows > height ? height : rows);
    across = IntMath.ceilDiv(width, blockWidth);
    down = IntMath.ceilDiv(height, blockHeight);
    if (blockCount() > MAX_BLOCKS) {
      throw input.damaged("it claims " + blockCount() + " tiles");
    }
    if (rowBytes() > MAX_BLOCK_BYTES) {
      throw input.unsupported("has rows of " + rowBytes() + " bytes");
    }
    shareAcross = share(0);
    shareDown = share(1);
    reversedBits = BitOrder.isReversed(ifd, compression);
    ColourUnits.checkSupported(this);
    SupportedLayouts.check(this);
  }

  /**
   * The subsampling of colour differences in an axis. Their samples are then stored in units, which
   * JPEG has inside its own stream.
   */
  private int share(int axis) throws IOException {
    if (photometric != YCBCR || compression == Compression.JPEG) {
      return 1;
    }
    long[] shares = ifd.integers(Tag.YCBCR_SUBSAMPLING, 2);
    long share = shares.length == 2 ? shares[axis] : 2;
    if (share != 1 && share != 2 && share != 4) {
      throw ifd.input().damaged("its colour subsampling is " + share);
    }
    return (int) share;
  }

  /** True if luma samples share samples of colour differences. */
  boolean isSubsampled() {
    return shareAcross > 1 || shareDown > 1;
  }

  private int side(int tag, String what) throws IOException {
    long value = ifd.integer(tag, 0);
    if (value > MAX_SIDE) {
      throw ifd.input()
          .unsupported(
              "claims a " + what + " of " + value + " pixels",
              "if that is true, crop it with \"gdal_translate -srcwin 0 0 20000 20000 in.tif out.tif\"");
    }
    if (value < 1) {
      throw ifd.input().damaged("its " + what + " is " + value);
    }
    return (int) value;
  }

  private int bits() throws IOException {
    long[] all = ifd.integers(Tag.BITS_PER_SAMPLE, bandCount);
    if (all.length == 0) {
      return 1;
    }
    if (Arrays.stream(all).anyMatch(b -> b != all[0])) {
      throw ifd.input().unsupported("has bands of different bit depths");
    }
    return (int) Math.max(0, Math.min(all[0], 999));
  }

  private StoredSamples storedSamples() throws IOException {
    long[] formats = ifd.integers(Tag.SAMPLE_FORMAT, bandCount);
    long format = formats.length == 0 ? 1 : formats[0];
    if (Arrays.stream(formats).anyMatch(f -> f != formats[0])) {
      throw ifd.input().unsupported("has bands of different sample formats");
    }
    StoredSamples found = StoredSamples.find(format, bits).orElse(null);
    if (found == null) {
      throw SupportedLayouts.unsupportedSamples(ifd.input(), format, bits);
    }
    return found;
  }

  /** Samples of one pixel in a block: all bands, or one if they are in separate planes. */
  int samplesPerBlockPixel() {
    return planar ? 1 : bandCount;
  }

  /** Bytes of one decoded row of a block. */
  long rowBytes() {
    return ((long) blockWidth * samplesPerBlockPixel() * bits + 7) / 8;
  }

  /** True if blocks are large, and decoded row by row instead of as a whole. */
  boolean isStreamed() {
    return compression == Compression.DEFLATE
        && !isSubsampled()
        && rowBytes() * blockHeight > STREAMED_BYTES;
  }

  /** Rows of a block, or as many of them as are decoded at a time. */
  int rowsAtATime() {
    return isStreamed() ? (int) Math.max(1, STREAMED_BYTES / rowBytes()) : blockHeight;
  }

  /** Bytes of a block as it is stored and decoded that reading any part of it holds; 0 if none. */
  long heldBytes() throws IOException {
    if (isStreamed() || (compression == Compression.NONE && !isSubsampled())) {
      return 0;
    }
    long largest = 0;
    long[] known = index();
    for (int i = 1; i < known.length; i += 2) {
      largest = Math.max(largest, known[i]);
    }
    long decoded = Math.min(MAX_BLOCK_BYTES, rowBytes() * blockHeight);
    return decoded + Math.min(largest, 2 * decoded);
  }

  private long blockCount() {
    return (long) across * down * (planar ? bandCount : 1);
  }

  /** Rows of the blocks in block row {@code by}: the last strip may be shorter, tiles are not. */
  int rowsIn(int by) {
    return tiled ? blockHeight : Math.min(blockHeight, height - by * blockHeight);
  }

  /** Number of the block in column {@code bx}, row {@code by} of plane {@code plane}. */
  int blockNumber(int plane, int bx, int by) {
    return (plane * down + by) * across + bx;
  }

  /** Position of a block, 0 if it is absent from a sparse file. */
  long offset(int block) throws IOException {
    return index()[2 * block];
  }

  /** Compressed size of a block, 0 if it is absent. */
  long byteCount(int block) throws IOException {
    return index()[2 * block + 1];
  }

  private long[] index() throws IOException {
    long[] known = blocks;
    if (known == null) {
      known = readIndex();
      blocks = known;
    }
    return known;
  }

  private long[] readIndex() throws IOException {
    int n = (int) blockCount();
    // Old writers name the positions of tiles by the tags of strips, and libtiff accepts either.
    boolean asTiles = tiled ? ifd.has(Tag.TILE_OFFSETS) : !ifd.has(Tag.STRIP_OFFSETS);
    long[] offsets = ifd.integers(asTiles ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, n);
    long[] counts = ifd.integers(asTiles ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, n);
    boolean implied = counts.length == 0 || (n == 1 && counts[0] == 0);
    if (offsets.length < n || (counts.length < n && !implied)) {
      throw ifd.input()
          .damaged(
              "it has "
                  + offsets.length
                  + " positions and "
                  + counts.length
                  + " sizes of its "
                  + n
                  + " tiles or strips");
    }
    long[] both = new long[2 * n];
    for (int i = 0; i < n; i++) {
      both[2 * i] = offsets[i];
      both[2 * i + 1] = implied ? impliedBytes(i, offsets[i]) : counts[i];
    }
    return both;
  }

  /** The size of a block if the file does not tell; compressed data end before the file does. */
  private long impliedBytes(int block, long offset) {
    return compression == Compression.NONE
        ? rowBytes() * rowsIn(block / across % down)
        : Math.max(0, ifd.input().size() - offset);
  }
}
