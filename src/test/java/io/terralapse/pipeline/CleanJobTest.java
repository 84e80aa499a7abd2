package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanJobTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 2);
    job.render(TinyJob.PLAIN);
  }

  private UserError refused() {
    UserError error =
        assertThrows(UserError.class, () -> CleanJob.run(job.settings(), false, Optional.empty()));
    assertEquals(ExitCode.ENVIRONMENT, error.exitCode());
    return error;
  }

  @Test
  void theCacheIsFreedAndTheVideoStaysUpToDate() throws Exception {
    String video = FileHash.sha256(job.output("job.mp4"));
    CleanJob.Result none = CleanJob.run(job.settings(), false, Optional.of(Duration.ofDays(1)));
    assertEquals(0, none.freedFiles());
    assertTrue(none.keptBytes() > 1000, "windows are in use");
    CleanJob.Result all = CleanJob.run(job.settings(), false, Optional.empty());
    assertEquals(none.keptBytes(), all.freedBytes());
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
    CleanJob.run(job.settings(), true, Optional.empty());
    assertFalse(Files.exists(folder.resolve(".terralapse")));
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
    assertEquals(video, FileHash.sha256(job.output("job.mp4")));
    assertTrue(Files.exists(folder.resolve("job.lock")));
  }

  @Test
  void withoutACacheThereIsNothingToDo() {
    assertEquals(
        0, CleanJob.run(job.settings("cache.dir=none"), true, Optional.empty()).freedFiles());
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void whatStoppedRunsHaveLeftAmongTheOutputsIsDeleted() throws Exception {
    Path other = Files.writeString(job.output(".other~other.mp4"), "of another job");
    for (String cache : List.of("cache.dir=.terralapse", "cache.dir=none")) {
      List<Path> left = leaveTemporaryFiles();
      CleanJob.run(job.settings(cache), true, Optional.empty());
      assertEquals(List.of(), left.stream().filter(Files::exists).toList(), cache);
    }
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(job.output("job.mp4")));
  }

  @Test
  void aRunThatHasNothingToDoDeletesThemToo() throws Exception {
    for (RunOptions options : List.of(TinyJob.PLAIN, TinyJob.IF_CHANGED)) {
      List<Path> left = leaveTemporaryFiles();
      assertEquals("unchanged", job.render(options).status());
      assertEquals(List.of(), left.stream().filter(Files::exists).toList());
    }
  }

  /** What a run leaves that is killed while it stages a file. */
  private List<Path> leaveTemporaryFiles() throws IOException {
    return List.of(
        Files.writeString(job.output(".job~job.mp4"), "half"),
        Files.writeString(job.output(".job~journal"), "half"),
        Files.writeString(job.output(".job.running"), "process 1\n"));
  }

  @Test
  @SuppressWarnings("try")
  void aRunThatHoldsTheJobOrTheCacheIsNotDisturbed() throws Exception {
    try (Publication running = Publication.begin(folder.resolve("output"), "job")) {
      assertTrue(Files.exists(running.stage("x").getParent()));
      assertTrue(String.valueOf(refused().getMessage()).contains("another run"));
    }
    try (DiskCache cache = new DiskCache(folder.resolve(".terralapse"), 1 << 20)) {
      cache.createRunFolder();
      String sentence = String.valueOf(refused().getMessage());
      assertTrue(sentence.contains("process " + ProcessHandle.current().pid()), sentence);
    }
    assertTrue(CleanJob.run(job.settings(), false, Optional.empty()).freedFiles() > 0);
  }
}
