package io.terralapse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
 * @param internalMask true if the file contains a mask, or has one beside it
 * @param tags text tags: {@code DATETIME}, {@code IMAGEDESCRIPTION}, and GDAL metadata items by
 *     name
 * @param picture bands to show instead of the stored ones, where these are no colours
 * @param maskFile name of the file that the mask is in, if it is beside the raster
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
    Optional<PictureBands> picture,
    Optional<String> maskFile,
    GroundModel groundModel) {

  /** A raster without ground control points and RPCs, whose stored bands are shown as they are. */
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
        Optional.empty(),
        Optional.empty(),
        GroundModel.NONE);
  }

  /**
   * The tag of files whose samples are read as another type than they are stored as: {@code int64}
   * and {@code uint64}, exact up to 2^53, and {@code complex_int16} and others, read as magnitude.
   */
  public static final String STORED_TYPE = "STORED_TYPE";

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
        picture,
        maskFile,
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
        picture,
        maskFile,
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
        picture,
        maskFile,
        groundModel);
  }

  /** The same raster with other resolution levels. */
  public RasterInfo withLevels(List<RasterLevel> newLevels) {
    return new RasterInfo(
        width,
        height,
        sampleType,
        bands,
        nodata,
        transform,
        crs,
        newLevels,
        alphaBand,
        internalMask,
        tags,
        picture,
        maskFile,
        groundModel);
  }

  /** The same raster with a mask in a file beside it. */
  public RasterInfo withMask(String fileName) {
    return withMask(Optional.of(fileName));
  }

  /** The same raster with a mask that its own samples imply. */
  public RasterInfo withInternalMask() {
    return withMask(Optional.empty());
  }

  private RasterInfo withMask(Optional<String> fileName) {
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
        true,
        tags,
        picture,
        fileName,
        groundModel);
  }

  /** The same raster with other bands, of which the first alpha band becomes that of the file. */
  public RasterInfo withBands(List<BandInfo> newBands, SampleType newType) {
    return new RasterInfo(
        width,
        height,
        newType,
        newBands,
        nodata,
        transform,
        crs,
        levels,
        alphaOf(newBands),
        internalMask,
        tags,
        picture,
        maskFile,
        groundModel);
  }

  /** The same raster with bands to show instead of the stored ones. */
  public RasterInfo withPicture(PictureBands newPicture) {
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
        Optional.of(newPicture),
        maskFile,
        groundModel);
  }

  /**
   * The header with the bands to show as if they were the stored ones; this header if the stored
   * bands are shown. The index of its first band in the file is {@link #firstPictureBand}.
   */
  public RasterInfo asPicture() {
    if (picture.isEmpty()) {
      return this;
    }
    PictureBands shown = picture.get();
    return new RasterInfo(
        width,
        height,
        shown.type(),
        shown.bands(),
        shown.nodata(),
        transform,
        crs,
        levels,
        alphaOf(shown.bands()),
        internalMask,
        tags,
        Optional.empty(),
        maskFile,
        groundModel);
  }

  /** The index, for reading, of the first band of {@link #asPicture}. */
  public int firstPictureBand() {
    return picture.isPresent() ? bands.size() : 0;
  }

  /** How many bands can be read: the stored ones, then those of {@link #picture}. */
  public int readableBands() {
    return bands.size() + picture.map(shown -> shown.bands().size()).orElse(0);
  }

  /** The sample type of a band that can be read. */
  public SampleType typeOf(int band) {
    return band < bands.size() ? sampleType : picture.orElseThrow().type();
  }

  /**
   * The nodata value that marks invalid pixels. A mask alone decides, as in GDAL: the samples of a
   * valid pixel may have the nodata value, for example where lossy compression changed them.
   */
  public OptionalDouble decisiveNodata() {
    return internalMask ? OptionalDouble.empty() : nodata;
  }

  /** The first band that is alpha. */
  public static OptionalInt alphaOf(List<BandInfo> bands) {
    return IntStream.range(0, bands.size())
        .filter(i -> bands.get(i).colour() == ColourInterpretation.ALPHA)
        .findFirst();
  }
}
