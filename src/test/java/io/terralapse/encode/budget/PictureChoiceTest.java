package io.terralapse.encode.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.encode.Timing;
import io.terralapse.model.Picture;
import io.terralapse.testkit.TestSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PictureChoiceTest {
  private static Picture grey(int level) {
    Picture picture = new Picture(64, 36);
    Arrays.fill(picture.rgb(), level * 0x010101);
    return picture;
  }

  private static List<Picture> greys(int... levels) {
    List<Picture> pictures = new ArrayList<>();
    for (int level : levels) {
      pictures.add(grey(level));
    }
    return pictures;
  }

  private static Timing timing(long... millis) {
    return Timing.ofMicros(Arrays.stream(millis).map(m -> m * 1000).toArray(), OptionalInt.empty());
  }

  @Test
  void theFirstTheLastAndTheLargestChangesStay() throws Exception {
    Timing timing = timing(500, 500, 500, 500, 500, 500);
    PictureChoice choice =
        PictureChoice.of(TestSequences.of(greys(10, 12, 90, 92, 200, 203)), timing, 0.02);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, choice.choose(6));
    assertArrayEquals(new int[] {0, 2, 4, 5}, choice.choose(4));
    assertArrayEquals(new int[] {0, 4, 5}, choice.choose(3));
    assertArrayEquals(new int[] {0, 5}, choice.choose(2));
  }

  @Test
  void picturesOfTransitionsAreThinnedAndThoseOfDatesStay() throws Exception {
    Timing timing = timing(800, 40, 40, 40, 40, 800, 40, 40, 2000);
    PictureChoice choice =
        PictureChoice.of(
            TestSequences.of(greys(0, 20, 40, 60, 80, 100, 130, 160, 200)), timing, 0.1);
    assertArrayEquals(new int[] {0, 1, 5, 8}, choice.choose(9));
  }

  @Test
  void onePictureIsShownAlone() throws Exception {
    PictureChoice choice = PictureChoice.of(TestSequences.of(greys(7)), timing(500), 0.02);
    assertEquals(1, choice.most());
    assertArrayEquals(new int[] {0}, choice.choose(2));
  }
}
