package io.terralapse.furniture;

import java.util.function.DoubleToIntFunction;

/**
 * The content of a legend.
 *
 * @param label name of the shown quantity: {@code NDVI}
 * @param low value at the left end
 * @param high value at the right end, above {@code low}
 * @param colour the colour {@code 0xRRGGBB} of a value
 */
public record Legend(String label, double low, double high, DoubleToIntFunction colour) {

  /** The same values with another label. */
  Legend with(String other) {
    return new Legend(other, low, high, colour);
  }
}
