package io.terralapse.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger is parsed once, until it is another one. */
class LedgerTreeTest {
  @TempDir Path folder = Path.of("");

  private JsonNode find(Path file) throws IOException {
    return LedgerTree.find(file).orElseThrow().root();
  }

  @Test
  void whatIsReplacedIsReadAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ledger.json"), "{\"a\": 1}");
    JsonNode first = find(file);
    assertSame(first, find(file));

    Path other = Files.writeString(folder.resolve("other"), "{\"a\": 2}");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(2, find(file).path("a").asInt(), "of the same size and time");

    Path copy = Files.copy(file, folder.resolve("b.ledger.json"));
    assertNotSame(find(file), find(copy));
    Files.writeString(file, "{\"a\": 17}");
    assertEquals(17, find(file).path("a").asInt());
  }

  @Test
  void theHashOfTheTextTellsWhetherItWasAltered() throws IOException {
    Path file = folder.resolve("a.ledger.json");
    new LedgerJson().write(Ledgers.ledger(true), file);
    String text = Files.readString(file);
    assertFalse(LedgerTree.find(file).orElseThrow().isAltered());
    String hash = find(file).path(LedgerTree.HASH).asText();
    for (String altered :
        List.of(
            text.replaceFirst("\"dxPx\" : ", "\"dxPx\" : 1"),
            text.replace(hash, ""),
            text.replace(hash, new StringBuilder(hash).reverse()),
            text.replaceFirst("\\}\\s*$", ", \"more\" : 1}"),
            text + "\n")) {
      assertNotEquals(text, altered);
      Files.writeString(file, altered);
      assertTrue(LedgerTree.find(file).orElseThrow().isAltered(), altered);
    }
    Files.writeString(file, text.replace(",\n  \"" + LedgerTree.HASH + "\" : \"" + hash + '"', ""));
    assertFalse(LedgerTree.find(file).orElseThrow().isAltered(), "of an earlier version");
  }

  @Test
  void whatIsNoLedgerIsNotRemembered() throws IOException {
    assertEquals(Optional.empty(), LedgerTree.find(folder.resolve("none")));
    assertEquals(Optional.empty(), LedgerTree.find(folder));
    Path broken = Files.writeString(folder.resolve("broken"), "{");
    assertThrows(IOException.class, () -> LedgerTree.find(broken));
    assertThrows(IOException.class, () -> LedgerTree.find(broken));
  }
}
