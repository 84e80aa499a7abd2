package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockForecastTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 64, 64);
  private static final CoregisterSettings ON = CoregisterSettings.DEFAULTS;

  @TempDir Path folder = Path.of("");

  /** Publishes the dates a and b, aligned to a. */
  private void publish(String basis) throws IOException {
    Lock.Alignment alignment =
        new Lock.Alignment(
            basis,
            new Lock.Anchor("a", "content", "it is clear"),
            List.of(),
            List.of(
                new Lock.Date("a", "content", Shift.REFERENCE),
                new Lock.Date("b", "content", Shift.OFF)));
    LockJson.write(Lock.of(alignment), folder.resolve("job.lock"));
  }

  private LockForecast forecast(Policy policy, CoregisterSettings settings, String... dates)
      throws IOException {
    return LockForecast.of(
        LockFile.open(folder, "job", policy), GRID, settings, Set.of(dates), false);
  }

  @Test
  void aLockThatFitsKeepsItsDatesAndAlignsTheNewOnes() throws IOException {
    publish(LockedAlignment.basis(GRID, ON));
    assertEquals(
        new LockForecast("job.lock", "fits", 2, 1), forecast(Policy.REQUIRE, ON, "a", "b", "c"));
    assertEquals(new LockForecast("job.lock", "fits", 1, 0), forecast(Policy.KEEP, ON, "a"));
  }

  @Test
  void aMissingLockAlignsEveryDate() throws IOException {
    assertEquals(
        new LockForecast("job.lock", "missing", 0, 2), forecast(Policy.KEEP, ON, "a", "b"));
  }

  @Test
  void aLockOfAnotherBasisOrWithoutItsAnchorContradicts() throws IOException {
    publish(LockedAlignment.basis(GRID, ON));
    assertEquals(new LockForecast("job.lock", "contradicts", 0, 1), forecast(Policy.KEEP, ON, "b"));
    assertEquals(
        "fits",
        LockForecast.of(LockFile.open(folder, "job", Policy.KEEP), GRID, ON, Set.of("b"), true)
            .state());
    publish("another basis");
    assertEquals(
        new LockForecast("job.lock", "contradicts", 0, 2), forecast(Policy.KEEP, ON, "a", "b"));
  }

  @Test
  void lockedRefusesWhatDoesNotFit() throws IOException {
    UserError missing = assertThrows(UserError.class, () -> forecast(Policy.REQUIRE, ON, "a"));
    assertTrue(String.valueOf(missing.getMessage()).contains("job.lock is missing"));
    publish("another basis");
    UserError other = assertThrows(UserError.class, () -> forecast(Policy.REQUIRE, ON, "a"));
    assertTrue(
        String.valueOf(other.getMessage())
            .contains("job.lock was made for another area or other settings of the alignment"));
  }

  @Test
  void relockReplacesEvenALockThatFits() throws IOException {
    publish(LockedAlignment.basis(GRID, ON));
    assertEquals(
        new LockForecast("job.lock", "replaced", 0, 2), forecast(Policy.REPLACE, ON, "a", "b"));
  }

  @Test
  void withoutAlignmentTheLockIsUnused() throws IOException {
    CoregisterSettings off =
        new CoregisterSettings(
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            ON.model(),
            60,
            OptionalDouble.empty(),
            false,
            Optional.empty(),
            false);
    assertEquals(new LockForecast("job.lock", "unused", 0, 0), forecast(Policy.REQUIRE, off, "a"));
  }
}
