package io.terralapse.onset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnsetDetectorTest {
  private static final int PIXELS = 400;
  private static final int CHANNELS = 3;

  /** A place of mixed ground: an area and a ring whose seasons differ a little. */
  private static final class Place {
    private final Random random;
    private final float[][] area = new float[CHANNELS][PIXELS];
    private final float[][] ring = new float[CHANNELS][PIXELS];
    private final double areaSeason;
    private final List<AreaSample> dates = new ArrayList<>();

    Place(long seed) {
      random = new Random(seed);
      areaSeason = 0.7 + 0.6 * random.nextDouble();
      for (int c = 0; c < CHANNELS; c++) {
        for (int i = 0; i < PIXELS; i++) {
          area[c][i] = (float) (0.05 + 0.15 * random.nextDouble());
          ring[c][i] = (float) (0.05 + 0.15 * random.nextDouble());
        }
      }
    }

    /**
     * Adds a date.
     *
     * @param built share of the area's pixels that have become bright
     * @param hidden share of the area's pixels that are not clear
     */
    Place add(double built, double hidden) {
      double season = Math.sin(2 * Math.PI * dates.size() / 12.0);
      double gain = 0.9 + 0.2 * random.nextDouble();
      double haze = 0.02 * random.nextDouble();
      float[][] a = new float[CHANNELS][PIXELS];
      float[][] r = new float[CHANNELS][PIXELS];
      for (int c = 0; c < CHANNELS; c++) {
        for (int i = 0; i < PIXELS; i++) {
          double ground = i < built * PIXELS ? 0.35 : area[c][i] * (1 + 0.2 * areaSeason * season);
          a[c][i] = (float) (gain * ground + haze + 0.004 * random.nextGaussian());
          double near = ring[c][i] * (1 + 0.2 * season);
          r[c][i] = (float) (gain * near + haze + 0.004 * random.nextGaussian());
        }
        Arrays.fill(a[c], PIXELS - (int) (hidden * PIXELS), PIXELS, Float.NaN);
      }
      dates.add(new AreaSample(a, r));
      return this;
    }

    Place add(int count, double built) {
      for (int i = 0; i < count; i++) {
        add(built, 0);
      }
      return this;
    }

    OnsetDetector.Result find() {
      return OnsetDetector.find(dates);
    }
  }

  @Test
  void aLastingChangeIsFoundOnItsFirstDate() {
    for (long seed = 0; seed < 40; seed++) {
      OnsetDetector.Result result = new Place(seed).add(12, 0).add(4, 0.5).find();
      assertEquals(12, result.after(), "seed " + seed);
      assertEquals(11, result.before());
      assertTrue(result.confirmed());
      assertTrue(result.statistic().orElseThrow() >= OnsetDetector.THRESHOLD);
    }
  }

  @Test
  void whatOnlySeasonHazeAndExposureChangeIsNoOnset() {
    int claimed = 0;
    for (long seed = 0; seed < 200; seed++) {
      claimed += new Place(seed).add(30, 0).find().after() >= 0 ? 1 : 0;
    }
    assertEquals(0, claimed);
  }

  @Test
  void aHiddenDateWidensTheInterval() {
    OnsetDetector.Result result = new Place(3).add(12, 0).add(0.5, 0.7).add(3, 0.5).find();
    assertEquals(11, result.before());
    assertEquals(13, result.after());
  }

  @Test
  void aSingleDateThatDepartsIsNoOnset() {
    OnsetDetector.Result result = new Place(4).add(12, 0).add(1, 0.6).add(6, 0).find();
    assertEquals(-1, result.after());
    assertTrue(result.statistic().orElseThrow() >= OnsetDetector.THRESHOLD);
    OnsetDetector.Result later = new Place(4).add(12, 0).add(1, 0.6).add(3, 0).add(3, 0.5).find();
    assertEquals(15, later.before());
    assertEquals(16, later.after());
  }

  @Test
  void aChangeOnTheLastDateIsNotConfirmed() {
    OnsetDetector.Result result = new Place(5).add(12, 0).add(1, 0.5).find();
    assertEquals(12, result.after());
    assertFalse(result.confirmed());
  }

  @Test
  void tooFewDatesTellNothing() {
    assertTrue(new Place(6).add(5, 0).find().statistic().isEmpty());
    assertTrue(new Place(6).add(3, 0).add(2, 0.5).find().statistic().isEmpty());
    Place clouded = new Place(6).add(5, 0);
    for (int i = 0; i < 10; i++) {
      clouded.add(0.5, 0.9);
    }
    assertTrue(clouded.find().statistic().isEmpty());
    assertTrue(OnsetDetector.find(List.of()).statistic().isEmpty());
  }

  @Test
  void anAreaThatNeverVariesIsNoError() {
    List<AreaSample> flat =
        IntStream.range(0, 12)
            .mapToObj(i -> new AreaSample(new float[1][20], new float[1][20]))
            .toList();
    assertEquals(-1, OnsetDetector.find(flat).after());
  }
}
