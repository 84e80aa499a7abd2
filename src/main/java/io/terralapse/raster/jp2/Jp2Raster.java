package io.terralapse.raster.jp2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG 2000 file: boxed (JP2, JPX) or a bare codestream.
 *
 * <p>Bands are the components of the codestream as stored; the colours of palettes are bands of the
 * picture, and colour differences of half the resolution are converted to RGB. Samples are read as
 * 8-bit integers if no band has more than 8 bits, otherwise as 16-bit integers. Levels are the
 * resolutions of the wavelet transform, so a coarser level is faster to read. Thread-safe.
 */
public final class Jp2Raster implements Raster {
  /** A file up to this size is hashed completely. */
  private static final long SMALL_FILE = 1 << 18;

  /** Maximum number of samples decoded at a time; the codecs use 32 bits for each. */
  private static final long MAX_SAMPLES = 1 << 24;

  private static final int HEAD_BYTES = 64 * 1024;
  private static final int PART_ROWS = 1024;

  /** Bytes that are hashed at a time. */
  private static final int HASH_BYTES = 1 << 20;

  private final RasterInput input;
  private final Codestream stream;
  private final RasterInfo info;
  private final ColourBoxes colours;
  private final WindowDecoder decoder;
  private volatile @Nullable TileParts parts;

  private Jp2Raster(
      RasterInput input,
      Codestream stream,
      RasterInfo info,
      ColourBoxes colours,
      WindowDecoder decoder) {
    this.input = input;
    this.stream = stream;
    this.info = info;
    this.colours = colours;
    this.decoder = decoder;
  }

  /** True if a file that begins with these (at least 8) bytes is JPEG 2000. */
  public static boolean isJp2(byte[] start) {
    return Jp2Boxes.isJpeg2000(start);
  }

  /**
   * Opens a file and reads its header, but no pixels.
   *
   * @param source closed with the raster, and if opening fails
   * @throws DataException if the file is not JPEG 2000, malformed or not supported
   * @throws IOException if it cannot be read
   */
  public static Jp2Raster open(ByteSource source) throws IOException {
    return open(source, Jp2Decoders.chosen());
  }

  /**
   * Opens a file as {@link #open(ByteSource)} does, with the colours that its header means: see
   * {@link RasterInfo#picture}.
   */
  public static Raster openInColour(ByteSource source) throws IOException {
    Jp2Raster raster = open(source);
    if (raster.stream.isSubsampled()) {
      return raster; // converted with the interpolation of colour differences
    }
    try {
      return raster.colours.apply(raster, raster.input);
    } catch (IOException | RuntimeException e) {
      raster.close();
      throw e;
    }
  }

