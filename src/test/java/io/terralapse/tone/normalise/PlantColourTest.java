package io.terralapse.tone.normalise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlantColourTest {
  private static final int SIDE = 64;
  private static final double[] NONE = {0, 0, 0};

  /** Bare ground above, plants in a share of the rows below. */
  private static ToneImage image(double plants, double red, double green, double blue) {
    Frame frame = new Frame(SIDE, SIDE, 3);
    boolean[] inside = new boolean[SIDE * SIDE];
    Arrays.fill(inside, true);
    Arrays.fill(frame.flags(), (byte) 0);
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean plant = i >= (1 - plants) * SIDE * SIDE;
      frame.band(0)[i] = (float) (plant ? red : 150);
      frame.band(1)[i] = (float) (plant ? green : 140);
      frame.band(2)[i] = (float) (plant ? blue : 120);
    }
    return ToneImage.of(frame, inside);
  }

  /** Four dates alike and one whose plants are bluish. */
  private static List<Optional<PlantColour.Ratios>> bluishFirst() {
    List<Optional<PlantColour.Ratios>> plants = new ArrayList<>();
    plants.add(PlantColour.of(image(0.5, 60, 100, 85)));
    for (int d = 0; d < 4; d++) {
      plants.add(PlantColour.of(image(0.5, 70, 100, 72)));
    }
    return plants;
  }

  @Test
  void ratiosAreThoseOfPlants() {
    PlantColour.Ratios ratios = PlantColour.of(image(0.5, 60, 100, 85)).orElseThrow();
    assertEquals(Math.log(85 / 60.0), ratios.toRed(), 1e-6);
    assertEquals(Math.log(85 / 100.0), ratios.toGreen(), 1e-6);
    assertTrue(PlantColour.of(image(0.05, 60, 100, 85)).isEmpty(), "hardly any plants");
  }

  @Test
  void aBluishDateGetsLessBlueAsFarAsUnchangedPixelsAskForItToo() {
    double[] measured = {0.08, 0, -0.08};
    double[] gains = PlantColour.correct(0, bluishFirst(), measured, NONE);
    assertTrue(gains[2] - gains[0] < -0.15, Arrays.toString(gains));
    assertTrue(gains[2] - gains[0] > -0.25, Arrays.toString(gains));
    double[] opposed = PlantColour.correct(0, bluishFirst(), new double[] {-0.1, 0, 0.1}, NONE);
    assertTrue(opposed[2] - opposed[0] > -0.11, Arrays.toString(opposed));
  }

  @Test
  void datesThatAreAlikeAndDatesWithoutPlantsKeepTheirColours() {
    assertArrayEquals(NONE, PlantColour.correct(1, bluishFirst(), NONE, NONE), 1e-9);
    List<Optional<PlantColour.Ratios>> bare = new ArrayList<>(bluishFirst());
    bare.set(0, Optional.empty());
    assertArrayEquals(NONE, PlantColour.correct(0, bare, new double[] {0.2, 0, -0.2}, NONE));
  }
}
