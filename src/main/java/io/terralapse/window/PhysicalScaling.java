package io.terralapse.window;

import io.terralapse.model.SampleType;

/**
 * Turns stored samples into physical values, {@code stored * scale + offset}, computed in double
 * precision and rounded once. Samples of 8 and 16 bits go through a table: it gives the very same
 * floats for a fraction of the time, and every pixel passes here two or three times a run.
 */
final class PhysicalScaling {
  private final double scale;
  private final double offset;
  private final boolean floating;

  /**
   * Values by {@code stored - tableFrom}; empty where there is nothing to scale, or too many
   * values.
   */
  private final float[] table;

  private final int tableFrom;

  private PhysicalScaling(double scale, double offset, SampleType type) {
    this.scale = scale;
    this.offset = offset;
    this.floating = type.isFloating();
    boolean plain = scale == 1 && offset == 0;
    this.table =
        plain || floating || type.bytes() > 2 ? new float[0] : new float[1 << (8 * type.bytes())];
    this.tableFrom =
        switch (type) {
          case INT8 -> Byte.MIN_VALUE;
          case INT16 -> Short.MIN_VALUE;
          default -> 0;
        };
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) ((float) (i + tableFrom) * scale + offset);
    }
  }

  static PhysicalScaling of(WindowHeader.Band band) {
    return new PhysicalScaling(band.scale(), band.offset(), band.type());
  }

  /** Converts {@code values[from .. end)} in place, and leaves only finite values. */
  void apply(float[] values, int from, int end) {
    if (table.length > 0) {
      for (int i = from; i < end; i++) {
        values[i] = table[(int) values[i] - tableFrom];
      }
    } else if (scale != 1 || offset != 0) {
      for (int i = from; i < end; i++) {
        values[i] = (float) (values[i] * scale + offset);
      }
    }
    if (floating) {
      for (int i = from; i < end; i++) {
        values[i] = Math.abs(values[i]) <= Float.MAX_VALUE ? values[i] : 0;
      }
    }
  }
}
