package io.terralapse.coregister;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorChoiceTest {
  private static final SyntheticLand LAND = new SyntheticLand(21);

  private static AnchorChoice.Preview preview(String id, double cloud, long seed) {
    Frame f = LAND.draw(120, 90, 0, 0, (int) (seed % 3));
    if (cloud > 0) {
      LAND.addClouds(f, cloud, seed, false);
    }
    SyntheticLand.addNoise(f, 30, seed);
    return new AnchorChoice.Preview(id, f);
  }

  @Test
  void theClearestDateIsChosenAndTheSentenceNamesIt() {
    AnchorChoice choice =
        AnchorChoice.of(
            List.of(
                preview("cloudy", 0.5, 10),
                preview("hazy", 0.3, 20),
                preview("clear", 0, 30),
                preview("overcast", 0.9, 40)));
    assertEquals("clear", choice.id());
    assertTrue(choice.why().startsWith("clear agrees best"), choice.why());
  }

  @Test
  void coverageCounts() {
    AnchorChoice.Preview half = preview("half", 0, 1);
    Arrays.fill(half.frame().flags(), 0, 120 * 60, Flags.NODATA);
    AnchorChoice choice =
        AnchorChoice.of(List.of(half, preview("whole", 0, 4), preview("other", 0.3, 7)));
    assertEquals("whole", choice.id());
  }

  @Test
  void tiesGoToTheEarlierDateAndOneOrTwoDatesWork() {
    AnchorChoice.Preview a = preview("a", 0, 1);
    AnchorChoice.Preview b = new AnchorChoice.Preview("b", a.frame());
    assertEquals("a", AnchorChoice.of(List.of(a, b)).id());
    assertEquals("b", AnchorChoice.of(List.of(b, a)).id());
    assertEquals("a", AnchorChoice.of(List.of(a)).id());
  }

  @Test
  void manyDatesWork() {
    List<AnchorChoice.Preview> many = new ArrayList<>();
    AnchorChoice.Preview clear = preview("x", 0, 1);
    for (int i = 0; i < 200; i++) {
      many.add(i == 137 ? clear : new AnchorChoice.Preview("p" + i, preview("", 0.6, 2).frame()));
      if (i == 10) {
        break;
      }
    }
    for (int i = many.size(); i < 200; i++) {
      many.add(new AnchorChoice.Preview("p" + i, clear.frame()));
    }
    assertEquals("p11", AnchorChoice.of(many).id());
  }

  @Test
  void nothingToChooseFromIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> AnchorChoice.of(List.of()));
    List<AnchorChoice.Preview> mixed =
        List.of(preview("a", 0, 1), new AnchorChoice.Preview("b", new Frame(40, 40, 1)));
    assertThrows(IllegalArgumentException.class, () -> AnchorChoice.of(mixed));
  }
}
