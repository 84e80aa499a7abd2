package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorChoiceTest {
  private static final SyntheticLand LAND = new SyntheticLand(21);

  private static Frame frame(double cloud, long seed) {
    Frame f = LAND.draw(120, 90, 0, 0, (int) (seed % 3));
    if (cloud > 0) {
      LAND.addClouds(f, cloud, seed, false);
    }
    SyntheticLand.addNoise(f, 30, seed);
    return f;
  }

  private static AnchorChoice.Preview preview(String id, double cloud, long seed) {
    return AnchorChoice.Preview.of(id, frame(cloud, seed));
  }

  @Test
  void theClearestDateIsSelectedAndNamedInTheReason() {
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
  void validShareIsPartOfTheScore() {
    Frame cut = frame(0, 1);
    Arrays.fill(cut.flags(), 0, 120 * 60, Flags.NODATA);
    AnchorChoice.Preview half = AnchorChoice.Preview.of("half", cut);
    AnchorChoice choice =
        AnchorChoice.of(List.of(half, preview("whole", 0, 4), preview("other", 0.3, 7)));
    assertEquals("whole", choice.id());
  }

  @Test
  void amongEqualsTheEarlierDateIsSelectedAndOneOrTwoDatesWork() {
    AnchorChoice.Preview a = preview("a", 0, 1);
    AnchorChoice.Preview b = preview("b", 0, 1);
    assertEquals("a", AnchorChoice.of(List.of(a, b)).id());
    assertEquals("b", AnchorChoice.of(List.of(b, a)).id());
    assertEquals("a", AnchorChoice.of(List.of(a)).id());
  }

  @Slow
  @Test
  void manyDatesWork() {
    List<AnchorChoice.Preview> many = new ArrayList<>();
    AnchorChoice.Preview clear = preview("x", 0, 1);
    for (int i = 0; i < 200; i++) {
      many.add(i == 137 ? clear : preview("p" + i, 0.6, 2));
      if (i == 10) {
        break;
      }
    }
    for (int i = many.size(); i < 200; i++) {
      many.add(preview("p" + i, 0, 1));
    }
    assertEquals("p11", AnchorChoice.of(many).id());
  }

  @Test
  void anEmptySequenceIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> AnchorChoice.of(List.of()));
    List<AnchorChoice.Preview> mixed =
        List.of(preview("a", 0, 1), AnchorChoice.Preview.of("b", new Frame(40, 40, 1)));
    assertThrows(IllegalArgumentException.class, () -> AnchorChoice.of(mixed));
  }
}
