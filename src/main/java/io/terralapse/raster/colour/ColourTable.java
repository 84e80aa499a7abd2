package io.terralapse.raster.colour;

import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.PictureBands;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A colour table: red, green, blue and alpha of 8 bits for each value of an index. Indices beyond
 * its end are black. Immutable.
 */
public final class ColourTable {
  /** As many entries as 16 bits can count. */
  public static final int MAX_ENTRIES = 1 << 16;

  private static final int CHANNELS = 4;

  private final byte[] rgba;

  private ColourTable(byte[] rgba) {
    this.rgba = rgba;
  }

  /**
   * A table.
   *
   * @param rgba red, green, blue and alpha of each entry, 0 to 255; at most {@link #MAX_ENTRIES}
   *     entries
   */
  public static ColourTable of(byte[] rgba) {
    if (rgba.length % CHANNELS != 0 || rgba.length > CHANNELS * MAX_ENTRIES) {
      throw new IllegalArgumentException(rgba.length + " bytes of a colour table");
    }
    return new ColourTable(rgba.clone());
  }

  /** Number of entries. */
  public int size() {
    return rgba.length / CHANNELS;
  }

  /** One channel of an entry, 0 to 255. */
  int channel(int index, int channel) {
    if (index < 0 || index >= size()) {
      return channel == CHANNELS - 1 ? 255 : 0;
    }
    return rgba[CHANNELS * index + channel] & 0xff;
  }

  /** The table with the entry of the nodata value transparent; without one, this table. */
  public ColourTable transparentAt(OptionalDouble nodata) {
    double value = nodata.orElse(-1);
    if (!(value >= 0 && value < size()) || value != Math.rint(value)) {
      return this;
    }
    byte[] changed = rgba.clone();
    changed[CHANNELS * (int) value + 3] = 0;
    return new ColourTable(changed);
  }

  /** A text that differs if the colours do. */
  String digest() {
    ContentDigest digest = new ContentDigest();
    digest.add(rgba, rgba.length);
    return digest.key().hex();
  }

  private boolean hasTransparency() {
    for (int i = CHANNELS - 1; i < rgba.length; i += CHANNELS) {
      if (rgba[i] != (byte) 255) {
        return true;
      }
    }
    return false;
  }

  /** Red, green and blue; and alpha if an entry is not opaque. */
  public PictureBands bands() {
    List<ColourInterpretation> colours =
        new ArrayList<>(
            List.of(
                ColourInterpretation.RED, ColourInterpretation.GREEN, ColourInterpretation.BLUE));
    if (hasTransparency()) {
      colours.add(ColourInterpretation.ALPHA);
    }
    return PictureBands.of(colours);
  }

  /**
   * The conversion of indices to the bands of {@link #bands}.
   *
   * @param indexBytes bytes of an index, 1 or 2
   */
  public ColourConversion conversion(int indexBytes) {
    return new Expansion(this, indexBytes, hasTransparency() ? CHANNELS : CHANNELS - 1);
  }

  private record Expansion(ColourTable table, int indexBytes, int outputs)
      implements ColourConversion {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public void convert(byte[][] stored, int count, byte[][] out) {
      byte[] in = stored[0];
      for (int channel = 0; channel < outputs; channel++) {
        byte[] to = out[channel];
        for (int i = 0; i < count; i++) {
          int index =
              indexBytes == 1
                  ? in[i] & 0xff
                  : (in[2 * i] & 0xff) | (in[2 * i + 1] & 0xff) << Byte.SIZE;
          to[i] = (byte) table.channel(index, channel);
        }
      }
    }
  }
}
