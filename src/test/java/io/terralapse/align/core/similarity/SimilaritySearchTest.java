package io.terralapse.align.core.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Slow
class SimilaritySearchTest {
  private static final int W = 480;
  private static final int H = 400;
  private static final SyntheticLand LAND = new SyntheticLand(31);

  private static AlignmentImage image(String id, Frame frame, double offset) {
    SyntheticLand.addNoise(frame, 25, id.hashCode());
    return AlignmentImage.of(id, frame, offset, -offset);
  }

  /** Rotation and scale about the middle of the frame, then a shift. */
  private static Similarity rotation(double degrees, double scale, double dx, double dy) {
    Similarity m = Similarity.of(scale, Math.toRadians(degrees), 0, 0);
    return new Similarity(
        m.a(), m.b(), W / 2.0 - m.x(W / 2.0, H / 2.0) + dx, H / 2.0 - m.y(W / 2.0, H / 2.0) + dy);
  }

  private static Frame draw(Similarity map) {
    return LAND.draw(W, H, map.a(), map.b(), map.tx(), map.ty(), 2);
  }

  private static double worst(Displacement found, Displacement truth) {
    double[] a = new double[2];
    double[] b = new double[2];
    double worst = 0;
    for (int y = 0; y <= H; y += H) {
      for (int x = 0; x <= W; x += W) {
        found.at(x, y, a);
        truth.at(x, y, b);
        worst = Math.max(worst, Math.hypot(a[0] - b[0], a[1] - b[1]));
      }
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 30, -20",
    "7, 1, 5, 3",
    "-25, 0.9, -12, 20",
    "64, 1.15, 0, 0",
    "180, 1, 10, 10",
    "-131, 0.8, 8, -14",
    "12, 1.4, 0, 9"
  })
  void rotationScaleAndShiftAreFound(double degrees, double scale, double dx, double dy) {
    Similarity truth = rotation(degrees, scale, dx, dy);
    AlignmentImage a = image("a", LAND.draw(W, H, 0, 0, 1), 0);
    AlignmentImage b = image("b", draw(truth), 0);
    Displacement found = SimilaritySearch.find(a, b).orElseThrow();
    assertTrue(
        worst(found, truth.displacement()) < 1.5,
        "corners off by " + worst(found, truth.displacement()));
  }

  @Test
  void offsetsOfTheFramesAreIncluded() {
    Similarity truth = rotation(7, 1, 5, 3);
    AlignmentImage a = image("a", LAND.draw(W, H, 0, 0, 1), 0.25);
    AlignmentImage b = image("b", draw(truth), 3);
    Displacement found = SimilaritySearch.find(a, b).orElseThrow();
    double[] at = new double[2];
    double[] own = new double[2];
    found.at(100.25, 99.75, at);
    truth.displacement().at(100, 100, own);
    assertEquals(own[0] + 2.75, at[0], 1.5);
    assertEquals(own[1] - 2.75, at[1], 1.5);
  }
}
