package io.terralapse.raster.cog;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resolution level of an image to be written. The full resolution is a view of the frame, not a
 * copy; nodata of an overview is NaN. Immutable.
 */
final class CogLevel {
  final int width;
  final int height;
  private final float[][] bands;
  private final byte @Nullable [] flags;

  private CogLevel(int width, int height, float[][] bands, byte @Nullable [] flags) {
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.flags = flags;
  }

  /**
   * The full resolution.
   *
   * @throws IllegalArgumentException if a band is not as long as the flags
   */
  static CogLevel of(Frame frame) {
    float[][] bands = new float[frame.bandCount()][];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = frame.band(band);
      if (bands[band].length != frame.flags().length) {
        throw new IllegalArgumentException("band " + band + ": " + bands[band].length + " values");
      }
    }
    return new CogLevel(frame.width(), frame.height(), bands, frame.flags());
  }

  /**
   * This level and its overviews, each half the size of the previous one, down to the first that is
   * at most {@code side} wide and high. The overviews need a third of the memory of the frame.
   */
  List<CogLevel> pyramid(int side) {
    List<CogLevel> levels = new ArrayList<>(List.of(this));
    CogLevel last = this;
    while (last.width > side || last.height > side) {
      last = last.halved();
      levels.add(last);
    }
    return levels;
  }

  int bandCount() {
    return bands.length;
  }

  /** The bits of a sample; the canonical NaN 0x7fc00000 where there is no data. */
  int bits(int band, int index) {
    return flags == null || Flags.isValid(flags[index])
        ? Float.floatToRawIntBits(bands[band][index])
        : Float.floatToIntBits(Float.NaN);
  }

  /**
   * Half the width and height, rounded up. A pixel is the unweighted mean of those of its 2 x 2
   * pixels that are valid; NaN if none is.
   */
  private CogLevel halved() {
    int newWidth = (width + 1) / 2;
    int newHeight = (height + 1) / 2;
    float[][] means = new float[bands.length][newWidth * newHeight];
    for (int band = 0; band < bands.length; band++) {
      for (int row = 0; row < newHeight; row++) {
        for (int column = 0; column < newWidth; column++) {
          means[band][row * newWidth + column] = mean(band, 2 * row, 2 * column);
        }
      }
    }
    return new CogLevel(newWidth, newHeight, means, null);
  }

  private float mean(int band, int row, int column) {
    double sum = 0;
    int n = 0;
    int endRow = Math.min(height, row + 2);
    int endColumn = Math.min(width, column + 2);
    for (int r = row; r < endRow; r++) {
      for (int c = column; c < endColumn; c++) {
        int index = r * width + c;
        float value = bands[band][index];
        if ((flags == null || Flags.isValid(flags[index])) && !Float.isNaN(value)) {
          sum += value;
          n++;
        }
      }
    }
    return n == 0 ? Float.NaN : (float) (sum / n);
  }
}
