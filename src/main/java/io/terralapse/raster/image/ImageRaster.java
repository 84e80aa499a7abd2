package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Raster;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PNG or JPEG image.
 *
 * <p>Supported are grey, grey with alpha, RGB and RGBA of 8 and 16 bits; palettes and 1 to 4 bits
 * are expanded to 8 bits. There is only the full resolution. Nodata is where alpha is 0, or the
 * transparent value of a grey image. A georeference, if any, is in sidecar files.
 *
 * <p>Neither format allows random access. The image is decoded once, at the first read, and kept in
 * memory behind a soft reference; an image of more than 64 MiB is decoded in strips, of which the
 * last is kept. Thread-safe.
 */
public final class ImageRaster implements Raster {
  private static final long STRIP_BYTES = 64L << 20;

  /** Strips of a large image end at multiples of this number of rows. */
  private static final int ROWS = 64;

  private static final int DIGEST_BYTES = 1 << 16;

  private final ByteSource source;
  private final ImageHeader header;
  private final Optional<JpegMask> mask;
  private final RasterInfo info;
  private final int stripRows;
  private SoftReference<ImageStrip> strip = new SoftReference<>(null);
  private @Nullable ContentKey key;

  private ImageRaster(ByteSource source, ImageHeader header, Optional<JpegMask> mask) {
    this.source = source;
    this.header = header;
    this.mask = mask;
    this.info = mask.isPresent() ? header.info().withInternalMask() : header.info();
    long rowBytes = (long) header.width() * header.colour().samples * header.bytes();
    long affordable = Math.max(ROWS, STRIP_BYTES / rowBytes / ROWS * ROWS);
    this.stripRows = (int) Math.min(header.height(), affordable);
  }

  /** True if a file that begins with these (at least 8) bytes is PNG or JPEG. */
  public static boolean isImage(byte[] start) {
    return PngHeader.isPng(start) || JpegHeader.isJpeg(start);
  }

  /**
   * Opens an image and reads its header, but no pixels.
   *
   * @param source closed with the raster, and if opening fails
   * @throws DataException if it is neither PNG nor JPEG, malformed, not supported, or larger than
   *     100 million pixels
   * @throws IOException if it cannot be read
   */
  public static ImageRaster open(ByteSource source) throws IOException {
    try {
      byte[] start = new byte[(int) Math.min(8, source.size())];
      source.read(0, start, 0, start.length);
      if (!isImage(start)) {
        throw new DataException(
            source.name() + " is neither a PNG nor a JPEG file; download it again");
      }
      ImageHeader header =
          PngHeader.isPng(start) ? PngHeader.read(source) : JpegHeader.read(source);
      ImageHeader checked = header.checked(source.name(), source.size());
      return new ImageRaster(source, checked, JpegMask.find(source, checked));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public int blockHeight(int level) {
    Objects.checkIndex(level, 1);
    return Math.min(ROWS, header.height());
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    check(level, rect);
    for (int band : bands) {
      Objects.checkIndex(band, header.bands());
    }
    int row = 0;
    while (row < rect.height()) {
      ImageStrip rows = stripAt(rect.row() + row);
      int count = Math.min(rect.height() - row, rows.endRow() - rect.row() - row);
      PixelRect part = new PixelRect(rect.column(), rect.row() + row, rect.width(), count);
      rows.copy(part, bands, out, row * rect.width());
      row += count;
    }
  }

  private synchronized ImageStrip stripAt(int row) throws IOException {
    ImageStrip kept = strip.get();
    if (kept == null || row < kept.firstRow() || row >= kept.endRow()) {
      // Release the old strip before the new one is allocated.
      strip.clear();
      kept = null;
      int first = row / stripRows * stripRows;
      int rows = Math.min(stripRows, header.height() - first);
      kept = ImageStrip.decode(source, header, first, rows);
      strip = new SoftReference<>(kept);
    }
    return kept;
  }

  /** The mask that GDAL appends to JPEG. PNG has none: its transparency is the alpha band. */
  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    check(level, rect);
    mask.orElseThrow(() -> new IllegalStateException(source.name() + " has no mask"))
        .read(rect, out);
  }

  /** The key of the complete file: no part of it can be decoded alone. */
  @Override
  public synchronized ContentKey keyOf(int level, PixelRect rect) throws IOException {
    check(level, rect);
    ContentKey made = key;
    if (made == null) {
      ContentDigest digest = new ContentDigest();
      byte[] buffer = new byte[DIGEST_BYTES];
      digest.add(source.size());
      for (long at = 0; at < source.size(); at += buffer.length) {
        int length = (int) Math.min(buffer.length, source.size() - at);
        source.read(at, buffer, 0, length);
        digest.add(buffer, length);
      }
      made = digest.key();
      key = made;
    }
    return made;
  }

  private void check(int level, PixelRect rect) {
    Objects.checkIndex(level, 1);
    rect.checkInside(header.width(), header.height());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
