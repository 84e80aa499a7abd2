package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeamMatchTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  /** A tile of columns, whose values are those of the land times a gain for each band. */
  private static Frame tile(int from, int to, double... gains) {
    Random land = new Random(1);
    Frame frame = new Frame(WIDTH, HEIGHT, gains.length);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double value = 0.05 + 0.3 * land.nextDouble();
      if (i % WIDTH >= from && i % WIDTH < to) {
        frame.flags()[i] = 0;
        for (int b = 0; b < gains.length; b++) {
          frame.band(b)[i] = (float) (gains[b] * value);
        }
      }
    }
    return frame;
  }

  @Test
  void tilesGetTheLevelOfTheirNeighboursInEachBand() {
    List<List<Double>> gains =
        SeamMatch.gains(List.of(tile(0, 30, 1, 1), tile(20, 50, 1.1, 0.9), tile(40, 60, 1.05, 1)));
    assertEquals(List.of(1.0, 1.0), gains.get(0));
    assertEquals(1 / 1.1, gains.get(1).get(0), 1e-5);
    assertEquals(1 / 0.9, gains.get(1).get(1), 1e-5);
    assertEquals(1 / 1.05, gains.get(2).get(0), 1e-5);
  }

  @Test
  void gainsAreBounded() {
    assertEquals(
        1 / 1.25, SeamMatch.gains(List.of(tile(0, 30, 1), tile(20, 50, 3))).get(1).get(0), 1e-9);
  }

  @Test
  void tilesWithoutCommonClearPixelsKeepTheirValues() {
    assertEquals(List.of(1.0), SeamMatch.gains(List.of(tile(0, 30, 1), tile(30, 60, 1.2))).get(1));
    Frame cloudy = tile(20, 50, 1.2);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      cloudy.flags()[i] |= Flags.CLOUD;
    }
    assertEquals(List.of(1.0), SeamMatch.gains(List.of(tile(0, 30, 1), cloudy)).get(1));
  }
}
