package io.terralapse.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a.mp4", "job-poster.jpg", "A_1.ledger.json", "9..9"})
  void namesOfTheFolderItselfArePlain(String name) {
    assertEquals(true, FileNames.isPlain(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", ".hidden", "-option", "../a", "a/b", "/a", "a\\b", "C:a", "a\0", "a\n",
        "a b", "é.mp4"
      })
  void everythingElseIsNot(String name) {
    assertEquals(false, FileNames.isPlain(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void namesAreAtMost201CharactersLong(int length) {
    assertEquals(length <= 201, FileNames.isPlain("a".repeat(length)));
  }
}
