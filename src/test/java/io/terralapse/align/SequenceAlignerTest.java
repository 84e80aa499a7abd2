package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneStubs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceAlignerTest {
  /** Frames of 5 m pixels: a native pixel of the scenes is two of the grid's. */
  private static final Grid GRID = new Grid(SceneStubs.CRS, 500_000, 5_100_000, 5, 5, 128, 128);

  private static final ReadAcquisition ANCHOR = SceneStubs.date(GRID, "2024-01-05");
  private static final ReadAcquisition B = SceneStubs.date(GRID, "2024-01-15");
  private static final ReadAcquisition C = SceneStubs.date(GRID, "2024-01-25");
  private static final List<ReadAcquisition> DATES = List.of(ANCHOR, B, C);

  @TempDir Path folder = Path.of("");

  private static CoregisterSettings settings(String reference, boolean toMedian) {
    return new CoregisterSettings(
        true,
        Optional.of(reference),
        Optional.empty(),
        toMedian,
        ShiftModel.AUTO,
        60,
        OptionalDouble.empty(),
        false,
        Optional.empty(),
        false);
  }

  private static Edge edge(ReadAcquisition from, ReadAcquisition to, double dx, double dy) {
    return KnownEdges.accepted(from.id(), to.id(), dx, dy, 0.9);
  }

  private SequenceAlignment align(
      CoregisterSettings settings,
      List<ReadAcquisition> dates,
      Optional<ReadAcquisition> reference,
      Edge... known)
      throws Exception {
    KnownEdges edges = new KnownEdges(folder.resolve("cache"), GRID, settings);
    for (Edge edge : known) {
      edges.put(
          SceneStubs.date(GRID, edge.referenceId()), SceneStubs.date(GRID, edge.targetId()), edge);
    }
    try (Workers workers = new Workers("align", 2)) {
      return new SequenceAligner(
              GRID, settings, edges.store(), edges.cache(), false, new RecordedProgress())
          .align(
              dates,
              reference,
              new AnchorPreviews(true),
              LockFile.open(folder, "job", Policy.KEEP),
              workers);
    }
  }

  private void publish(SequenceAlignment alignment) throws Exception {
    LockJson.write(alignment.lock().orElseThrow(), folder.resolve("job.lock"));
  }

  @Test
  void shiftsAreInPixelsOfTheGridRelativeToTheNamedDate() throws Exception {
    SequenceAlignment alignment =
        align(
            settings("2024-01-05", false),
            DATES,
            Optional.empty(),
            edge(ANCHOR, B, 1.5, -2),
            edge(ANCHOR, C, 3, 0.25));
    assertEquals(Shift.REFERENCE, alignment.shiftOf(ANCHOR));
    assertEquals(3, alignment.shiftOf(B).dxPx(), 1e-9);
    assertEquals(-4, alignment.shiftOf(B).dyPx(), 1e-9);
    assertEquals(Shift.Status.ALIGNED, alignment.shiftOf(B).status());
    assertTrue(alignment.shiftOf(B).applied());
    assertEquals(0.5, alignment.shiftOf(C).dyPx(), 1e-9);
    assertEquals("2024-01-05", alignment.anchor().orElseThrow().id());
    assertEquals(List.of(), alignment.issues());
    assertEquals(3, alignment.pairs().get(0).edge().dxPx(), 1e-9);
    assertEquals(0, alignment.pairs().get(0).misfitPx(), 1e-9);
    assertEquals(List.of(new TiePoint(64, 64, 3, -4, true)), alignment.of(B).votes());
  }

  @Test
  void aRefusedDateKeepsItsGeoreferenceAndGetsAnIssue() throws Exception {
    SequenceAlignment alignment =
        align(
            settings("2024-01-05", false),
            DATES,
            Optional.empty(),
            edge(ANCHOR, B, 1.5, -2),
            Edge.refused(ANCHOR.id(), C.id(), "too few windows agree: 1 of 9"),
            Edge.refused(B.id(), C.id(), "too few windows agree: 2 of 9"));
    Shift shift = alignment.shiftOf(C);
    assertEquals(Shift.Status.REFUSED, shift.status());
    assertTrue(shift.appliedDisplacement().isTranslation() && !shift.applied());
    Issue issue = alignment.issues().get(0);
    assertEquals("refused", issue.code());
    assertEquals(C.id(), issue.subject());
    assertTrue(
        issue.sentence().contains(alignment.of(C).reason())
            && issue
                .sentence()
                .contains("; it is shown by its own georeference (coregister.on_refusal: drop"),
        issue.sentence());
    assertEquals(0, alignment.pairs().get(1).misfitPx());
  }

  @Test
  void aReferenceThatIsNoDateOfTheSequenceIsAUsageError() {
    UserError error =
        assertThrows(
            UserError.class, () -> align(settings("2023", false), DATES, Optional.empty()));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("coregister.reference: no usable date is called 2023;"),
        error.getMessage());
  }

  @Test
  void aReferenceImageHasNoShiftOfItsOwn() throws Exception {
    ReadAcquisition image = SceneStubs.date(GRID, "2020-06-01");
    SequenceAlignment alignment =
        align(
            settings("ignored", false),
            List.of(B, C),
            Optional.of(image),
            edge(image, B, 1, 0),
            edge(image, C, -1, 0));
    assertEquals(List.of(B.id(), C.id()), List.copyOf(alignment.dates().keySet()));
    assertEquals(2, alignment.shiftOf(B).dxPx(), 1e-9);
    assertEquals(image.id(), alignment.anchor().orElseThrow().id());
  }

  @Test
  void toMedianMovesTheSequenceSoThatItsMedianShiftIsZero() throws Exception {
    SequenceAlignment alignment =
        align(
            settings("2024-01-05", true),
            DATES,
            Optional.empty(),
            edge(ANCHOR, B, 1, 0),
            edge(ANCHOR, C, 5, 0));
    // Shifts of 0, 2 and 10 pixels of the grid have the median 2.
    assertEquals(-2, alignment.shiftOf(ANCHOR).dxPx(), 1e-9);
    assertEquals(0, alignment.shiftOf(B).dxPx(), 1e-9);
    assertEquals(8, alignment.shiftOf(C).dxPx(), 1e-9);
    assertTrue(alignment.anchor().orElseThrow().why().endsWith("its median shift is 0"));
  }

  @Test
  void publishedDatesKeepTheirShiftWhenADateIsAdded() throws Exception {
    CoregisterSettings settings = settings("2024-01-05", false);
    SequenceAlignment before =
        align(settings, List.of(ANCHOR, B), Optional.empty(), edge(ANCHOR, B, 1.5, -2));
    publish(before);
    // The edge to B would be another one by now; it is not measured.
    SequenceAlignment after =
        align(settings, DATES, Optional.empty(), edge(ANCHOR, B, 7, 7), edge(ANCHOR, C, 3, 0.25));
    assertEquals(before.shiftOf(B), after.shiftOf(B));
    assertEquals(6, after.shiftOf(C).dxPx(), 1e-9);
    assertEquals(1, after.pairs().size());
    assertEquals(List.of(), after.moved());
    assertEquals(
        List.of(ANCHOR.id(), B.id(), C.id()),
        after.lock().orElseThrow().alignment().orElseThrow().dates().stream()
            .map(Lock.Date::id)
            .toList());
  }

  @Test
  void toMedianKeepsTheDatumOfPublishedFrames() throws Exception {
    CoregisterSettings settings = settings("2024-01-05", true);
    SequenceAlignment before =
        align(settings, DATES, Optional.empty(), edge(ANCHOR, B, 1, 0), edge(ANCHOR, C, 5, 0));
    publish(before);
    ReadAcquisition added = SceneStubs.date(GRID, "2024-02-04");
    SequenceAlignment after =
        align(settings, List.of(ANCHOR, B, C, added), Optional.empty(), edge(ANCHOR, added, 9, 0));
    assertEquals(before.shiftOf(C), after.shiftOf(C));
    // 18 pixels right of the anchor, which itself is published at -2.
    assertEquals(16, after.shiftOf(added).dxPx(), 1e-9);
  }

  @Test
  void aChangedSettingMovesPublishedFramesWithAWarning() throws Exception {
    publish(
        align(
            settings("2024-01-05", false),
            List.of(ANCHOR, B),
            Optional.empty(),
            edge(ANCHOR, B, 1.5, -2)));
    SequenceAlignment moved =
        align(
            settings("2024-01-15", false),
            List.of(ANCHOR, B),
            Optional.empty(),
            edge(B, ANCHOR, -1.5, 2));
    assertEquals(List.of(ANCHOR.id(), B.id()), moved.moved());
    assertEquals(List.of("relocked"), moved.issues().stream().map(Issue::code).toList());
  }

  @Test
  void theDistanceOfAnEdgeFromTheAdjustedShiftsIsReported() throws Exception {
    Edge weak = KnownEdges.accepted(ANCHOR.id(), C.id(), 3, 0, 0.5);
    SequenceAlignment alignment =
        align(
            settings("2024-01-05", false),
            DATES,
            Optional.empty(),
            edge(ANCHOR, B, 1, 0),
            weak,
            edge(B, C, 2.5, 0));
    // The two ways to C differ by half a native pixel, one pixel of the grid.
    double sum = alignment.pairs().stream().mapToDouble(pair -> pair.misfitPx()).sum();
    assertEquals(1, sum, 0.02);
  }
}
