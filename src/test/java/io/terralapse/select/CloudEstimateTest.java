package io.terralapse.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CloudEstimateTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 40;
  private static final float[] GROUND = {0.08f, 0.09f, 0.06f};
  private static final float[] CLOUD = {0.55f, 0.56f, 0.58f};

  private static Frame ground() {
    Frame frame = new Frame(WIDTH, HEIGHT, new float[3][WIDTH * HEIGHT], new byte[WIDTH * HEIGHT]);
    paint(frame, GROUND, 0, WIDTH);
    return frame;
  }

  /** Colours whole columns. */
  private static Frame paint(Frame frame, float[] colour, int from, int to) {
    for (int band = 0; band < 3; band++) {
      for (int row = 0; row < HEIGHT; row++) {
        Arrays.fill(frame.band(band), row * WIDTH + from, row * WIDTH + to, colour[band]);
      }
    }
    return frame;
  }

  private static WhitePatches patches(Frame frame) {
    boolean[] area = new boolean[WIDTH * HEIGHT];
    Arrays.fill(area, true);
    return WhitePatches.of(frame, area, 0, 1, 2);
  }

  /** The estimate for one date among dates that show the ground. */
  private static OptionalDouble among(Frame frame, int groundDates) {
    List<WhitePatches> dates = new ArrayList<>(List.of(patches(frame)));
    for (int i = 0; i < groundDates; i++) {
      dates.add(patches(ground()));
    }
    return CloudEstimate.of(dates).get(0);
  }

  @Test
  void findsAThickCloudThatTheOtherDatesDoNotHave() {
    assertEquals(50, among(paint(ground(), CLOUD, 0, 32), 4).orElseThrow(), 1e-9);
    assertEquals(0, among(ground(), 4).orElseThrow(), 1e-9);
  }

  @Test
  void countsOnlyWhatHasData() {
    Frame frame = paint(ground(), CLOUD, 0, 32);
    for (int row = 0; row < HEIGHT; row++) {
      Arrays.fill(frame.flags(), row * WIDTH + 16, row * WIDTH + 64, Flags.NODATA);
    }
    assertEquals(100, among(frame, 4).orElseThrow(), 1e-9);
  }

  @Test
  void givesNoEstimateWithoutEnoughOtherDates() {
    assertEquals(OptionalDouble.empty(), among(paint(ground(), CLOUD, 0, 32), 3));
    assertEquals(List.of(), CloudEstimate.of(List.of()));
  }

  @Test
  void doesNotCountSandSaltHazeAndWater() {
    float[] sand = {0.45f, 0.35f, 0.22f};
    float[] haze = {0.22f, 0.24f, 0.27f};
    float[] turquoise = {0.2f, 0.5f, 0.6f};
    for (float[] colour : List.of(sand, haze, turquoise)) {
      assertEquals(0, among(paint(ground(), colour, 0, 64), 4).orElseThrow(), 1e-9);
    }
  }

  @Test
  void doesNotCountRoofs() {
    Frame frame = ground();
    for (int roof = 0; roof < WIDTH; roof += 8) {
      paint(frame, CLOUD, roof, roof + 6);
    }
    assertEquals(0, among(frame, 4).orElseThrow(), 1e-9);
  }

  @Test
  void doesNotCountWhatIsWhiteOnOtherDates() {
    List<WhitePatches> dates = new ArrayList<>();
    for (int date = 0; date < 12; date++) {
      // Salt in the first 16 columns all year, snow over the rest in four months of twelve.
      Frame frame = paint(ground(), CLOUD, 0, 16);
      dates.add(patches(date < 4 ? paint(frame, CLOUD, 16, 64) : frame));
    }
    for (OptionalDouble estimate : CloudEstimate.of(dates)) {
      assertEquals(0, estimate.orElseThrow(), 1e-9);
    }
  }
}
