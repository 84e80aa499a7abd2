package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames as pictures that are not part of the sequence any more do not stay among the others. */
@Slow
class ObsoleteFramesTest {
  private static final String FRAMES = "outputs.frames=true";
  private static final List<String> OTHERS =
      List.of(
          "job-frame-0001-mine.png",
          "job-frame-notes.png",
          "job-frame-0003-2024-01-01.webp",
          "job-story-frame-0003-2024-01-01.png",
          "other-frame-0003-2024-01-01.png");

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    job.render(TinyJob.PLAIN, FRAMES);
    assertEquals(3, frames().size());
    for (String other : OTHERS) {
      Files.writeString(job.output(other), "of the user");
    }
  }

  private List<String> frames() throws IOException {
    return job.published().stream()
        .filter(name -> name.matches("job-frame-\\d{4}-\\d{4}-\\d\\d-\\d\\d\\.png"))
        .toList();
  }

  private void assertOthersStay() throws IOException {
    assertEquals(
        OTHERS.stream().sorted().toList(),
        job.published().stream().filter(OTHERS::contains).toList());
  }

  @Test
  void withoutALedgerTheyAreKnownByTheirNames() throws Exception {
    List<String> before = frames();
    Files.delete(job.scene(1));
    Files.delete(job.output("job.ledger.json"));
    RenderResult result = job.render(TinyJob.PLAIN, FRAMES);
    assertEquals(2, frames().size(), frames().toString());
    assertEquals(before.get(0), frames().get(0));
    assertEquals(2, result.outputs().stream().filter(frames()::contains).count());
    assertOthersStay();
  }

  @Test
  void withoutTheCacheTheyAreDeletedToo() throws Exception {
    Files.delete(job.scene(2));
    job.render(TinyJob.NO_CACHE, FRAMES);
    assertEquals(2, frames().size(), frames().toString());
    assertOthersStay();
  }

  @Test
  void afterARunThatWasKilledBeforeItDeletedThemTheNextOneDoes() throws Exception {
    List<String> before = frames();
    job.renderUnreported(TinyJob.PLAIN);
    assertEquals(List.of(), frames());
    for (String name : before) {
      Files.writeString(job.output(name), "left by a killed run");
    }
    job.render(TinyJob.PLAIN);
    assertEquals(List.of(), frames());
    assertOthersStay();
  }

  @Test
  void whatNoLedgerNamesStaysIfNoFramesAreRequested() throws Exception {
    List<String> before = frames();
    Files.delete(job.output("job.ledger.json"));
    job.render(TinyJob.PLAIN);
    assertEquals(before, frames());
  }
}
