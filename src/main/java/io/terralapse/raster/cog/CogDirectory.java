package io.terralapse.raster.cog;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.IntMath;
import io.terralapse.raster.tiff.GeoKeys;
import io.terralapse.raster.tiff.Tag;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The directory of one resolution level of a Cloud Optimized GeoTIFF: tags of TIFF 6.0, GeoTIFF 1.1
 * (OGC 19-008r4) and GDAL. Not thread-safe.
 */
final class CogDirectory {
  private static final int MAX_BANDS = 128;

  private static final int REDUCED = 1;
  private static final int DEFLATE = 8;
  private static final int BLACK_IS_ZERO = 1;
  private static final int CHUNKY = 1;
  private static final int FLOATING_PREDICTOR = 3;
  private static final int FLOATING_POINT = 3;

  private static final int MODEL_PROJECTED = 1;
  private static final int MODEL_GEOGRAPHIC = 2;
  private static final int PIXEL_IS_AREA = 1;

  final int across;
  final int down;
  private final IfdBuilder ifd = new IfdBuilder();
  private final long[] offsets;
  private final long[] lengths;

  /** The tags of a tiled image; the positions of the tiles follow by {@link #setTile}. */
  CogDirectory(CogLevel level, int tile) {
    across = IntMath.ceilDiv(level.width, tile);
    down = IntMath.ceilDiv(level.height, tile);
    offsets = new long[across * down];
    lengths = new long[across * down];
    int bands = level.bandCount();
    ifd.longs(Tag.IMAGE_WIDTH, level.width);
    ifd.longs(Tag.IMAGE_LENGTH, level.height);
    ifd.shorts(Tag.BITS_PER_SAMPLE, repeated(Float.SIZE, bands));
    ifd.shorts(Tag.COMPRESSION, DEFLATE);
    ifd.shorts(Tag.PHOTOMETRIC, BLACK_IS_ZERO);
    ifd.shorts(Tag.SAMPLES_PER_PIXEL, bands);
    ifd.shorts(Tag.PLANAR_CONFIGURATION, CHUNKY);
    ifd.shorts(Tag.PREDICTOR, FLOATING_PREDICTOR);
    ifd.shorts(Tag.TILE_WIDTH, tile);
    ifd.shorts(Tag.TILE_LENGTH, tile);
    ifd.longs(Tag.TILE_OFFSETS, offsets);
    ifd.longs(Tag.TILE_BYTE_COUNTS, lengths);
    if (bands > 1) {
      ifd.shorts(Tag.EXTRA_SAMPLES, new int[bands - 1]);
    }
    ifd.shorts(Tag.SAMPLE_FORMAT, repeated(FLOATING_POINT, bands));
    ifd.text(Tag.GDAL_NODATA, "nan");
  }

  private static int[] repeated(int value, int n) {
    int[] values = new int[n];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * Checks the arguments of {@link CogWriter#write}.
   *
   * @throws IllegalArgumentException if the frame is empty, or bands and names do not match
   */
  static void check(CogLevel full, List<String> bandNames) {
    if (full.width < 1 || full.height < 1) {
      throw new IllegalArgumentException(full.width + " x " + full.height + ": an empty frame");
    }
    int bands = full.bandCount();
    if (bands < 1 || bands > MAX_BANDS) {
      throw new IllegalArgumentException(bands + " bands; 1 to " + MAX_BANDS + " can be written");
    }
    if (bandNames.size() != bands) {
      throw new IllegalArgumentException(bandNames + ": names for " + bands + " bands");
    }
    for (String name : bandNames) {
      boolean printable =
          name.codePoints()
              .noneMatch(
                  c ->
                      Character.isISOControl(c)
                          || Character.getType(c) == Character.SURROGATE
                          || (c & 0xfffe) == 0xfffe);
      if (!printable) {
        throw new IllegalArgumentException(
            bandNames + ": a name with characters that are not allowed in XML");
      }
    }
  }

  /** Adds the georeference and the band names, or the tag that marks an overview. */
  void describe(boolean full, CogGeoreference georeference, List<String> bandNames) {
    if (!full) {
      ifd.longs(Tag.NEW_SUBFILE_TYPE, REDUCED);
      return;
    }
    String metadata = metadata(bandNames);
    if (!metadata.isEmpty()) {
      ifd.text(Tag.GDAL_METADATA, metadata);
    }
    if (georeference.epsg().isPresent()) {
      GeoTransform transform = georeference.transform();
      ifd.doubles(Tag.MODEL_PIXEL_SCALE, transform.xPerColumn(), -transform.yPerRow(), 0);
      ifd.doubles(Tag.MODEL_TIEPOINT, 0, 0, 0, transform.x0(), transform.y0(), 0);
      ifd.shorts(
          Tag.GEO_KEY_DIRECTORY, geoKeys(georeference.projected(), georeference.epsg().getAsInt()));
    }
  }

  /**
   * The GeoKey directory: version 1, revision 1.0, the number of keys, then 4 numbers for each key,
   * in ascending order.
   */
  private static int[] geoKeys(boolean projected, int epsg) {
    return new int[] {
      1,
      1,
      0,
      3,
      GeoKeys.MODEL_TYPE,
      0,
      1,
      projected ? MODEL_PROJECTED : MODEL_GEOGRAPHIC,
      GeoKeys.RASTER_TYPE,
      0,
      1,
      PIXEL_IS_AREA,
      projected ? GeoKeys.PROJECTED_TYPE : GeoKeys.GEOGRAPHIC_TYPE,
      0,
      1,
      epsg
    };
  }

  private static String metadata(List<String> bandNames) {
    StringBuilder items = new StringBuilder();
    for (int band = 0; band < bandNames.size(); band++) {
      String name = bandNames.get(band).strip();
      if (!name.isEmpty()) {
        items
            .append("  <Item name=\"DESCRIPTION\" sample=\"")
            .append(band)
            .append("\" role=\"description\">")
            // Twice, as in GDAL: once for GDAL's reader, once for the XML.
            .append(escape(escape(name)))
            .append("</Item>\n");
      }
    }
    return items.isEmpty() ? "" : "<GDALMetadata>\n" + items + "</GDALMetadata>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Bytes that {@link #writeTo} writes. */
  int size() {
    return ifd.size();
  }

  /** Sets position and length of a tile. */
  void setTile(int tile, long offset, long length) {
    offsets[tile] = offset;
    lengths[tile] = length;
  }

  /**
   * Writes the directory at the position of the buffer.
   *
   * @param next file position of the next directory, 0 after the last
   */
  void writeTo(ByteBuffer out, int next) {
    ifd.longs(Tag.TILE_OFFSETS, offsets);
    ifd.longs(Tag.TILE_BYTE_COUNTS, lengths);
    ifd.writeTo(out, next);
  }
}
