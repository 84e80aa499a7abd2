package io.terralapse.raster.jp2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.model.BandInfo;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG 2000 file, boxed (JP2, JPX) or a bare codestream, read window by window.
 *
 * <p>Bands are the codestream's components as they are stored: palettes and colour spaces are not
 * applied. Samples of up to 8 bits are bytes, of up to 16 bits shorts; all bands must have one
 * depth and one size. Levels are the codec's own halvings, so that a coarser one is read faster.
 */
public final class Jp2Raster implements Raster {
  /** A file up to this size is hashed whole. */
  private static final long SMALL_FILE = 1 << 18;

  /** Most samples that are decoded at a time; 32 bits each in the codecs. */
  private static final long MAX_SAMPLES = 1 << 24;

  private static final int PART_ROWS = 1024;
  private static final int PIECE = 1 << 20;

  private final Jp2Input input;
  private final Codestream stream;
  private final RasterInfo info;
  private final WindowDecoder decoder;
  private volatile @Nullable TileParts parts;

  private Jp2Raster(Jp2Input input, Codestream stream, RasterInfo info, WindowDecoder decoder) {
    this.input = input;
    this.stream = stream;
    this.info = info;
    this.decoder = decoder;
  }

  /** Whether a file that begins with these (at least 8) bytes is JPEG 2000. */
  public static boolean isJp2(byte[] start) {
    return Jp2Boxes.begins(start);
  }

  /**
   * Opens a file and reads its header, no pixel. The source is closed with the raster.
   *
   * @throws IOException if the file cannot be read, is no JPEG 2000, is malformed or of an
   *     unsupported kind
   */
  public static Jp2Raster open(ByteSource source) throws IOException {
    return open(source, Jp2Decoders.chosen());
  }

  /** As above, by a certain decoder. */
  static Jp2Raster open(ByteSource source, WindowDecoder decoder) throws IOException {
    Jp2Input input = new Jp2Input(source);
    try {
      Jp2Boxes boxes = Jp2Boxes.read(input);
      Codestream stream = Codestream.read(input, boxes.codestream());
      return new Jp2Raster(input, stream, info(stream, boxes), decoder);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static RasterInfo info(Codestream stream, Jp2Boxes boxes) throws IOException {
    Georeference place = Jp2Georeference.of(stream.input(), boxes);
    BandInfo band = new BandInfo(Optional.empty(), 1, 0);
    boolean alpha = boxes.alpha().isPresent() && boxes.alpha().getAsInt() < stream.bands();
    return new RasterInfo(
        stream.width(),
        stream.height(),
        stream.sampleType(),
        Collections.nCopies(stream.bands(), band),
        OptionalDouble.empty(),
        place.transform(),
        place.crs(),
        stream.levels(),
        alpha ? boxes.alpha() : OptionalInt.empty(),
        false,
        Map.of());
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
    // Finds a file that is cut short, which the codecs would fill with grey.
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

  /** The codecs answer damage by many kinds of throwables; here it is one sentence. */
  private void decode(int level, PixelRect rect, int[] bands, byte[][] out, int first)
      throws IOException {
    int bytes = info.sampleType().bytes();
    try {
      decoder.decode(
          stream,
          level,
          rect,
          bands,
          (band, row, samples) ->
              pack(samples, rect.width(), bytes, out[band], (first + row * rect.width()) * bytes));
    } catch (OutOfMemoryError e) {
      throw new IOException(
          input.name()
              + " needs more memory than there is; give the program more, or smaller tiles",
          e);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw input.damaged("its codestream cannot be decoded", e);
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
    throw new IllegalStateException("JPEG 2000 has no masks");
  }

  /**
   * Made of the codestream's header and the packed tiles that cover the rectangle, or of the whole
   * of a small file; of the source's own version where it has one, so that nothing is fetched.
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
    byte[] piece = new byte[(int) Math.min(PIECE, range.length())];
    for (long at = range.position(); at < range.end(); at += piece.length) {
      int n = (int) Math.min(piece.length, range.end() - at);
      input.read(at, piece, n);
      digest.add(piece, n);
    }
  }

  /** The parts of the file that hold the tiles of a rectangle. */
  private List<ByteRange> ranges(int level, PixelRect rect) throws IOException {
    TileParts known = parts;
    if (known == null) {
      known = TileParts.of(stream);
      parts = known;
    }
    PixelRect tiles = stream.tiles(level, rect);
    boolean[] wanted = new boolean[stream.tilesAcross() * stream.tilesDown()];
    for (int row = tiles.row(); row < tiles.endRow(); row++) {
      int first = row * stream.tilesAcross() + tiles.column();
      Arrays.fill(wanted, first, first + tiles.width(), true);
    }
    return known.rangesOf(stream, wanted);
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
