package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class StoredSamplesTest {
  private static final StoredSamples COMPLEX = StoredSamples.find(5, 32).orElseThrow();

  /** The magnitudes of complex 16-bit integers, given as real and imaginary parts. */
  private static float[] read(double nodata, int... parts) {
    ByteBuffer rows = ByteBuffer.allocate(2 * parts.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int part : parts) {
      rows.putShort((short) part);
    }
    int count = parts.length / 2;
    byte[] out = new byte[4 * count];
    COMPLEX.unpack(rows.array(), 0, 0, 1, count, nodata, out);
    float[] values = new float[count];
    ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @Test
  void aComplexSampleIsNodataOnlyIfBothOfItsPartsAre() {
    // As in gdalwarp, which compares the imaginary part with 0; GDAL's mask bands do not.
    assertArrayEquals(
        new float[] {-5, 5, 5, 5, (float) Math.hypot(5, 1)},
        read(-5, -5, 0, 5, 0, 0, -5, 3, 4, -5, 1));
    assertArrayEquals(new float[] {0, 7, 7}, read(0, 0, 0, 0, 7, -7, 0));
  }

  @Test
  void magnitudesAreThoseOfTheStoredNumbers() {
    assertArrayEquals(new float[] {5, 13, 32768}, read(0, 3, -4, -5, 12, -32768, 0));
  }
}
