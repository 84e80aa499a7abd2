package io.terralapse.planpage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are smaller the more there are, and never too large together. */
class PictureBytesTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "24, 24", "25, 25", "500, 500", "500, 3", "500, 0", "5000, 4000"})
  void allTogetherAreBounded(int candidates, int inVideo) {
    PictureBytes bytes = new PictureBytes(candidates, inVideo);
    long sum = 0;
    int large = 0;
    for (int i = 0; i < candidates; i++) {
      int next = bytes.next(i < inVideo);
      sum += next;
      large += next > 100_000 ? 1 : 0;
    }
    assertTrue(sum <= PictureBytes.TOTAL, sum + " bytes");
    assertTrue(large <= 24 && large >= Math.min(inVideo, 3), large + " are large");
  }

  @ParameterizedTest
  @CsvSource({"100000, 0"})
  void picturesThatShowNothingAreLeftOut(int candidates, int inVideo) {
    assertEquals(0, new PictureBytes(candidates, inVideo).next(false));
  }
}
