package io.terralapse.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only files whose names a section writes belong to the cache. */
class CacheSectionTest {
  private static final Path ROOT = Path.of("/cache");
  private static final String KEY = "0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "WINDOWS, 0123456789abcdef.tlw",
    "WINDOW_KEYS, 0123456789abcdef.key",
    "EDGES, 0123456789abcdef.json",
    "RUNS, run-12-ab/segment-0"
  })
  void aFileOfASectionIsFoundAgainByItsPath(CacheSection section, String name) {
    Path file = section.file(ROOT, name);
    assertEquals(Optional.of(section), CacheSection.find(ROOT.relativize(file)));
  }

  @Test
  void remoteFilesHaveFoldersOfTheirOwn() {
    String folder = "ab/" + KEY.repeat(4);
    for (String part : new String[] {"state", KEY + "-0-32768"}) {
      Path file = CacheSection.HTTP.file(ROOT, folder + "/" + part);
      assertEquals(Optional.of(CacheSection.HTTP), CacheSection.find(ROOT.relativize(file)));
    }
    assertEquals(Optional.empty(), CacheSection.find(Path.of("http", folder)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "windows/notes.txt",
        "windows/0123.tlw",
        "windows/0123456789ABCDEF.tlw",
        "windows/0123456789abcdef.json",
        "edges/sub/0123456789abcdef.json",
        "photos/0123456789abcdef.json",
        "last-run/job.json",
        "segments/0123456789abcdef"
      })
  void filesOfTheUserBelongToNoSection(String path) {
    assertEquals(Optional.empty(), CacheSection.find(Path.of(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../0123456789abcdef.tlw", "/0123456789abcdef.tlw", "a.tlw"})
  void aNameThatASectionDoesNotWriteIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> CacheSection.WINDOWS.file(ROOT, name));
  }
}
