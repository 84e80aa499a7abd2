package io.terralapse.lock;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.lock.LockFile.Policy;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the lock on disk binds a run under each policy. */
class LockFileTest {
  @TempDir Path folder = Path.of("");

  private static Lock lock(String basis) {
    return Lock.of(
        new Lock.Alignment(
            basis,
            new Lock.Anchor("a", "content-a", "a has the most neighbours."),
            List.of(),
            List.of(new Lock.Date("a", "content-a", Shift.REFERENCE))));
  }

  private Path file() {
    return folder.resolve("job.lock");
  }

  private LockFile open(Policy policy) throws IOException {
    return LockFile.open(folder, "job", policy);
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void withoutAFileNothingIsFound(Policy policy) throws IOException {
    LockFile lock = open(policy);
    assertEquals(Optional.empty(), lock.found());
    assertEquals("job.lock", lock.name());
    assertEquals("", LockFile.hash(lock.found()));
    assertEquals("", lock.keep(Optional.empty(), new ArrayList<>()));
    assertFalse(Files.exists(file()), "an empty lock must write no file");
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void whatAnEarlierRunWroteIsFoundUnderEveryPolicy(Policy policy) throws IOException {
    String hash = open(Policy.KEEP).keep(Optional.of(lock("one")), new ArrayList<>());
    LockFile lock = open(policy);
    assertEquals(Optional.of(lock("one")), lock.found());
    assertEquals(hash, LockFile.hash(lock.found()));
    assertEquals(policy == Policy.REPLACE, lock.isReplaced());
  }

  @Test
  void gridFilesOfTheLockAreRequiredUnlessItIsReplaced() throws IOException {
    Lock plain = lock("one");
    Lock lock =
        Lock.of(
            List.of(new Lock.GridFile("BETA2007.gsb", "ab12")),
            Optional.empty(),
            plain.alignment());
    open(Policy.KEEP).keep(Optional.of(lock), new ArrayList<>());
    assertEquals(Optional.of(lock), open(Policy.KEEP).found());
    assertDoesNotThrow(() -> open(Policy.KEEP).requireGrids(Map.of("BETA2007.gsb", "ab12")));
    assertDoesNotThrow(() -> open(Policy.REPLACE).requireGrids(Map.of()));
    assertEquals(
        "job.lock: was made with the grid file BETA2007.gsb (SHA-256 ab12), which geo.grids does not"
            + " name; name that file in geo.grids, or run with --relock to move the published"
            + " frames.",
        assertThrows(UserError.class, () -> open(Policy.KEEP).requireGrids(Map.of())).getMessage());
    UserError other =
        assertThrows(
            UserError.class,
            () -> open(Policy.REQUIRE).requireGrids(Map.of("BETA2007.gsb", "cd34")));
    assertTrue(String.valueOf(other.getMessage()).contains("another version"));
  }

  @Test
  void aLockWithoutGridFilesDoesNotNameThem() throws IOException {
    open(Policy.KEEP).keep(Optional.of(lock("one")), new ArrayList<>());
    assertFalse(Files.readString(file()).contains("grids"));
  }

  @Test
  void settingsOfDrawingAreComparedAsFarAsTheLockHasThem() throws IOException {
    Lock lock = lock("one").with(new TreeMap<>(Map.of("grid.r", "cubic", "focus", "none")));
    open(Policy.KEEP).keep(Optional.of(lock), new ArrayList<>());
    assertEquals(Optional.of(lock), open(Policy.KEEP).found());
    Map<String, String> others = Map.of("grid.r", "near", "outputs.mp4", "medium");
    assertEquals(
        Optional.of("was made for other settings under grid.r"),
        open(Policy.KEEP).findOtherSettings(others));
    assertEquals(Optional.empty(), open(Policy.REPLACE).findOtherSettings(others));
    open(Policy.KEEP).keep(Optional.of(lock("one")), new ArrayList<>());
    assertEquals(
        Optional.empty(),
        open(Policy.KEEP).findOtherSettings(others),
        "a lock of an earlier version");
  }

  @Test
  void onlyTheRequiringPolicyRefusesARunThatTheLockDoesNotApplyTo() throws IOException {
    assertDoesNotThrow(() -> open(Policy.KEEP).refuseIfRequired("is missing"));
    assertDoesNotThrow(() -> open(Policy.REPLACE).refuseIfRequired("is missing"));
    LockFile required = open(Policy.REQUIRE);
    UserError error = assertThrows(UserError.class, () -> required.refuseIfRequired("is missing"));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertEquals(
        "--locked: job.lock is missing, and nothing was published; run without --locked to"
            + " recalculate it.",
        error.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = Policy.class,
      names = {"KEEP", "REQUIRE"})
  void aDamagedFileIsAUserErrorAndStaysAsItIs(Policy policy) throws IOException {
    Files.writeString(file(), "<<<<<<< ours");
    UserError error = assertThrows(UserError.class, () -> open(policy));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).contains("--relock"), error.getMessage());
    assertEquals("<<<<<<< ours", Files.readString(file()));
  }

  @Test
  void aFileThatIsCutOffIsNamedByItsLastLine() throws IOException {
    String text = LockJson.text(lock("one"));
    Files.writeString(file(), text.substring(0, text.indexOf("excluded")));
    UserError error = assertThrows(UserError.class, () -> open(Policy.KEEP));
    assertEquals(
        "job.lock: is not a lock (it is damaged or cut off in line 3); restore it from version control,"
            + " or run with --relock to replace it.",
        error.getMessage());
  }

  @Test
  void aDamagedFileIsReplacedByRelock() throws IOException {
    Files.writeString(file(), "<<<<<<< ours");
    LockFile lock = open(Policy.REPLACE);
    assertEquals(Optional.empty(), lock.found());
    List<Issue> issues = new ArrayList<>();
    lock.keep(Optional.of(lock("two")), issues);
    assertEquals(List.of(), issues);
    assertEquals(Optional.of(lock("two")), LockJson.find(file()));
  }

  @Test
  void theHashChangesWithTheContentAndIsThatOfTheFile() throws IOException {
    String one = open(Policy.KEEP).keep(Optional.of(lock("one")), new ArrayList<>());
    LockFile second = open(Policy.KEEP);
    String two = second.keep(Optional.of(lock("two")), new ArrayList<>());
    assertNotEquals(one, two);
    assertEquals(two, LockFile.hash(LockJson.find(file())));
    assertEquals(one, second.keep(Optional.empty(), new ArrayList<>()), "the lock as it was found");
  }

  @Test
  void aLockThatCannotBeWrittenIsAnIssueAndItsHashTheOneThatTheVideoDependsOn() throws IOException {
    open(Policy.KEEP).keep(Optional.of(lock("one")), new ArrayList<>());
    LockFile lock = open(Policy.KEEP);
    Files.delete(file());
    // A folder that is not empty can be replaced by no file.
    Files.createDirectories(file().resolve("in the way"));
    List<Issue> issues = new ArrayList<>();
    assertEquals(
        LockFile.hash(Optional.of(lock("two"))),
        lock.keep(Optional.of(lock("two")), issues),
        "the one that the video depends on");
    assertEquals(1, issues.size());
    assertEquals("lock", issues.get(0).code());
    assertTrue(
        issues.get(0).sentence().startsWith("job.lock could not be written"),
        issues.get(0).sentence());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList(), "no temporary file is left");
    }
  }
}
