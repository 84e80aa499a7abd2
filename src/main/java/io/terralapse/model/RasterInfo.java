package io.terralapse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the header of a raster file says. Immutable; reading it costs no pixel.
 *
 * @param width columns at full resolution
 * @param height rows at full resolution
 * @param sampleType how every band is stored
 * @param bands one entry per band, in file order; alpha included
 * @param nodata the declared nodata value in stored units
 * @param transform pixel to CRS, empty if the file has no georeference
 * @param crs an {@code EPSG:n} code or WKT, empty if the file names none
 * @param levels resolution levels, finest first; the first is the full size
 * @param alphaBand index of a band that the file declares as alpha (whether it really is one, the
 *     catalogue decides)
 * @param internalMask true if the file carries a mask image of its own
 * @param tags text tags worth knowing: {@code DATETIME}, {@code IMAGEDESCRIPTION}, and GDAL
 *     metadata items by name
 */
public record RasterInfo(
    int width,
    int height,
    SampleType sampleType,
    List<BandInfo> bands,
    OptionalDouble nodata,
    Optional<GeoTransform> transform,
    Optional<String> crs,
    List<RasterLevel> levels,
    OptionalInt alphaBand,
    boolean internalMask,
    Map<String, String> tags) {

  /** Copies the collections. */
  public RasterInfo {
    bands = List.copyOf(bands);
    levels = List.copyOf(levels);
    tags = Map.copyOf(tags);
  }

  /**
   * The transform of one resolution level.
   *
   * @throws java.util.NoSuchElementException if the file has no georeference
   */
  public GeoTransform transformOf(int level) {
    RasterLevel size = levels.get(level);
    return transform
        .orElseThrow()
        .scaled(width / (double) size.width(), height / (double) size.height());
  }

  /** The same raster in another place. */
  public RasterInfo placed(String newCrs, GeoTransform newTransform) {
    return new RasterInfo(
        width,
        height,
        sampleType,
        bands,
        nodata,
        Optional.of(newTransform),
        Optional.of(newCrs),
        levels,
        alphaBand,
        internalMask,
        tags);
  }
}