  /** As {@link #open(ByteSource)}, with a given decoder. */
  static Jp2Raster open(ByteSource source, WindowDecoder decoder) throws IOException {
    RasterInput input = RasterInput.open(source, HEAD_BYTES);
    try {
      Jp2Boxes boxes = Jp2Boxes.read(input);
      Codestream stream = Codestream.read(input, boxes.codestream());
      decoder.check(stream);
      return new Jp2Raster(input, stream, info(stream, boxes), boxes.colours(), decoder);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static RasterInfo info(Codestream stream, Jp2Boxes boxes) throws IOException {
    Georeference georeference = Jp2Georeference.of(stream.input(), boxes);
    return new RasterInfo(
        stream.width(),
        stream.height(),
        stream.sampleType(),
        stream.isSubsampled() ? ColourBoxes.primaries() : boxes.colours().bands(stream.bands()),
        OptionalDouble.empty(),
        georeference.transform(),
        georeference.crs(),
        stream.levels(),
        boxes.colours().findAlpha(stream.bands()),
        false,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        georeference.groundModel());
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public int blockHeight(int level) {
    Objects.checkIndex(level, info.levels().size());
    int tile = Codestream.reduced(stream.tileHeight(), level);
    return decoder.decodesPartsOfTiles() ? Math.min(tile, PART_ROWS) : tile;
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    checkInside(level, rect);
    input.expect(ranges(level, rect));
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    checkInside(level, rect);
    for (int band : bands) {
      Objects.checkIndex(band, stream.bands());
    }
    // Detects a truncated file, whose missing tiles the codecs would fill with grey.
    ranges(level, rect);
    int block = blockHeight(level);
    long rowSamples = (long) rect.width() * stream.bands();
    long blocks = Math.max(1, MAX_SAMPLES / rowSamples / block);
    int row = rect.row();
    while (row < rect.endRow()) {
      long next = Math.min(rect.endRow(), (row / block + blocks) * block);
      PixelRect part = new PixelRect(rect.column(), row, rect.width(), (int) next - row);
      decode(level, part, bands, out, (row - rect.row()) * rect.width());
      row = (int) next;
    }
  }

  /** The codecs throw exceptions and errors of many kinds if the data are damaged. */
  private void decode(int level, PixelRect rect, int[] bands, byte[][] out, int first)
      throws IOException {
    int bytes = info.sampleType().bytes();
    try {
      WindowDecoder.RowSink sink =
          (band, row, samples) -> {
            if (isAlphaBit(bands[band])) {
              widen(samples, rect.width());
            }
            pack(samples, rect.width(), bytes, out[band], (first + row * rect.width()) * bytes);
          };
      if (stream.isSubsampled()) {
        SubsampledColours.decode(decoder, stream, rect, bands, sink);
      } else {
        decoder.decode(stream, level, rect, bands, sink);
      }
    } catch (OutOfMemoryError e) {
      throw new IOException(
          input.name()
              + " needs more memory to decode than is free; raise the setting \"memory\", or convert it to"
              + " smaller tiles",
          e);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw input.damaged("its codestream cannot be decoded", e);
    }
  }

  /** An alpha band of one bit beside bands of eight is read as 0 and 255, as in GDAL. */
  private boolean isAlphaBit(int band) {
    return info.alphaBand().isPresent()
        && info.alphaBand().getAsInt() == band
        && stream.bands() > 1
        && stream.components().get(band).bits() == 1
        && stream.components().get(band == 0 ? 1 : 0).bits() == Byte.SIZE;
  }

  private static void widen(int[] samples, int count) {
    for (int i = 0; i < count; i++) {
      samples[i] = (samples[i] & 1) * 255;
    }
  }

  private static void pack(int[] samples, int count, int bytes, byte[] out, int at) {
    if (bytes == 1) {
      for (int i = 0; i < count; i++) {
        out[at + i] = (byte) samples[i];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      out[at + 2 * i] = (byte) samples[i];
      out[at + 2 * i + 1] = (byte) (samples[i] >> 8);
    }
  }

  @Override
  public void readMask(int level, PixelRect rect, byte[] out) {
    throw new IllegalStateException(input.name() + " has no mask: it is JPEG 2000");
  }

  /**
   * A hash of the main header and the compressed tiles that cover the rectangle, or of all bytes of
   * a small file; of the source's version if it has one, so that nothing is downloaded.
   */
  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    checkInside(level, rect);
    ContentDigest digest = new ContentDigest();
    Optional<String> version = input.source().version();
    if (version.isPresent()) {
      byte[] text = (input.name() + "\n" + version.get()).getBytes(UTF_8);
      digest.add(text, text.length);
      digest.add(input.size());
    } else if (input.size() <= SMALL_FILE) {
      add(digest, new ByteRange(0, input.size()));
    } else {
      add(digest, new ByteRange(stream.span().start(), stream.headerBytes()));
      PixelRect tiles = stream.tiles(level, rect);
      digest.add(tiles.column());
      digest.add(tiles.row());
      for (ByteRange range : ranges(level, rect)) {
        add(digest, range);
      }
    }
    return digest.key();
  }

  private void add(ContentDigest digest, ByteRange range) throws IOException {
    byte[] piece = new byte[(int) Math.min(HASH_BYTES, range.length())];
    for (long at = range.position(); at < range.end(); at += piece.length) {
      int n = (int) Math.min(piece.length, range.end() - at);
      input.read(at, piece, 0, n);
      digest.add(piece, n);
    }
  }

  /** The byte ranges of the tiles that cover a rectangle. */
  private List<ByteRange> ranges(int level, PixelRect rect) throws IOException {
    TileParts index = parts;
    if (index == null) {
      index = TileParts.of(stream);
      parts = index;
    }
    PixelRect tiles = stream.tiles(level, rect);
    boolean[] required = new boolean[stream.tilesAcross() * stream.tilesDown()];
    for (int row = tiles.row(); row < tiles.endRow(); row++) {
      int first = row * stream.tilesAcross() + tiles.column();
      Arrays.fill(required, first, first + tiles.width(), true);
    }
    return index.rangesOf(stream, required);
  }

  private void checkInside(int level, PixelRect rect) {
    RasterLevel size = info.levels().get(level);
    rect.checkInside(size.width(), size.height());
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
