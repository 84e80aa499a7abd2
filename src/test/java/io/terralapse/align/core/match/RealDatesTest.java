package io.terralapse.align.core.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.similarity.SimilaritySearch;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two summers, four years apart, of fields and lakes on two different lattices; see SOURCE.md. */
@Slow
class RealDatesTest {
  private static BufferedImage image(String name) throws IOException {
    try (InputStream in = RealDatesTest.class.getResourceAsStream("/coregister/" + name)) {
      return ImageIO.read(Objects.requireNonNull(in));
    }
  }

  private static Frame read(String name) throws IOException {
    return frame(image(name));
  }

  private static Frame frame(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    float[] v = new float[w * h];
    image.getRaster().getSamples(0, 0, w, h, 0, v);
    return new Frame(w, h, new float[][] {v}, new byte[w * h]);
  }

  @Test
  void haveTheKnownShift() throws IOException {
    AlignmentImage a = AlignmentImage.of("2014-07-20", read("naip_20140720.png"), 0, 0);
    AlignmentImage b = AlignmentImage.of("2018-07-16", read("naip_20180716.png"), 0.4, -0.6);
    EdgeEstimator estimator = new EdgeEstimator(12);
    Edge there = estimator.measure(a, b);
    Edge back = estimator.measure(b, a);
    assertTrue(there.accepted(), there.toString());
    assertTrue(back.accepted(), back.toString());
    // Orthorectified to a fraction of a pixel; the shift of the full frames is (-0.23, +0.12).
    assertTrue(Math.hypot(there.dxPx() + 0.23, there.dyPx() - 0.12) < 0.25, there.toString());
    assertEquals(0, there.dxPx() + back.dxPx(), 0.1);
    assertEquals(0, there.dyPx() + back.dyPx(), 0.1);
  }

  @Test
  void followAMovedOrigin() throws IOException {
    AlignmentImage a = AlignmentImage.of("2014-07-20", read("naip_20140720.png"), 0, 0);
    Frame f = read("naip_20180716.png");
    EdgeEstimator estimator = new EdgeEstimator(12);
    Edge asIs = estimator.measure(a, AlignmentImage.of("b", f, 0.4, -0.6));
    Edge moved = estimator.measure(a, AlignmentImage.of("b", f, 0.4 + 1.37, -0.6 - 2.21));
    assertEquals(1.37, moved.dxPx() - asIs.dxPx(), 0.01);
    assertEquals(-2.21, moved.dyPx() - asIs.dyPx(), 0.01);
  }

  @ParameterizedTest
  @CsvSource({"9, 1.25", "-40, 0.9", "75, 1.1", "160, 0.8", "-118, 1.3", "-90, 1"})
  void areFoundRotatedAndScaled(double degrees, double scale) throws IOException {
    AlignmentImage a = AlignmentImage.of("2014-07-20", read("naip_20140720.png"), 0, 0);
    BufferedImage image = image("naip_20180716.png");
    double x = image.getWidth() / 2.0;
    double y = image.getHeight() / 2.0;
    AffineTransform rotation = AffineTransform.getTranslateInstance(x, y);
    rotation.rotate(Math.toRadians(degrees));
    rotation.scale(scale, scale);
    rotation.translate(-x, -y);
    AffineTransformOp op = new AffineTransformOp(rotation, AffineTransformOp.TYPE_BICUBIC);
    BufferedImage rotated =
        op.filter(image, new BufferedImage(image.getWidth(), image.getHeight(), image.getType()));
    Frame frame = frame(rotated);
    for (int i = 0; i < frame.flags().length; i++) {
      frame.flags()[i] = frame.band(0)[i] == 0 ? Flags.NODATA : 0;
    }
    Displacement found =
        SimilaritySearch.find(a, AlignmentImage.of("2018-07-16", frame, 0, 0)).orElseThrow();
    double[] at = new double[2];
    for (int corner = 0; corner < 4; corner++) {
      double cx = corner % 2 * 2 * x;
      double cy = Math.floorDiv(corner, 2) * 2 * y;
      found.at(cx, cy, at);
      Point2D truth = rotation.transform(new Point2D.Double(cx, cy), null);
      // The two dates differ by a quarter of a pixel.
      assertEquals(truth.getX(), cx + at[0], 2);
      assertEquals(truth.getY(), cy + at[1], 2);
    }
  }
}
