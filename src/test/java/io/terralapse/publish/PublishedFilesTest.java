package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerJson;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what an earlier run published is still there, by its ledger. */
class PublishedFilesTest {
  @TempDir Path folder = Path.of("");

  private Ledger.Output output(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return new Ledger.Output(
        name, "main", Files.size(file), FileHash.sha256(file), 1, OptionalDouble.empty());
  }

  private void writeLedger(Ledger.Output... outputs) throws IOException {
    Ledger some = Ledgers.ledger(true);
    Ledger ledger =
        new Ledger(
            new Ledger.Job("job", "0.1.0", "code", "settings", "scenes", "lock", List.of(), true),
            some.grid(),
            some.reference(),
            List.of(outputs),
            some.scenes(),
            some.issues(),
            some.look());
    new LedgerJson().write(ledger, folder.resolve("job.ledger.json"));
  }

  private PublishedFiles found() throws IOException {
    return PublishedFiles.find(folder, "job").orElseThrow();
  }

  @Test
  void withoutALedgerThereIsNothing() throws IOException {
    assertEquals(Optional.empty(), PublishedFiles.find(folder, "job"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"job\": {\"settingsHash\": \"s\"}, \"outputs\": []}",
        "{\"job\": {\"settingsHash\": \"s\", \"scenesHash\": \"c\"}, \"outputs\": 3}"
      })
  void aLedgerThatCannotBeUnderstoodIsNone(String text) throws IOException {
    Files.writeString(folder.resolve("job.ledger.json"), text);
    assertEquals(Optional.empty(), PublishedFiles.find(folder, "job"));
  }

  @Test
  void filesAsTheyWerePublishedAreIntact() throws IOException {
    writeLedger(output("job.mp4", "video"), output("job-poster.jpg", "poster"));
    assertTrue(found().isIntact());
    assertEquals(List.of("job.mp4", "job-poster.jpg"), found().names());
  }

  @Test
  void aChangedMissingOrReplacedFileIsNot() throws IOException {
    writeLedger(output("job.mp4", "video"), output("job-poster.jpg", "poster"));
    Path poster = folder.resolve("job-poster.jpg");
    Files.writeString(poster, "POSTER");
    assertFalse(found().isIntact(), "another content of the same size");
    Files.writeString(poster, "poster and more");
    assertFalse(found().isIntact(), "another size");
    Files.delete(poster);
    assertFalse(found().isIntact(), "missing");
    Files.createDirectory(poster);
    assertFalse(found().isIntact(), "a folder");
  }

  @Test
  void aLedgerWithoutFilesIsNotIntact() throws IOException {
    writeLedger();
    assertFalse(found().isIntact());
  }

  @Test
  void aLedgerThatNamesFilesElsewhereIsNotUsed() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    writeLedger(output("job.mp4", "video"));
    Path ledger = folder.resolve("job.ledger.json");
    String text = Files.readString(ledger);
    for (String name : List.of("outside/secret", "../secret", "/etc/hostname", "..", "")) {
      Files.writeString(ledger, text.replace("\"job.mp4\"", "\"" + name + "\""));
      assertEquals(Optional.empty(), PublishedFiles.find(folder, "job"), name);
    }
  }

  /** The names of a ledger are checked when it is read; {@code isIntact} does not rely on it. */
  @Test
  void aPathThatLeavesTheFolderIsNotIntactEvenIfItsFileIs() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Ledger.Output output =
        new Ledger.Output(
            "outside/secret", "main", 6, FileHash.sha256(secret), 1, OptionalDouble.empty());
    PublishedLedger previous =
        new PublishedLedger(
            "s", "c", "", List.of(), List.of(output), 2, List.of(), List.of(), false, List.of());
    assertFalse(new PublishedFiles(folder, previous).isIntact());
  }

  @Test
  void hashesTellWhetherTheRunIsTheSame() throws IOException {
    writeLedger(output("job.mp4", "video"));
    assertTrue(found().hasScenes("scenes"));
    assertFalse(found().hasScenes("other"));
    assertTrue(found().hasSettings("settings", "lock"));
    assertFalse(found().hasSettings("other", "lock"));
    assertFalse(found().hasSettings("settings", "other"));
  }
}
