package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alignment is measured and its page is published, without a video. */
class AlignJobTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 2);
  }

  private AlignResult align(Optional<Path> writeAligned, String... sets) throws Exception {
    return new TimelapseJobs().align(job.request(TinyJob.PLAIN, sets), writeAligned);
  }

  @Test
  void thePageIsPublishedAndNothingElse() throws Exception {
    AlignResult result = align(Optional.empty(), TinyJob.ALIGNED);
    assertEquals(job.output("job.alignment.html"), result.page());
    assertEquals(Set.of("job.alignment.html"), job.published());
    assertFalse(Files.exists(folder.resolve("job.lock")), "only a render writes the lock");
    assertEquals(2, result.dates().size());
    assertEquals(1, result.dates().stream().filter(AlignJobTest::isReference).count());
    assertEquals(List.of(), result.written());
    assertTrue(Files.readString(result.page()).contains(job.id(0)));
  }

  private static boolean isReference(AlignResult.AlignedDate date) {
    return date.shift().status() == Shift.Status.REFERENCE;
  }

  @Slow
  @Test
  void alignedFramesAreWrittenIntoAFolderThatIsMade() throws Exception {
    Path frames = folder.resolve("made/frames");
    AlignResult result = align(Optional.of(frames), TinyJob.ALIGNED);
    assertEquals(2, result.written().size());
    for (Path file : result.written()) {
      assertEquals(frames, file.getParent());
      assertTrue(Files.size(file) > 0);
    }
    assertEquals(Set.of("job.alignment.html"), job.published());
  }

  @Test
  void publishedFilesOfARenderStay() throws Exception {
    Files.createDirectories(job.output(""));
    Files.writeString(job.output("job.mp4"), "the video");
    Files.writeString(job.output("job.ledger.json"), "its ledger");
    align(Optional.empty());
    assertEquals("the video", Files.readString(job.output("job.mp4")));
    assertEquals("its ledger", Files.readString(job.output("job.ledger.json")));
    assertEquals(Set.of("job.alignment.html", "job.ledger.json", "job.mp4"), job.published());
  }

  @Test
  void withoutAUsableSceneNothingIsPublished() throws Exception {
    UserError error =
        assertThrows(UserError.class, () -> align(Optional.empty(), "select.from=2030-01-01"));
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertEquals(Set.of(), job.published());
  }
}
