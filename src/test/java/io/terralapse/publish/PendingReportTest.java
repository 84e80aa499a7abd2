package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication is to be reported from the moment of its commit on. */
class PendingReportTest {
  @TempDir Path folder = Path.of("");

  private PendingReport pending() {
    return new PendingReport(folder, "job");
  }

  private void publish(String text, Publication publication) throws IOException {
    Outputs outputs = new Outputs(new OutputSettings(folder, "job", "A river"), publication);
    outputs.addText("job.txt", 1, out -> out.write(text));
    outputs.publish(Ledgers.ledger(true));
  }

  private void publish(String text) throws IOException {
    try (Publication publication = Publication.begin(folder, "job")) {
      publish(text, publication);
    }
  }

  @Test
  void theLedgerThatWasReportedLastIsKeptUntilTheNextReport() throws IOException {
    assertFalse(pending().exists());
    publish("first");
    assertTrue(pending().exists());
    assertEquals(0, Files.size(pending().reported()), "nothing was reported before");
    pending().end();
    assertFalse(pending().exists());
    byte[] reported = Files.readAllBytes(pending().reported());
    publish("second");
    assertArrayEquals(reported, Files.readAllBytes(pending().reported()));
    Files.writeString(folder.resolve("job.ledger.json"), "{}");
    publish("third");
    assertArrayEquals(reported, Files.readAllBytes(pending().reported()));
    pending().end();
    assertEquals(folder.resolve("job.ledger.json"), pending().reported());
  }

  @Test
  void aDeathAtAnyStepLeavesSomethingToReportOnlyIfItIsPublished() throws IOException {
    List<String> steps = new ArrayList<>();
    try (Publication publication = Publication.begin(folder, "job", steps::add)) {
      publish("old", publication);
    }
    Set<String> seen = new HashSet<>();
    for (String fatal : steps) {
      publish("old");
      pending().end();
      Publication dying =
          Publication.begin(
              folder,
              "job",
              step -> {
                if (step.equals(fatal)) {
                  throw new IOException("killed");
                }
              });
      assertThrows(IOException.class, () -> publish("new", dying), fatal);
      dying.abandon();
      Publication.begin(folder, "job").close();
      String published = Files.readString(folder.resolve("job.txt"));
      assertEquals(published.equals("new"), pending().exists(), "after death at " + fatal);
      seen.add(published);
    }
    assertEquals(Set.of("old", "new"), seen);
  }
}
