package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.run.Progress;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run reports after one that was stopped around the commit of its publication. */
@Slow
class InterruptedPublishTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;
  private Path later = Path.of("");

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    later = Files.move(job.scene(2), folder.resolve("later.tif"));
    job.render(TinyJob.PLAIN);
  }

  private void arrive() throws IOException {
    Files.move(later, job.scene(2));
  }

  private Map<String, String> hashes() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : job.published()) {
      files.put(name, FileHash.sha256(job.output(name)));
    }
    return files;
  }

  private static List<String> ids(RenderResult result) {
    return result.changes().newDates().stream().map(LedgerChanges.NewDate::id).toList();
  }

  @Test
  void datesThatWerePublishedAndNotReportedAreReportedByTheNextRun() throws Exception {
    arrive();
    RenderResult lost = job.renderUnreported(TinyJob.PLAIN);
    assertEquals(List.of(job.id(2)), ids(lost));
    Map<String, String> published = hashes();

    RenderResult next = job.render(TinyJob.IF_CHANGED);
    assertEquals("rendered", next.status());
    assertEquals(lost.changes().newDates(), next.changes().newDates());
    assertEquals(lost.outputs(), next.outputs());
    assertEquals(
        "A date is new, and the run that published this was stopped before it reported it.",
        next.changes().why());
    assertEquals(published, hashes());

    assertEquals("unchanged", job.render(TinyJob.IF_CHANGED).status());
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
  }

  @Test
  void severalPublicationsInARowAreReportedTogether() throws Exception {
    Files.delete(job.output("job.ledger.json"));
    assertEquals(2, ids(job.renderUnreported(TinyJob.PLAIN)).size());
    arrive();
    assertEquals(
        List.of(job.id(0), job.id(1), job.id(2)), ids(job.renderUnreported(TinyJob.PLAIN)));
    RenderResult next = job.render(TinyJob.PLAIN);
    assertEquals(List.of(job.id(0), job.id(1), job.id(2)), ids(next));
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
  }

  /** Renders, and cancels when a stage or a step of publishing is shown. */
  private RenderResult cancelled(boolean atStage) throws Exception {
    RunRequest plain = job.request(TinyJob.PLAIN);
    Consumer<Boolean> shown =
        stage -> {
          if (stage == atStage && job.stages().contains("publishing")) {
            job.cancellation().cancel();
          }
        };
    Progress stopping =
        new Progress() {
          @Override
          public void stage(String name, int total) {
            plain.progress().stage(name, total);
            shown.accept(true);
          }

          @Override
          public void step() {
            shown.accept(false);
          }

          @Override
          public void note(String line) {}
        };
    return new TimelapseJobs()
        .render(new RunRequest(plain.job(), plain.options(), stopping, plain.cancellation()));
  }

  @Test
  void aRunThatIsStoppedWhileItStagesPublishesNothing() throws Exception {
    Map<String, String> before = hashes();
    arrive();
    assertThrows(CancellationException.class, () -> cancelled(true));
    assertEquals(before, hashes());
    try (var files = Files.list(job.output(""))) {
      assertEquals(
          Set.of(),
          Set.copyOf(files.filter(f -> f.getFileName().toString().startsWith(".")).toList()));
    }
  }

  @Test
  void aRunThatIsStoppedLaterGoesThrough() throws Exception {
    arrive();
    RenderResult result = cancelled(false);
    assertEquals("rendered", result.status());
    assertEquals(List.of(job.id(2)), ids(result));
    assertTrue(Files.exists(job.output(".job.unreported")));
    new TimelapseJobs().reported(job.settings());
    assertFalse(Files.exists(job.output(".job.unreported")));
  }
}
