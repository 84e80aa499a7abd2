package io.terralapse.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagePicturesTest {
  /** A picture of one grey, which is the only byte of its file. */
  private static Picture decode(byte[] file) {
    Picture picture = new Picture(16, 8);
    Arrays.fill(picture.rgb(), 0x010101 * (file[0] & 0xFF));
    return picture;
  }

  private static List<Integer> choose(int[] greys) throws IOException {
    return PagePictures.choose(
        greys.length, i -> new byte[] {(byte) greys[i]}, PagePicturesTest::decode);
  }

  @Test
  void aShortSequenceIsShownAsAWholeAndNothingIsDecoded() throws IOException {
    List<Integer> all =
        PagePictures.choose(
            PagePictures.MOST,
            i -> {
              throw new IOException("not needed");
            },
            PagePicturesTest::decode);
    assertEquals(IntStream.range(0, PagePictures.MOST).boxed().toList(), all);
  }

  @Test
  void ofALongSequenceTheLargestChangesAreShown() throws IOException {
    int[] greys = new int[200];
    // 58 changes of 10 at every third frame from 20 on, and small ones elsewhere.
    for (int i = 1; i < greys.length; i++) {
      boolean large = i >= 20 && i < 20 + 3 * 58 && (i - 20) % 3 == 0;
      greys[i] = (greys[i - 1] + (large ? (i % 2 == 0 ? 100 : 156) : 1)) & 0xFF;
    }
    List<Integer> chosen = choose(greys);
    assertEquals(PagePictures.MOST, chosen.size());
    assertEquals(0, chosen.get(0));
    assertEquals(199, chosen.get(chosen.size() - 1));
    for (int i = 1; i < chosen.size() - 1; i++) {
      assertEquals(20 + 3 * (i - 1), chosen.get(i));
    }
  }

  @Test
  void equalChangesAreTakenFromTheBeginning() throws IOException {
    List<Integer> chosen = choose(new int[100]);
    assertEquals(IntStream.range(0, 59).boxed().toList(), chosen.subList(0, 59));
    assertEquals(99, chosen.get(59));
  }

  @Test
  void moreDatesHaveSmallerPictures() {
    assertTrue(PagePictures.width(8) > PagePictures.width(9));
    assertTrue(PagePictures.width(24) > PagePictures.width(25));
    assertEquals(PagePictures.width(60), PagePictures.width(5000));
  }

  @Test
  void theBadgeIsInTheMiddleAndNowhereElse() {
    Picture picture = new Picture(1200, 676);
    Arrays.fill(picture.rgb(), 0x808080);
    PlayBadge.draw(picture);
    assertEquals(0xFFFFFF, picture.rgb()[338 * 1200 + 600], "the triangle");
    assertEquals(0x808080, picture.rgb()[338 * 1200 + 500]);
    assertEquals(0x808080, picture.rgb()[0]);
    int dark = picture.rgb()[338 * 1200 + 545];
    assertTrue((dark & 0xFF) < 0x60, Integer.toHexString(dark));
  }
}
