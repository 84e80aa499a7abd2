package io.terralapse.align.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FixedPatternTest {
  private static final int W = 480;
  private static final int H = 400;
  private static final SyntheticLand LIGHT = new SyntheticLand(61);
  private static final SyntheticLand COLOUR = new SyntheticLand(62);

  /** Brightness and chroma from two lands, shifted together. */
  private static Frame coloured(double dx, double dy, int year) {
    float[] light = LIGHT.draw(W, H, dx, dy, year).band(0);
    float[] colour = COLOUR.draw(W, H, dx, dy, year).band(0);
    float[][] bands = new float[3][W * H];
    for (int i = 0; i < W * H; i++) {
      float grey = 60 + light[i] / 30;
      float tint = (colour[i] - 1500) / 60;
      bands[0][i] = grey + tint;
      bands[1][i] = grey;
      bands[2][i] = grey - tint;
    }
    return new Frame(W, H, bands, new byte[W * H]);
  }

  /** The frame after JPEG compression with subsampled chroma. */
  private static Frame compressed(Frame frame) throws IOException {
    BufferedImage image = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < W * H; i++) {
      int rgb = 0;
      for (int band = 0; band < 3; band++) {
        rgb = (rgb << 8) | Math.max(0, Math.min(255, Math.round(frame.band(band)[i])));
      }
      image.setRGB(i % W, Math.floorDiv(i, W), rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    BufferedImage back = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    float[][] bands = new float[3][W * H];
    for (int i = 0; i < W * H; i++) {
      int rgb = back.getRGB(i % W, Math.floorDiv(i, W));
      for (int band = 0; band < 3; band++) {
        bands[band][i] = (rgb >> (16 - 8 * band)) & 255;
      }
    }
    return new Frame(W, H, bands, new byte[W * H]);
  }

  private static Frame noisy(Frame frame, long seed) {
    Random random = new Random(seed);
    for (int band = 0; band < 3; band++) {
      for (int i = 0; i < W * H; i++) {
        frame.band(band)[i] += (float) (2 * random.nextGaussian());
      }
    }
    return frame;
  }

  @Test
  void naturalImagesHaveNoFixedPattern() {
    for (SignalPlane plane : Decorrelation.of(noisy(coloured(0.3, 0.4, 1), 1))) {
      assertFalse(FixedPattern.isIn(plane));
    }
    assertEquals(3, Decorrelation.of(noisy(coloured(0.3, 0.4, 1), 1)).length);
  }

  @Slow
  @Test
  void chromaOfACompressedImageIsDropped() throws IOException {
    assertEquals(1, Decorrelation.of(compressed(coloured(0, 0, 1))).length);
  }

  @Test
  void detectorColumnsAreDetected() {
    float[] value = LIGHT.draw(W, H, 0, 0, 1).band(0);
    for (int i = 0; i < value.length; i++) {
      value[i] += i % W % 8 == 0 ? 150 : 0;
    }
    byte[] clear = new byte[value.length];
    Arrays.fill(clear, (byte) 1);
    assertTrue(FixedPattern.isIn(new SignalPlane(W, H, value, clear)));
  }

  @Slow
  @Test
  void compressedDatesAreAlignedByContentAndNotByJpegBlocks() throws IOException {
    double[][] shifts = {{3.3, 5.4}, {-1.6, 2.2}, {0.5, -3.5}};
    AlignmentImage still = AlignmentImage.of("a", compressed(coloured(0, 0, 1)), 0, 0);
    for (double[] shift : shifts) {
      Frame moved = compressed(coloured(shift[0], shift[1], 2));
      Edge e = new EdgeEstimator(8).measure(still, AlignmentImage.of("b", moved, 0, 0));
      assertTrue(e.accepted(), e.reason());
      assertEquals(shift[0], e.dxPx(), 0.1, e.reason());
      assertEquals(shift[1], e.dyPx(), 0.1, e.reason());
    }
  }
}
