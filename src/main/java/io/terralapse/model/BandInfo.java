package io.terralapse.model;

import java.util.Optional;

/**
 * The header of one band of a raster file.
 *
 * @param description name of the band, if it has one ("B04", "red")
 * @param scale multiplier from stored to physical value, 1 if not declared
 * @param offset added after scaling, 0 if not declared
 * @param colour what the file says of the band as a colour
 */
public record BandInfo(
    Optional<String> description, double scale, double offset, ColourInterpretation colour) {

  /** A band whose meaning as a colour is not known. */
  public BandInfo(Optional<String> description, double scale, double offset) {
    this(description, scale, offset, ColourInterpretation.UNDEFINED);
  }

  /** A band of a colour, without description, scale and offset. */
  public static BandInfo of(ColourInterpretation colour) {
    return new BandInfo(Optional.empty(), 1, 0, colour);
  }

  /** The same band with another meaning as a colour. */
  public BandInfo withColour(ColourInterpretation newColour) {
    return new BandInfo(description, scale, offset, newColour);
  }
}
