package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorPreviewsTest {
  private static final int SIDE = 64;
  private static final Grid GRID = SceneStubs.grid(0, 0, SIDE, SIDE);
  private static final ReadAcquisition A = SceneStubs.date(GRID, "2024-01-05");
  private static final ReadAcquisition B = SceneStubs.date(GRID, "2024-01-15");
  private static final ReadAcquisition C = SceneStubs.date(GRID, "2024-01-25");

  private final SyntheticScenes scenes =
      new SyntheticScenes(new SyntheticScenes.Options(SIDE, SIDE, 3, 7, 0, false, false));
  private final AnchorPreviews previews = new AnchorPreviews();

  /** A preview of one date of which only some rows have data. */
  private Frame preview(int index, int rows) {
    byte[] flags = new byte[SIDE * SIDE];
    Arrays.fill(flags, rows * SIDE, flags.length, Flags.NODATA);
    return new Frame(SIDE, SIDE, scenes.pixels(index), flags);
  }

  @Test
  void theDateThatIsMostCompleteIsChosenWhicheverOrderDatesAreReadIn() {
    previews.onPreview(C.id(), preview(2, 40));
    previews.onPreview(A.id(), preview(0, 30));
    previews.onPreview(B.id(), preview(1, SIDE));
    assertEquals(B.id(), previews.choose(List.of(A, B, C)).id());
  }

  @Test
  void datesThatWereReadButNotSelectedAreNotChosen() {
    previews.onPreview(A.id(), preview(0, 30));
    previews.onPreview(B.id(), preview(1, SIDE));
    previews.onPreview(C.id(), preview(2, 40));
    assertEquals(C.id(), previews.choose(List.of(A, C)).id());
    assertEquals(A.id(), previews.choose(List.of(A)).id());
  }

  @Test
  void aDateThatWasNotReadIsAnError() {
    previews.onPreview(A.id(), preview(0, SIDE));
    assertThrows(NullPointerException.class, () -> previews.choose(List.of(A, B)));
  }

  @Test
  void thePreviewIsNotKept() {
    Frame reused = preview(0, SIDE);
    previews.onPreview(A.id(), reused);
    Arrays.fill(reused.flags(), Flags.NODATA);
    previews.onPreview(B.id(), preview(1, SIDE / 2));
    assertEquals(A.id(), previews.choose(List.of(A, B)).id());
  }
}
