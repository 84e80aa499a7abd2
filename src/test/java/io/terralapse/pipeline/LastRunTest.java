package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is known to be unchanged only if every file that it depends on is. */
class LastRunTest {
  private static final List<String> OUTPUTS = List.of("job.mp4", "job.ledger.json");
  private static final List<Dropped> DROPPED = List.of(new Dropped("a", "cloud", "a is cloudy."));
  private static final List<Issue> ISSUES =
      List.of(new Issue("undated", "x.tif", "x.tif has no date."));

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void keepARun() throws IOException {
    job = new TinyJob(folder, 2);
    Files.createDirectories(job.output(""));
    for (String name : OUTPUTS) {
      Files.writeString(job.output(name), "content of " + name);
    }
    lastRun().keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
  }

  private LastRun lastRun(String... sets) {
    return new LastRun(job.settings(sets), "0.1.0");
  }

  private boolean isUnchanged() {
    return lastRun().findUnchanged("lock").isPresent();
  }

  private Path state() {
    return folder.resolve(".terralapse/last-run/job.json");
  }

  @Test
  void anUnchangedRunReportsWhatTheLastOneDid() {
    LastRun.State state = lastRun().findUnchanged("lock").orElseThrow();
    assertEquals(DROPPED, state.dropped());
    assertEquals(ISSUES, state.issues());
    assertEquals(Optional.of(state), lastRun().findUnchanged("lock"), "still there");
  }

  @Test
  void withoutARunThereIsNone() throws IOException {
    Files.delete(state());
    assertFalse(isUnchanged());
  }

  @Test
  void aChangedInputIsNoticed() throws IOException {
    byte[] same = Files.readAllBytes(job.scene(0));
    Files.setLastModifiedTime(job.scene(0), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
    assertFalse(isUnchanged(), "another modification time");
    lastRun().keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertTrue(isUnchanged());
    Files.delete(job.scene(0));
    assertFalse(isUnchanged(), "a missing scene");
    Files.write(job.scene(0), same);
    assertFalse(isUnchanged(), "a file of the same content is another file");
  }

  @Test
  void aNewInputIsNoticed() throws IOException {
    Files.copy(job.scene(0), folder.resolve("scenes").resolve("20240801.tif"));
    assertFalse(isUnchanged());
  }

  @Test
  void inputsThatChangeDuringTheRunAreNoticedByTheNext() throws IOException {
    LastRun began = lastRun();
    Files.copy(job.scene(0), folder.resolve("scenes").resolve("20240801.tif"));
    began.keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertFalse(isUnchanged());
  }

  @Test
  void anotherLockIsNoticed() {
    assertTrue(lastRun().findUnchanged("other").isEmpty());
    assertTrue(lastRun().findUnchanged("").isEmpty());
  }

  @Test
  void otherSettingsAndAnotherVersionAreNoticed() {
    assertTrue(lastRun("title=B").findUnchanged("lock").isEmpty());
    assertTrue(lastRun("output_dir=elsewhere").findUnchanged("lock").isEmpty());
    assertTrue(new LastRun(job.settings(), "0.2.0").findUnchanged("lock").isEmpty());
    assertTrue(lastRun("jobs=2").findUnchanged("lock").isPresent(), "threads change no output");
  }

  @Test
  void aChangedOutputIsNoticed() throws IOException {
    Files.writeString(job.output("job.mp4"), "edited by hand");
    assertFalse(isUnchanged());
    lastRun().keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertTrue(isUnchanged());
    Files.delete(job.output("job.mp4"));
    assertFalse(isUnchanged(), "missing");
  }

  @Test
  void aRunThatPublishedNothingIsNeverUnchanged() {
    lastRun().keep("lock", List.of(), 2, DROPPED, ISSUES);
    assertFalse(isUnchanged());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"basis\": null}",
        "{\"basis\": 3, \"published\": [], \"dropped\": {}}"
      })
  void aDamagedStateIsNone(String text) throws IOException {
    Files.writeString(state(), text);
    assertFalse(isUnchanged());
    lastRun().keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertTrue(isUnchanged(), "the next run replaces it");
  }

  @Test
  void scenesOnServersHaveNoState() throws IOException {
    Files.delete(state());
    String[] remote = {"scenes=['https://example.org/a.tif']"};
    lastRun(remote).keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertFalse(Files.exists(state()));
    assertTrue(lastRun(remote).findUnchanged("lock").isEmpty());
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoError() throws IOException {
    Files.delete(state());
    Files.delete(state().getParent());
    Files.writeString(state().getParent(), "a file in the way");
    lastRun().keep("lock", OUTPUTS, 2, DROPPED, ISSUES);
    assertFalse(isUnchanged());
  }
}
