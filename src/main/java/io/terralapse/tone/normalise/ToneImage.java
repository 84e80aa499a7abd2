package io.terralapse.tone.normalise;

import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One date on a coarse grid, for the comparison of tones: the mean of each channel over square
 * blocks, NaN where a block shows no clear land. About 200 KB for three channels. Immutable and
 * thread-safe.
 */
public final class ToneImage {
  /** Longest side, pixels: 16,000 pixels are enough for a gain, and shifts are smaller than one. */
  private static final int SIDE = 192;

  private static final int MOST_SIDE = 1024;
  private static final int MOST_BANDS = 64;
  private static final byte NOT_LAND =
      (byte)
          (Flags.NODATA
              | Flags.CLOUD
              | Flags.SHADOW
              | Flags.SNOW
              | Flags.WATER
              | Flags.SATURATED
              | Flags.FILLED);

  private final int width;
  private final int height;
  private final float[][] bands;

  private ToneImage(int width, int height, float[][] bands) {
    this.width = width;
    this.height = height;
    this.bands = bands;
  }

  /**
   * Averages the channels of a preview.
   *
   * @param preview channels of one date
   * @param inside {@code [row * width + column]}, true inside the requested area
   */
  public static ToneImage of(Frame preview, boolean[] inside) {
    int longSide = Math.max(preview.width(), preview.height());
    int block = Math.max(1, (longSide + SIDE - 1) / SIDE);
    int width = Math.max(1, preview.width() / block);
    int height = Math.max(1, preview.height() / block);
    float[][] bands = new float[preview.bandCount()][width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        average(preview, inside, row * block, column * block, block, bands, row * width + column);
      }
    }
    ToneImage image = new ToneImage(width, height, bands);
    image.clearBorders();
    return image;
  }

  private static void average(
      Frame preview, boolean[] inside, int top, int left, int block, float[][] bands, int at) {
    int bottom = Math.min(preview.height(), top + block);
    int right = Math.min(preview.width(), left + block);
    int pixels = (bottom - top) * (right - left);
    for (int b = 0; b < bands.length; b++) {
      double sum = 0;
      for (int r = top; r < bottom; r++) {
        for (int c = left; c < right; c++) {
          int i = r * preview.width() + c;
          boolean land = inside[i] && (preview.flags()[i] & NOT_LAND) == 0;
          sum += land ? preview.band(b)[i] : Double.NaN;
        }
      }
      bands[b][at] = (float) (sum / pixels);
    }
  }

  /** Leaves out the neighbours of what is no land: cloud is brighter than its mask is wide. */
  private void clearBorders() {
    if (bands.length == 0) {
      return;
    }
    boolean[] land = new boolean[width * height];
    for (int i = 0; i < land.length; i++) {
      land[i] = isLand(i);
    }
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        if (!hasLandAround(land, row, column)) {
          for (float[] band : bands) {
            band[row * width + column] = Float.NaN;
          }
        }
      }
    }
  }

  private boolean hasLandAround(boolean[] land, int row, int column) {
    for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
        if (!land[r * width + c]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether every channel of a pixel has a value. */
  boolean isLand(int pixel) {
    for (float[] band : bands) {
      if (!Float.isFinite(band[pixel])) {
        return false;
      }
    }
    return true;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int bandCount() {
    return bands.length;
  }

  /** The live values of a channel, {@code [row * width + column]}; NaN where there is no land. */
  float[] band(int band) {
    return bands[band];
  }

  /** Whether two images can be compared pixel by pixel. */
  boolean isLike(ToneImage other) {
    return width == other.width && height == other.height && bands.length == other.bands.length;
  }

  /**
   * The image with its content at the positions that it has in the reference date.
   *
   * @param displacement of the date, pixels of the frames' grid
   * @param gridWidth of the frames' grid
   */
  ToneImage aligned(Displacement displacement, int gridWidth) {
    double scale = gridWidth / (double) width;
    double[] shift = new double[2];
    float[][] moved = new float[bands.length][width * height];
    boolean any = false;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        displacement.at((column + 0.5) * scale, (row + 0.5) * scale, shift);
        double x = column + shift[0] / scale;
        double y = row + shift[1] / scale;
        any |= Math.abs(shift[0]) + Math.abs(shift[1]) > 0.1 * scale;
        for (int b = 0; b < bands.length; b++) {
          moved[b][row * width + column] = at(bands[b], x, y);
        }
      }
    }
    // A tenth of a pixel is not worth the smoothing.
    return any ? new ToneImage(width, height, moved) : this;
  }

  private float at(float[] band, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
      return Float.NaN;
    }
    double fx = x - left;
    double fy = y - top;
    int i = top * width + left;
    double upper = band[i] + fx * (band[i + 1] - band[i]);
    double lower = band[i + width] + fx * (band[i + width + 1] - band[i + width]);
    return (float) (upper + fy * (lower - upper));
  }

  /** Writes the image, exactly; {@link #readFrom} reads it. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(width);
    out.writeInt(height);
    out.writeInt(bands.length);
    ByteBuffer bytes = ByteBuffer.allocate(width * height * Float.BYTES);
    for (float[] band : bands) {
      bytes.clear().asFloatBuffer().put(band);
      out.write(bytes.array());
    }
  }

  /**
   * Reads an image.
   *
   * @throws IOException if it is truncated or none
   */
  public static ToneImage readFrom(DataInput in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    int count = in.readInt();
    if (Math.min(width, height) < 1
        || Math.max(width, height) > MOST_SIDE
        || count < 0
        || count > MOST_BANDS) {
      throw new IOException(width + " x " + height + " x " + count + " is no image of a tone");
    }
    float[][] bands = new float[count][width * height];
    byte[] bytes = new byte[width * height * Float.BYTES];
    for (float[] band : bands) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(band);
    }
    return new ToneImage(width, height, bands);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ToneImage image
        && isLike(image)
        && Arrays.deepEquals(bands, image.bands);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(bands);
  }
}
