package io.terralapse.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Bands that a reader calculates from the stored ones where these are no colours by themselves:
 * indices of a colour table, inverted grey, inks. They are read by the indices that follow those of
 * the stored bands.
 *
 * @param bands red, green, blue and perhaps alpha; or one grey band
 * @param type sample type of all of them
 * @param nodata their nodata value
 */
public record PictureBands(List<BandInfo> bands, SampleType type, OptionalDouble nodata) {
  /** Copies the list. */
  public PictureBands {
    bands = List.copyOf(bands);
  }

  /** Bands of 8 bits. */
  public static PictureBands of(List<ColourInterpretation> colours) {
    return new PictureBands(
        colours.stream().map(BandInfo::of).toList(), SampleType.UINT8, OptionalDouble.empty());
  }
}
