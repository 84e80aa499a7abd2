package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import java.util.ArrayList;
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
  private final AnchorPreviews previews = new AnchorPreviews(true);

  /** A preview of one date of which only some rows have data. */
  private Frame preview(int index, int rows) {
    byte[] flags = new byte[SIDE * SIDE];
    Arrays.fill(flags, rows * SIDE, flags.length, Flags.NODATA);
    return new Frame(SIDE, SIDE, scenes.pixels(index), flags);
  }

  private AnchorChoice choose(List<ReadAcquisition> dates) throws Exception {
    try (Workers workers = new Workers("test", 1)) {
      return previews.choose(dates, workers);
    }
  }

  @Test
  void theDateThatIsMostCompleteIsChosenWhicheverOrderDatesAreReadIn() throws Exception {
    previews.onPreview(C.id(), preview(2, 40));
    previews.onPreview(A.id(), preview(0, 30));
    previews.onPreview(B.id(), preview(1, SIDE));
    assertEquals(B.id(), choose(List.of(A, B, C)).id());
  }

  @Test
  void datesThatWereReadButNotSelectedAreNotChosen() throws Exception {
    previews.onPreview(A.id(), preview(0, 30));
    previews.onPreview(B.id(), preview(1, SIDE));
    previews.onPreview(C.id(), preview(2, 40));
    assertEquals(C.id(), choose(List.of(A, C)).id());
    assertEquals(A.id(), choose(List.of(A)).id());
  }

  @Test
  void whatWasNotCollectedIsReadWhenItIsNeeded() throws Exception {
    List<String> read = new ArrayList<>();
    previews.onPreview(A.id(), preview(0, 30));
    previews.readMissingBy(
        date -> {
          read.add(date.id());
          return preview(1, SIDE);
        });
    assertEquals(B.id(), choose(List.of(A, B)).id());
    assertEquals(List.of(B.id()), read);
  }

  @Test
  void nothingIsCollectedIfNoAnchorIsExpected() throws Exception {
    AnchorPreviews unused = new AnchorPreviews(false);
    unused.onPreview(A.id(), preview(0, SIDE));
    List<String> read = new ArrayList<>();
    unused.readMissingBy(
        date -> {
          read.add(date.id());
          return preview(0, SIDE);
        });
    try (Workers workers = new Workers("test", 1)) {
      assertEquals(A.id(), unused.choose(List.of(A), workers).id());
    }
    assertEquals(List.of(A.id()), read);
  }

  @Test
  void thePreviewIsNotKept() throws Exception {
    Frame reused = preview(0, SIDE);
    previews.onPreview(A.id(), reused);
    Arrays.fill(reused.flags(), Flags.NODATA);
    previews.onPreview(B.id(), preview(1, SIDE / 2));
    assertEquals(A.id(), choose(List.of(A, B)).id());
  }
}
