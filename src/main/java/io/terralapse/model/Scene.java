package io.terralapse.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One delivered product: where its bands are, what they mean, and when it was acquired. Bands may
 * differ in pixel size; they share one CRS.
 *
 * @param id unique within a catalogue: the product's name, or the file's name without its extension
 * @param product platform, tile, level
 * @param acquired when, and how that is known
 * @param quantity what the values mean
 * @param bands in file order, at least one; an alpha band is not among them
 * @param alpha band whose zero samples are no data, if the scene has one
 * @param masks the provider's masks, possibly none
 * @param conditions how it was taken, as far as the metadata tell
 * @param credit words that the licence asks for, if known or configured
 * @param footprint the part that has data, if the metadata state it
 */
public record Scene(
    String id,
    Product product,
    AcquisitionDate acquired,
    Quantity quantity,
    List<SceneBand> bands,
    Optional<SceneBand> alpha,
    List<MaskBand> masks,
    SceneConditions conditions,
    Optional<String> credit,
    Optional<DataFootprint> footprint) {

  /** When the scan line corrector of Landsat 7 failed. */
  private static final Instant SCAN_LINE_CORRECTOR_OFF = Instant.parse("2003-05-31T00:00:00Z");

  /** Copies the lists and refuses a scene without bands. */
  public Scene {
    bands = List.copyOf(bands);
    masks = List.copyOf(masks);
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("scene without bands: " + id);
    }
  }

  /** A scene whose metadata do not state where it has data. */
  public Scene(
      String id,
      Product product,
      AcquisitionDate acquired,
      Quantity quantity,
      List<SceneBand> bands,
      Optional<SceneBand> alpha,
      List<MaskBand> masks,
      SceneConditions conditions,
      Optional<String> credit) {
    this(
        id, product, acquired, quantity, bands, alpha, masks, conditions, credit, Optional.empty());
  }

  /** A scene without masks, of which nothing more is known. */
  public Scene(
      String id,
      Product product,
      AcquisitionDate acquired,
      Quantity quantity,
      List<SceneBand> bands,
      Optional<SceneBand> alpha,
      Optional<String> credit) {
    this(id, product, acquired, quantity, bands, alpha, List.of(), SceneConditions.UNKNOWN, credit);
  }

  /** This scene with another credit. */
  public Scene withCredit(Optional<String> other) {
    return new Scene(
        id, product, acquired, quantity, bands, alpha, masks, conditions, other, footprint);
  }

  /** This scene with other masks. */
  public Scene withMasks(List<MaskBand> others) {
    return new Scene(
        id, product, acquired, quantity, bands, alpha, others, conditions, credit, footprint);
  }

  /**
   * This scene with the physical values of its bands multiplied by a factor.
   *
   * @param meaning what the values mean then
   */
  public Scene rescaled(double factor, Quantity meaning) {
    return new Scene(
        id,
        product,
        acquired,
        meaning,
        bands.stream().map(band -> band.times(factor)).toList(),
        alpha,
        masks,
        conditions,
        credit,
        footprint);
  }

  /**
   * True for scenes of Landsat 7 since the failure of its scan line corrector, of which
   * wedge-shaped gaps make up a fifth (USGS, Landsat 7 Data Users Handbook, 2019).
   */
  public boolean hasScanGaps() {
    return product.platform().equals("LE07") && !acquired.start().isBefore(SCAN_LINE_CORRECTOR_OFF);
  }

  /** The header of the first band's file, which gives the scene its size and place. */
  public RasterInfo raster() {
    return bands.get(0).raster();
  }

  /** The band with this role, if the scene has one. */
  public Optional<SceneBand> findBand(BandRole role) {
    return bands.stream().filter(b -> b.role() == role).findFirst();
  }

  /** The files the scene is made of, each once, in band order. */
  public List<Location> files() {
    return bands.stream().map(SceneBand::file).distinct().toList();
  }

  /** The same scene with the headers of its files changed, and without masks. */
  public Scene withRasters(UnaryOperator<RasterInfo> change) {
    return new Scene(
        id,
        product,
        acquired,
        quantity,
        bands.stream().map(band -> band.withRaster(change)).toList(),
        alpha.map(band -> band.withRaster(change)),
        List.of(),
        conditions,
        credit,
        footprint);
  }
}
