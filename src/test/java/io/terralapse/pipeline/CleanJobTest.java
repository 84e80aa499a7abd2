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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
