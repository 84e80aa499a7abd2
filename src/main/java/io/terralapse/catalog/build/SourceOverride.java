package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One entry of {@code sources}: what the user says of files, which wins over metadata, headers and
 * names alike. Its methods are the only place where that is decided.
 *
 * @param match glob over file names, or over paths if it contains a slash
 * @param bands the file's bands in order ({@code red}, {@code green}, {@code blue}, {@code nir},
 *     ..., {@code alpha}, {@code skip}); empty leaves them as found
 * @param scale multiplier from stored to physical value
 * @param offset added after scaling
 * @param nodata stored value that means no data; {@code NaN}, which no sample of integers has, if
 *     every stored value is data, also zeros at the raster's edge
 * @param sensor sensor keyword, for bands and credit
 * @param credit credit line
 */
public record SourceOverride(
    String match,
    List<String> bands,
    OptionalDouble scale,
    OptionalDouble offset,
    OptionalDouble nodata,
    Optional<String> sensor,
    Optional<String> credit) {

  /** Changes nothing. */
  static final SourceOverride NONE =
      new SourceOverride(
          "",
          List.of(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the list. */
  public SourceOverride {
    bands = List.copyOf(bands);
  }

  /** The values with the user's scale, offset and nodata. */
  StoredValues applyTo(StoredValues known) {
    // The user's scale replaces the known calibration, offset included.
    double knownOffset = scale.isPresent() ? 0 : known.offset();
    return new StoredValues(
        scale.orElse(known.scale()),
        offset.orElse(knownOffset),
        nodata.isEmpty() ? known.nodata() : nodata);
  }

  /** The product with the user's sensor. */
  Product applyTo(Product known) {
    return sensor.map(keyword -> Sensors.withSensor(known, keyword)).orElse(known);
  }

  /** What values mean with the user's scale: digital numbers become reflectance. */
  Quantity applyTo(Quantity known) {
    return known == Quantity.DN && scale.isPresent() ? Quantity.REFLECTANCE : known;
  }
}
