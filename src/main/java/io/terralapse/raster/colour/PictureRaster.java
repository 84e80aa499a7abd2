package io.terralapse.raster.colour;

import io.terralapse.model.ContentKey;
import io.terralapse.model.PictureBands;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A raster with calculated bands after the stored ones, see {@link
 * io.terralapse.model.RasterInfo#picture}.
 */
public final class PictureRaster extends RasterFilter {
  private final ColourConversion conversion;
  private final Optional<ColourTable> table;
  private final Optional<ColourTable> shown;
  private final int stored;

  /**
   * Adds bands.
   *
   * @param bands as many as {@link ColourConversion#outputs}
   */
  public PictureRaster(Raster file, ColourConversion conversion, PictureBands bands) {
    this(file, conversion, bands, Optional.empty(), Optional.empty());
  }

  private PictureRaster(
      Raster file,
      ColourConversion conversion,
      PictureBands bands,
      Optional<ColourTable> table,
      Optional<ColourTable> shown) {
    super(file, file.info().withPicture(bands));
    this.conversion = conversion;
    this.table = table;
    this.shown = shown;
    this.stored = file.info().bands().size();
  }

  /**
   * Adds the colours of the first band, whose samples are indices of a table.
   *
   * @param nodata the index that is transparent, if any
   */
  public static PictureRaster of(Raster file, ColourTable table, OptionalDouble nodata) {
    ColourTable shown = table.transparentAt(nodata);
    ColourConversion conversion = shown.conversion(file.info().sampleType().bytes());
    return new PictureRaster(
        file, conversion, shown.bands(), Optional.of(table), Optional.of(shown));
  }

  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    ContentKey pixels = file.keyOf(level, rect);
    return shown.map(colours -> ContentKey.of(pixels.hex() + colours.digest())).orElse(pixels);
  }

  /** The raster with its stored bands only. */
  public Raster stored() {
    return file;
  }

  /** The colour table of the first band, if the colours are from one. */
  public Optional<ColourTable> findTable() {
    return table;
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    file.expect(level, rect, IntStream.range(0, stored).toArray());
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    List<Integer> plain = new ArrayList<>();
    List<Integer> made = new ArrayList<>();
    for (int i = 0; i < bands.length; i++) {
      (bands[i] < stored ? plain : made).add(i);
    }
    if (!plain.isEmpty()) {
      file.readNative(level, rect, picked(bands, plain, 0), planes(out, plain));
    }
    if (!made.isEmpty()) {
      int[] outputs = picked(bands, made, stored);
      ConvertedRaster.read(file, conversion, level, rect, outputs, planes(out, made));
    }
  }

  private static int[] picked(int[] bands, List<Integer> which, int first) {
    return which.stream().mapToInt(i -> bands[i] - first).toArray();
  }

  private static byte[][] planes(byte[][] out, List<Integer> which) {
    return which.stream().map(i -> out[i]).toArray(byte[][]::new);
  }
}
