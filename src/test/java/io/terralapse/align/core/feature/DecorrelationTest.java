package io.terralapse.align.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecorrelationTest {
  private static final int SIZE = 64;

  /** Bands that share most of what they show: noise times a mixing matrix. */
  private static Frame mixed(double[][] mixing, long seed) {
    Random random = new Random(seed);
    int n = SIZE * SIZE;
    Frame frame = new Frame(SIZE, SIZE, new float[mixing.length][n], new byte[n]);
    for (int i = 0; i < n; i++) {
      double[] source = random.doubles(mixing[0].length).toArray();
      for (int band = 0; band < mixing.length; band++) {
        for (int k = 0; k < source.length; k++) {
          frame.band(band)[i] += (float) (mixing[band][k] * source[k]);
        }
      }
    }
    return frame;
  }

  @Test
  void gradientsOfThePlanesAreUncorrelatedAndTheStrongestComesFirst() {
    SignalPlane[] planes =
        Decorrelation.of(mixed(new double[][] {{9, 1, 0}, {9, -1, 0}, {9, 0, 1}}, 1));
    assertEquals(3, planes.length);
    double[][] c = new double[3][3];
    for (int i = 0; i < SIZE * SIZE - 1; i++) {
      for (int k = 0; k < 3; k++) {
        for (int m = 0; m < 3; m++) {
          c[k][m] +=
              (planes[k].value[i + 1] - planes[k].value[i])
                  * (double) (planes[m].value[i + 1] - planes[m].value[i]);
        }
      }
    }
    assertTrue(c[0][0] > c[1][1] && c[1][1] > c[2][2], c[0][0] + " " + c[1][1] + " " + c[2][2]);
    for (int k = 0; k < 3; k++) {
      for (int m = 0; m < k; m++) {
        assertTrue(Math.abs(c[k][m]) < 0.1 * Math.sqrt(c[k][k] * c[m][m]), k + " " + m);
      }
    }
  }

  @Test
  void threeCopiesOfOneBandAreOnePlane() {
    assertEquals(1, Decorrelation.of(mixed(new double[][] {{1}, {1}, {1}}, 2)).length);
  }

  @Test
  void flatAndCloudedFramesGiveOnePlane() {
    int n = SIZE * SIZE;
    assertEquals(1, Decorrelation.of(new Frame(SIZE, SIZE, new float[3][n], new byte[n])).length);
    Frame clouded = mixed(new double[][] {{1, 0}, {0, 1}}, 3);
    Arrays.fill(clouded.flags(), Flags.CLOUD);
    assertEquals(1, Decorrelation.of(clouded).length);
  }

  @Test
  void eigenvectorsDiagonaliseASymmetricMatrix() {
    double[][] a = {{4, 1, -2, 0.5}, {1, 3, 0.25, 0}, {-2, 0.25, 5, 1}, {0.5, 0, 1, 2}};
    double[][] diagonal = new double[4][];
    for (int i = 0; i < 4; i++) {
      diagonal[i] = a[i].clone();
    }
    double[][] v = Decorrelation.eigenvectors(diagonal);
    for (int k = 0; k < 4; k++) {
      for (int row = 0; row < 4; row++) {
        double image = 0;
        for (int i = 0; i < 4; i++) {
          image += a[row][i] * v[i][k];
        }
        assertEquals(diagonal[k][k] * v[row][k], image, 1e-12);
      }
    }
  }
}
