package io.terralapse.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {
  @TempDir Path folder = Path.of("");

  /** The examples of FIPS 180-2, appendix B. */
  @Test
  void agreesWithThePublishedExamples() throws IOException {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        FileHash.sha256(Files.writeString(folder.resolve("abc"), "abc")));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        FileHash.sha256(Files.writeString(folder.resolve("empty"), "")));
  }

  @Test
  void readsFilesLargerThanItsBuffer() throws IOException, NoSuchAlgorithmException {
    byte[] bytes = new byte[(1 << 16) * 2 + 3];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("large"), bytes);
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertEquals(expected, FileHash.sha256(file));
  }

  @Test
  void syncingNeedsAFileAndKeepsItsContent() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "content");
    FileHash.force(file);
    FileHash.forceFolder(folder);
    assertEquals("content", Files.readString(file));
    assertThrows(NoSuchFileException.class, () -> FileHash.force(folder.resolve("missing")));
    assertThrows(NoSuchFileException.class, () -> FileHash.sha256(folder.resolve("missing")));
  }

  @Test
  void aFolderThatCannotBeSyncedIsNoError() {
    assertDoesNotThrow(() -> FileHash.forceFolder(folder.resolve("missing")));
  }
}
