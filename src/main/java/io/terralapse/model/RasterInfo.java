package io.terralapse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The header of a raster file. Immutable.
 *
 * @param width columns at full resolution
 * @param height rows at full resolution
 * @param sampleType sample type of every band
 * @param bands one entry per band, in file order; alpha included
 * @param nodata the declared nodata value in stored units
 * @param transform pixel to CRS, empty if the file has no geotransform
 * @param crs an {@code EPSG:n} code or WKT, empty if the file has none
 * @param levels resolution levels, finest first; the first is the full size
 * @param alphaBand index of a band that the file declares as alpha; the catalogue decides whether
 *     it is used as such
 * @param internalMask true if the file contains a mask
 * @param tags text tags: {@code DATETIME}, {@code IMAGEDESCRIPTION}, and GDAL metadata items by
 *     name
 * @param groundModel what a raster without geotransform has instead
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
    Map<String, String> tags,
    GroundModel groundModel) {

  /** A header without ground control points and RPCs. */
  public RasterInfo(
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
    this(
        width,
        height,
        sampleType,
        bands,
        nodata,
        transform,
        crs,
        levels,
        alphaBand,
        internalMask,
        tags,
        GroundModel.NONE);
  }

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

  /** The same raster with another georeference. */
  public RasterInfo withGeoreference(String newCrs, GeoTransform newTransform) {
    return withGeoreference(Optional.of(newTransform), Optional.of(newCrs));
  }

  /** The same raster with another georeference, each part of which may be empty. */
  public RasterInfo withGeoreference(Optional<GeoTransform> newTransform, Optional<String> newCrs) {
    return new RasterInfo(
        width,
        height,
        sampleType,
        bands,
        nodata,
        newTransform,
        newCrs,
        levels,
        alphaBand,
        internalMask,
        tags,
        groundModel);
  }

  /** The same raster with another ground model. */
  public RasterInfo withGroundModel(GroundModel newModel) {
    return new RasterInfo(
        width,
        height,
        sampleType,
        bands,
        nodata,
        transform,
        crs,
        levels,
        alphaBand,
        internalMask,
        tags,
        newModel);
  }

  /** The same raster with other band headers, nodata value and tags. */
  public RasterInfo withMetadata(
      List<BandInfo> newBands, OptionalDouble newNodata, Map<String, String> newTags) {
    return new RasterInfo(
        width,
        height,
        sampleType,
        newBands,
        newNodata,
        transform,
        crs,
        levels,
        alphaBand,
        internalMask,
        newTags,
        groundModel);
  }
}
