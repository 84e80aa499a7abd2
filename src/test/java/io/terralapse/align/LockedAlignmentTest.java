package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.network.AdjustedShift;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.Displacement;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedAlignmentTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 64, 64);
  private static final String BASIS = "0123456789abcdef0123456789abcdef";
  private static final ReadAcquisition ANCHOR = SceneStubs.date(GRID, "2024-01-05");
  private static final ReadAcquisition SHIFTED = SceneStubs.date(GRID, "2024-01-15");
  private static final ReadAcquisition REFUSED = SceneStubs.date(GRID, "2024-01-25");
  private static final ReadAcquisition ADDED = SceneStubs.date(GRID, "2024-02-04");
  private static final List<ReadAcquisition> DATES = List.of(ANCHOR, SHIFTED, REFUSED, ADDED);
  private static final List<ChangingRegion.Square> CHANGING =
      List.of(new ChangingRegion.Square(32, 48, 16));

  @TempDir Path folder = Path.of("");

  private static Shift shift(double dx, double dy, Shift.Status status) {
    return new Shift(
        dx,
        dy,
        0.1,
        "translation",
        0.9,
        0.05,
        40,
        2,
        0,
        Displacement.translation(dx, dy),
        status == Shift.Status.ALIGNED,
        status);
  }

  private static final Map<String, Shift> PUBLISHED =
      Map.of(
          ANCHOR.id(), Shift.REFERENCE,
          SHIFTED.id(), shift(3, -2, Shift.Status.ALIGNED),
          REFUSED.id(), shift(9, 9, Shift.Status.REFUSED));

  private LockFile file(Policy policy) throws IOException {
    return LockFile.open(folder, "job", policy);
  }

  private LockedAlignment locked(Policy policy, String basis, List<ReadAcquisition> dates)
      throws IOException {
    return LockedAlignment.of(file(policy), GRID, basis, dates, Optional.empty());
  }

  /** Publishes the first three dates, with the first as anchor. */
  private void publish() throws IOException {
    publish(CHANGING);
  }

  private void publish(List<ChangingRegion.Square> changing) throws IOException {
    Lock lock =
        locked(Policy.KEEP, BASIS, DATES)
            .next(List.of(ANCHOR, SHIFTED, REFUSED), PUBLISHED, ANCHOR, "it is clear", changing);
    LockJson.write(lock, folder.resolve("job.lock"));
  }

  /** The same date with other pixels. */
  private static ReadAcquisition withOtherPixels(ReadAcquisition date) {
    return new ReadAcquisition(
        date.acquisition(),
        date.recipe(),
        date.requests(),
        List.of("other pixels"),
        date.clearness(),
        date.whitePatches(),
        date.tone());
  }

  @Test
  void withoutALockEveryDateIsNew() throws IOException {
    LockedAlignment locked = locked(Policy.KEEP, BASIS, DATES);
    assertFalse(locked.applies());
    assertFalse(locked.isLocked(ANCHOR));
    assertEquals(Optional.empty(), locked.anchor());
    assertEquals(List.of(), locked.changing());
    assertEquals(List.of(), locked.moved(PUBLISHED));
  }

  @Test
  void publishedDatesKeepTheirShiftsAndTheAnchor() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, BASIS, DATES);
    assertTrue(locked.applies());
    assertTrue(locked.isLocked(SHIFTED));
    assertTrue(locked.isLocked(REFUSED));
    assertFalse(locked.isLocked(ADDED));
    assertEquals(ANCHOR.id(), locked.anchor().orElseThrow().id());
    assertEquals("it is clear", locked.anchor().orElseThrow().why());
    assertEquals(CHANGING, locked.changing());
    Map<String, Shift> measured = new HashMap<>();
    measured.put(SHIFTED.id(), Shift.OFF);
    measured.put(ADDED.id(), shift(1, 1, Shift.Status.ALIGNED));
    locked.keepIn(measured);
    assertEquals(PUBLISHED.get(SHIFTED.id()), measured.get(SHIFTED.id()));
    assertEquals(shift(1, 1, Shift.Status.ALIGNED), measured.get(ADDED.id()));
  }

  @Test
  void aRefusedDateIsLockedButNotAligned() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, BASIS, DATES);
    assertTrue(locked.isAligned(SHIFTED.id()));
    assertTrue(locked.isTranslated(SHIFTED.id()));
    assertFalse(locked.isAligned(REFUSED.id()));
    assertFalse(locked.isTranslated(REFUSED.id()));
    assertFalse(locked.isAligned(ADDED.id()));
    Edge kept = KnownEdges.accepted(ANCHOR.id(), ADDED.id(), 1, 0, 0.9);
    assertEquals(
        List.of(kept),
        locked.without(
            List.of(
                KnownEdges.accepted(ANCHOR.id(), REFUSED.id(), 1, 0, 0.9),
                kept,
                KnownEdges.accepted(REFUSED.id(), ADDED.id(), 1, 0, 0.9))));
  }

  @Test
  void aLockOfAnotherBasisIsNotApplied() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, "another basis", DATES);
    assertFalse(locked.applies());
    assertFalse(locked.isLocked(SHIFTED));
    assertEquals(List.of(), locked.changing());
  }

  @Test
  void lockedRefusesALockOfAnotherBasis() throws IOException {
    publish();
    UserError refused =
        assertThrows(UserError.class, () -> locked(Policy.REQUIRE, "another basis", DATES));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith(
                "--locked: job.lock was made for another area or other settings of the alignment"),
        refused.getMessage());
    assertTrue(locked(Policy.REQUIRE, BASIS, DATES).applies());
  }

  @Test
  void aLockThatHasTheGridSaysWhetherThatIsAnother() throws IOException {
    publish();
    Lock lock = file(Policy.KEEP).found().orElseThrow();
    Map<Grid, String> expected =
        Map.of(
            GRID,
            "job.lock was made for other settings under coregister",
            SceneStubs.grid(0, 0, 32, 64),
            "job.lock was made on another grid, for other settings under aoi or grid");
    for (Map.Entry<Grid, String> one : expected.entrySet()) {
      Lock.PublishedGrid grid = new Lock.PublishedGrid("settings", one.getKey());
      LockJson.write(lock.with(grid), LockFile.path(folder, "job"));
      UserError refused =
          assertThrows(UserError.class, () -> locked(Policy.REQUIRE, "another basis", DATES));
      assertTrue(
          String.valueOf(refused.getMessage()).contains(one.getValue()), refused.getMessage());
    }
  }

  @Test
  void lockedRefusesARunWithoutALock() {
    UserError refused = assertThrows(UserError.class, () -> locked(Policy.REQUIRE, BASIS, DATES));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("--locked: job.lock is missing"),
        refused.getMessage());
  }

  @Test
  void relockIgnoresALockThatFits() throws IOException {
    publish();
    assertFalse(locked(Policy.REPLACE, BASIS, DATES).applies());
  }

  @Test
  void aDateWhosePixelsHaveChangedIsNew() throws IOException {
    publish();
    ReadAcquisition changed = withOtherPixels(SHIFTED);
    LockedAlignment locked = locked(Policy.KEEP, BASIS, List.of(ANCHOR, changed, REFUSED));
    assertTrue(locked.applies());
    assertFalse(locked.isLocked(changed));
    assertTrue(locked.isLocked(REFUSED));
  }

  @Test
  void anAnchorThatIsGoneIsReplacedAndPublishedShiftsStay() throws IOException {
    publish(List.of());
    for (List<ReadAcquisition> dates :
        List.of(
            List.of(withOtherPixels(ANCHOR), SHIFTED, REFUSED), List.of(SHIFTED, REFUSED, ADDED))) {
      LockedAlignment locked = locked(Policy.REQUIRE, BASIS, dates);
      assertTrue(locked.applies());
      AnchorChoice anchor = locked.anchor().orElseThrow();
      assertEquals(SHIFTED.id(), anchor.id(), "the only other one that was aligned");
      assertTrue(anchor.why().contains("replaces the published reference"), anchor.why());
      assertFalse(locked.isLocked(ADDED));
      Map<String, Shift> measured = new HashMap<>();
      locked.keepIn(measured);
      Shift published = Objects.requireNonNull(PUBLISHED.get(SHIFTED.id()));
      Shift now = Objects.requireNonNull(measured.get(SHIFTED.id()));
      assertEquals(published.appliedDisplacement(), now.appliedDisplacement());
      assertEquals(Shift.Status.REFERENCE, now.status());
    }
  }

  @Test
  void withoutADateToReplaceItALostAnchorInvalidatesTheLock() throws IOException {
    publish();
    // Squares are in pixels of the anchor.
    assertFalse(locked(Policy.KEEP, BASIS, List.of(SHIFTED, REFUSED)).applies());
    publish(List.of());
    assertFalse(locked(Policy.KEEP, BASIS, List.of(withOtherPixels(ANCHOR), REFUSED)).applies());
    assertThrows(UserError.class, () -> locked(Policy.REQUIRE, BASIS, List.of(REFUSED, ADDED)));
  }

  @Test
  void aReferenceImageIsTheAnchorInsteadOfADate() throws IOException {
    publish();
    LockFile file = file(Policy.KEEP);
    assertFalse(
        LockedAlignment.of(
                file, GRID, BASIS, DATES, Optional.of(SceneStubs.date(GRID, "2020-06-01")))
            .applies());
    assertTrue(
        LockedAlignment.of(file, GRID, BASIS, List.of(SHIFTED), Optional.of(ANCHOR)).applies());
  }

  @Test
  void framesMoveIfALockThatDoesNotApplyHadThemElsewhere() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, "another basis", DATES);
    Map<String, Shift> now = new HashMap<>(PUBLISHED);
    assertEquals(List.of(), locked.moved(now));
    assertEquals(Optional.empty(), locked.warning(List.of()));
    now.put(SHIFTED.id(), shift(3, -1.75, Shift.Status.ALIGNED));
    // Refused shifts are not applied, so that a frame whose refused shift changes does not move.
    now.put(REFUSED.id(), shift(7, 7, Shift.Status.REFUSED));
    assertEquals(List.of(SHIFTED.id()), locked.moved(now));
    now.remove(SHIFTED.id());
    assertEquals(List.of(), locked.moved(now));
  }

  @Test
  void nothingMovesUnderALockThatApplies() throws IOException {
    publish();
    assertEquals(
        List.of(),
        locked(Policy.KEEP, BASIS, DATES)
            .moved(Map.of(SHIFTED.id(), shift(0, 0, Shift.Status.ALIGNED))));
  }

  @Test
  void theWarningCountsTheFramesAndNamesTheFirst() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, "another basis", DATES);
    Issue one = locked.warning(List.of("2024-01-15")).orElseThrow();
    assertEquals("relocked", one.code());
    assertEquals("job.lock", one.subject());
    assertTrue(one.sentence().contains("1 published frame moves: 2024-01-15;"), one.sentence());
    Issue two = locked.warning(List.of("2024-01-15", "2024-01-25")).orElseThrow();
    assertTrue(
        two.sentence().contains("2 published frames move, the first is 2024-01-15;"),
        two.sentence());
  }

  @Test
  void relockWarnsAboutNoMovedFrame() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.REPLACE, BASIS, DATES);
    assertEquals(List.of(SHIFTED.id()), locked.moved(Map.of(SHIFTED.id(), Shift.OFF)));
    assertEquals(Optional.empty(), locked.warning(List.of(SHIFTED.id())));
  }

  private static AdjustedShift of(Map<String, AdjustedShift> shifts, ReadAcquisition date) {
    return Objects.requireNonNull(shifts.get(date.id()), date.id());
  }

  @Test
  void lockedShiftsAreConstantsInThePixelsOfTheAdjustment() throws IOException {
    publish();
    Map<String, AdjustedShift> constants = locked(Policy.KEEP, BASIS, DATES).shifts(ANCHOR, 0.5);
    // Refused dates constrain nothing.
    assertEquals(Set.of(ANCHOR.id(), SHIFTED.id()), constants.keySet());
    AdjustedShift shifted = of(constants, SHIFTED);
    assertEquals(AdjustedShift.Status.LOCKED, shifted.status());
    assertEquals(6, shifted.dxPx());
    assertEquals(-4, shifted.dyPx());
    assertTrue(shifted.nonRigid().isTranslation());
  }

  @Test
  void shiftsAreRelativeToAnAnchorThatWasPublishedWithAShift() throws IOException {
    publish();
    LockedAlignment locked = locked(Policy.KEEP, BASIS, DATES);
    Map<String, AdjustedShift> constants = locked.shifts(SHIFTED, 1);
    assertEquals(0, of(constants, SHIFTED).dxPx());
    assertEquals(-3, of(constants, ANCHOR).dxPx());
    assertEquals(2, of(constants, ANCHOR).dyPx());
    AdjustedShift back = of(locked.gauged(constants, SHIFTED, 1), ANCHOR);
    assertEquals(0, back.dxPx());
    assertEquals(0, back.dyPx());
    assertEquals(constants, locked.gauged(constants, ANCHOR, 1));
  }

  @Test
  void theNextLockHoldsEveryDateOfTheRun() throws IOException {
    publish();
    Map<String, Shift> now = new HashMap<>(PUBLISHED);
    now.put(ADDED.id(), shift(1, 1, Shift.Status.ALIGNED));
    Lock next = locked(Policy.KEEP, BASIS, DATES).next(DATES, now, ANCHOR, "it is clear", CHANGING);
    assertEquals(BASIS, next.alignment().orElseThrow().basis());
    assertEquals(
        DATES.stream().map(ReadAcquisition::id).toList(),
        next.alignment().orElseThrow().dates().stream().map(Lock.Date::id).toList());
    assertEquals(now.get(ADDED.id()), next.alignment().orElseThrow().dates().get(3).shift());
    assertEquals(List.of(new Lock.Square(32, 48, 16)), next.alignment().orElseThrow().excluded());
  }

  @Test
  void theBasisDependsOnTheGridAndOnEverySettingThatMovesAShift() {
    CoregisterSettings settings = CoregisterSettings.DEFAULTS;
    String basis = LockedAlignment.basis(GRID, settings);
    assertEquals(basis, LockedAlignment.basis(SceneStubs.grid(0, 0, 64, 64), settings));
    assertNotEquals(basis, LockedAlignment.basis(SceneStubs.grid(0, 0, 64, 66), settings));
    for (CoregisterSettings other :
        List.of(
            with(Optional.of("2024-01-05"), false, ShiftModel.AUTO, 60, OptionalDouble.empty()),
            with(Optional.empty(), true, ShiftModel.AUTO, 60, OptionalDouble.empty()),
            with(Optional.empty(), false, ShiftModel.LOCAL, 60, OptionalDouble.empty()),
            with(Optional.empty(), false, ShiftModel.AUTO, 90, OptionalDouble.empty()),
            with(Optional.empty(), false, ShiftModel.AUTO, 60, OptionalDouble.of(0.5)))) {
      assertNotEquals(basis, LockedAlignment.basis(GRID, other), other.toString());
    }
    assertEquals(
        basis,
        LockedAlignment.basis(
            GRID, with(Optional.empty(), false, ShiftModel.AUTO, 60, OptionalDouble.empty())));
  }

  private static CoregisterSettings with(
      Optional<String> reference,
      boolean toMedian,
      ShiftModel model,
      double maxShiftM,
      OptionalDouble minConfidence) {
    return new CoregisterSettings(
        true,
        reference,
        Optional.empty(),
        toMedian,
        model,
        maxShiftM,
        minConfidence,
        true,
        Optional.empty(),
        false);
  }
}
