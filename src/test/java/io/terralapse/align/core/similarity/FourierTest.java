package io.terralapse.align.core.similarity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTest {
  private static final int SIDE = 16;

  private static double[] random(long seed) {
    return new Random(seed).doubles(SIDE * SIDE, -1, 1).toArray();
  }

  @Test
  void isTheSumOfTheDefinition() {
    double[] re = random(1);
    double[] im = random(2);
    double[] fRe = re.clone();
    double[] fIm = im.clone();
    new Fourier(SIDE).forward(fRe, fIm);
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            double phase = -2 * Math.PI * (u * x + v * y) / SIDE;
            int i = y * SIDE + x;
            sumRe += re[i] * Math.cos(phase) - im[i] * Math.sin(phase);
            sumIm += re[i] * Math.sin(phase) + im[i] * Math.cos(phase);
          }
        }
        assertEquals(sumRe, fRe[v * SIDE + u], 1e-10);
        assertEquals(sumIm, fIm[v * SIDE + u], 1e-10);
      }
    }
  }

  @Test
  void forwardAndInverseCancel() {
    double[] re = random(3);
    double[] im = random(4);
    double[] a = re.clone();
    double[] b = im.clone();
    Fourier fourier = new Fourier(SIDE);
    fourier.forward(a, b);
    fourier.inverse(a, b);
    assertArrayEquals(re, a, 1e-12);
    assertArrayEquals(im, b, 1e-12);
  }

  @Test
  void correlationIsTheSumOfTheDefinition() {
    double[] aRe = random(5);
    double[] aIm = random(6);
    double[] bRe = random(7);
    double[] bIm = random(8);
    double[] expected = new double[SIDE * SIDE];
    for (int l = 0; l < expected.length; l++) {
      for (int p = 0; p < expected.length; p++) {
        int x = (p % SIDE + l % SIDE) % SIDE;
        int y = (Math.floorDiv(p, SIDE) + Math.floorDiv(l, SIDE)) % SIDE;
        expected[l] += aRe[p] * bRe[y * SIDE + x] + aIm[p] * bIm[y * SIDE + x];
      }
    }
    Fourier fourier = new Fourier(SIDE);
    fourier.forward(aRe, aIm);
    fourier.forward(bRe, bIm);
    assertArrayEquals(expected, fourier.correlated(aRe, aIm, bRe, bIm), 1e-10);
  }

  @Test
  void sidesArePowersOfTwo() {
    assertEquals(16, Fourier.sideFor(9));
    assertEquals(16, Fourier.sideFor(16));
    assertEquals(32, Fourier.sideFor(17));
    assertThrows(IllegalArgumentException.class, () -> new Fourier(12));
  }
}
