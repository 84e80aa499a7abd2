package io.terralapse.catalog.scene;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.SceneConditions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A scene as its delivered metadata describe it (a product's XML, MTL text, a STAC item), before
 * any raster header is read.
 *
 * @param id the product's or item's id
 * @param origin the file that said so
 * @param product what it is
 * @param acquired when, if the metadata tell; else the names must
 * @param quantity what the values mean after scale and offset, if the metadata tell
 * @param bands in the metadata's order, at least one
 * @param masks possibly none
 * @param conditions how it was taken
 * @param credit words that the licence asks for, if the metadata hold them
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
    Optional<String> credit) {
  /** Copies the lists. */
  public DescribedScene {
    bands = List.copyOf(bands);
    masks = List.copyOf(masks);
  }

  /** The draft with the wanted bands only, or with all of them if none is wanted. */
  public DescribedScene only(BandFilter filter) {
    List<Band> wanted =
        bands.stream().filter(band -> filter.accepts(band.role(), band.name())).toList();
    return wanted.isEmpty()
        ? this
        : new DescribedScene(
            id, origin, product, acquired, quantity, wanted, masks, conditions, credit);
  }

  /**
   * One band.
   *
   * @param file where it is
   * @param index band of that file, from 0
   * @param role what it measures
   * @param name the product's own name for it ("B04")
   * @param scale physical value = stored * scale + offset; empty: what the file says
   * @param offset see {@code scale}
   * @param nodata stored value that means "no data"; empty: what the file says
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
   * @param file where it is
   * @param index band of that file, from 0, unless a band there bears {@code description}
   * @param description the band's own name in the file ("cloud"), if it is told by name
   * @param coding what its values mean
   */
  public record Mask(Location file, int index, Optional<String> description, MaskCoding coding) {}
}
