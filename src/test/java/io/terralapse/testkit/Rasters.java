package io.terralapse.testkit;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Locale;

/**
 * Rasters written as text: values separated by blanks, rows by {@code /}, a dot where there is no
 * data, so that {@code "0 9 / . 0"} is two columns by two rows.
 */
public final class Rasters {
  private Rasters() {}

  /**
   * The values of a literal, row by row; {@link Float#NaN} where there is no data.
   *
   * @throws IllegalArgumentException if rows differ in length
   */
  public static float[] values(String literal) {
    String[] rows = literal.split("/", -1);
    int width = width(literal);
    float[] values = new float[rows.length * width];
    for (int row = 0; row < rows.length; row++) {
      String[] cells = rows[row].trim().split("\\s+", -1);
      if (cells.length != width) {
        throw new IllegalArgumentException("row " + row + " is not " + width + " wide: " + literal);
      }
      for (int column = 0; column < width; column++) {
        String cell = cells[column];
        values[row * width + column] = cell.equals(".") ? Float.NaN : Float.parseFloat(cell);
      }
    }
    return values;
  }

  /** Columns of a literal. */
  public static int width(String literal) {
    return literal.split("/", 2)[0].trim().split("\\s+", -1).length;
  }

  /** A frame with one band per literal; a pixel without data in any of them is no data. */
  public static Frame frame(String... literals) {
    int width = width(literals[0]);
    float[][] bands = new float[literals.length][];
    for (int b = 0; b < bands.length; b++) {
      bands[b] = values(literals[b]);
    }
    byte[] flags = new byte[bands[0].length];
    for (float[] band : bands) {
      for (int i = 0; i < flags.length; i++) {
        if (Float.isNaN(band[i])) {
          band[i] = 0;
          flags[i] = Flags.NODATA;
        }
      }
    }
    return new Frame(width, flags.length / width, bands, flags);
  }

  /** The inverse of {@link #values}, with whole numbers written as such. */
  public static String text(float[] values, int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append(i % width == 0 ? " / " : " ");
      }
      float v = values[i];
      if (Float.isNaN(v)) {
        text.append('.');
      } else if (v == Math.rint(v)) {
        text.append(String.format(Locale.ROOT, "%.0f", v));
      } else {
        text.append(v);
      }
    }
    return text.toString();
  }

  /** {@link #text(float[], int)} of one band of a frame, with dots for its no-data pixels. */
  public static String text(Frame frame, int band) {
    float[] values = frame.band(band).clone();
    for (int i = 0; i < values.length; i++) {
      if (!Flags.isValid(frame.flags()[i])) {
        values[i] = Float.NaN;
      }
    }
    return text(values, frame.width());
  }
}
