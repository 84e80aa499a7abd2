package io.terralapse.catalog.scene;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.SceneConditions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A scene as its metadata describe it (a product's XML, MTL text, a STAC item), before any raster
 * header is read.
 *
 * @param id identifier of the product or item
 * @param origin the metadata file
 * @param product platform, sensor, tile, level
 * @param acquired acquisition date; empty if the metadata do not contain it, so that the file names
 *     must
 * @param quantity what the values mean after scale and offset; empty if the metadata do not say
 * @param bands in the metadata's order, at least one
 * @param masks possibly none
 * @param conditions cloud cover, view and sun angles
 * @param credit credit line that the licence asks for, if the metadata contain it
 * @param footprint the part that has data, if the metadata state it
 * @param rasters what the metadata state of the files, by file; possibly nothing
 */
public record DescribedScene(
    String id,
    Location origin,
    Product product,
    Optional<AcquisitionDate> acquired,
    Optional<Quantity> quantity,
    List<Band> bands,
    List<Mask> masks,
    SceneConditions conditions,
    Optional<String> credit,
    Optional<DataFootprint> footprint,
    Map<Location, StatedRaster> rasters) {
  /** Copies the collections. */
  public DescribedScene {
    bands = List.copyOf(bands);
    masks = List.copyOf(masks);
    rasters = Map.copyOf(rasters);
  }

  /** A scene whose metadata state neither where it has data nor anything of its files. */
  public DescribedScene(
      String id,
      Location origin,
      Product product,
      Optional<AcquisitionDate> acquired,
      Optional<Quantity> quantity,
      List<Band> bands,
      List<Mask> masks,
      SceneConditions conditions,
      Optional<String> credit) {
    this(
        id,
        origin,
        product,
        acquired,
        quantity,
        bands,
        masks,
        conditions,
        credit,
        Optional.empty(),
        Map.of());
  }

  /** This scene with the bands that the filter accepts, or with all bands if it accepts none. */
  public DescribedScene filtered(BandFilter filter) {
    List<Band> accepted =
        bands.stream().filter(band -> filter.accepts(band.role(), band.name())).toList();
    return accepted.isEmpty()
        ? this
        : new DescribedScene(
            id,
            origin,
            product,
            acquired,
            quantity,
            accepted,
            masks,
            conditions,
            credit,
            footprint,
            rasters);
  }

  /** The files of its bands and masks, each once. */
  public List<Location> files() {
    return Stream.concat(bands.stream().map(Band::file), masks.stream().map(Mask::file))
        .distinct()
        .toList();
  }

  /**
   * One band.
   *
   * @param file the file that contains it
   * @param index band of that file, from 0
   * @param role what it measures
   * @param name the product's own name for it ("B04")
   * @param scale physical value = stored * scale + offset; empty: as the file's header says
   * @param offset see {@code scale}
   * @param nodata stored value that means "no data"; empty: as the file's header says
   */
  public record Band(
      Location file,
      int index,
      BandRole role,
      String name,
      OptionalDouble scale,
      OptionalDouble offset,
      OptionalDouble nodata) {}

  /**
   * One band of a mask.
   *
   * @param file the file that contains it
   * @param index band of that file, from 0, unless a band there has {@code description}
   * @param description the band's name in the file ("cloud"), where files name their bands
   * @param coding what the values mean
   */
  public record Mask(Location file, int index, Optional<String> description, MaskCoding coding) {}
}
