package io.terralapse.raster.colour;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.PictureBands;
import io.terralapse.model.SampleType;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Grey of which 0 is white (PhotometricInterpretation 0 of TIFF 6.0): {@code black - stored}.
 *
 * @param black the stored value of black, 2^bits - 1
 * @param type of the samples: 8 or 16 bits, unsigned
 */
public record InvertedGrey(int black, SampleType type) implements ColourConversion {
  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  /** One grey band, whose nodata value is inverted like its samples. */
  public PictureBands bands(OptionalDouble nodata) {
    OptionalDouble inverted =
        nodata.isPresent() ? OptionalDouble.of(black - nodata.getAsDouble()) : nodata;
    return new PictureBands(List.of(BandInfo.of(ColourInterpretation.GRAY)), type, inverted);
  }

  @Override
  public void convert(byte[][] stored, int count, byte[][] out) {
    byte[] in = stored[0];
    byte[] to = out[0];
    if (type.bytes() == 1) {
      for (int i = 0; i < count; i++) {
        to[i] = (byte) (black - (in[i] & 0xff));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int value = black - ((in[2 * i] & 0xff) | (in[2 * i + 1] & 0xff) << Byte.SIZE);
      to[2 * i] = (byte) value;
      to[2 * i + 1] = (byte) (value >> Byte.SIZE);
    }
  }
}
