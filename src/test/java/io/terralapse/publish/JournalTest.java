package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  @TempDir Path folder = Path.of("");

  @Test
  void isReadAsItWasWritten() throws IOException {
    Journal journal =
        new Journal(
            List.of(
                new Journal.StagedFile("a.mp4", 7, "ab12"),
                new Journal.StagedFile("a.ledger.json", 8, "cd34")));
    Path file = folder.resolve("journal");
    journal.write(file);
    assertEquals(journal, Journal.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[{\"file\": \"a.mp4\"",
        "[{\"file\": \"../a.mp4\", \"bytes\": 1, \"sha256\": \"\"}]",
        "[{\"file\": \"/a.mp4\", \"bytes\": 1, \"sha256\": \"\"}]",
        "[{\"file\": \"a.mp4\", \"bytes\": 1, \"sha256\": \"\"}, {\"bytes\": 1}]"
      })
  void anInvalidOneIsEmpty(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("journal"), text);
    assertEquals(List.of(), Journal.read(file).files());
  }

  @Test
  void aFileMatchesBySizeAndHash() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "content");
    String hash = FileHash.sha256(file);
    assertTrue(new Journal.StagedFile("a", 7, hash).matches(file));
    assertFalse(new Journal.StagedFile("a", 8, hash).matches(file));
    assertFalse(new Journal.StagedFile("a", 7, hash.replace('a', 'b') + "0").matches(file));
    assertFalse(new Journal.StagedFile("a", 7, hash).matches(folder.resolve("missing")));
    assertFalse(new Journal.StagedFile("a", 7, hash).matches(folder));
  }
}
