package io.terralapse.window;

import io.terralapse.model.SampleType;

/**
 * Converts stored samples to physical values, {@code stored * scale + offset}, computed in double
 * precision and rounded once. For samples of 8 and 16 bits a lookup table gives the same floats in
 * a fraction of the time; every pixel is converted two or three times per run. Thread-safe.
 */
final class PhysicalScaling {
  private final double scale;
  private final double offset;
  private final boolean floating;

  /**
   * Values by {@code stored - tableFrom}; empty if scale and offset have no effect, or there are
   * too many values.
   */
  private final float[] table;

  private final int tableFrom;

  private PhysicalScaling(double scale, double offset, SampleType type) {
    this.scale = scale;
    this.offset = offset;
    this.floating = type.isFloating();
    boolean identity = scale == 1 && offset == 0;
    this.table =
        identity || floating || type.bytes() > 2
            ? new float[0]
            : new float[1 << (8 * type.bytes())];
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

  /** Converts {@code values[from .. end)} in place; values that are not finite become 0. */
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
