package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredWarningsTest {
  private static final Pattern CODE = Pattern.compile("new Issue\\(\\s*\"([a-z-]+)\"");
  private static final Issue UNDATED = new Issue("undated", "a.tif", "a.tif has no date.");
  private static final Issue OTHER = new Issue("undated", "b.tif", "b.tif has no date.");
  private static final Issue REFUSED = new Issue("refused", "c", "c could not be aligned.");

  @Test
  void whatPixelsShowedIsAddedToWhatTheSearchFound() {
    assertEquals(
        List.of(UNDATED, REFUSED),
        StoredWarnings.issues(List.of(UNDATED), List.of(UNDATED, REFUSED), Set.of()));
    assertEquals(List.of(REFUSED), StoredWarnings.issues(List.of(), List.of(REFUSED), Set.of()));
  }

  @Test
  void whatTheRunChangedIsNotChangedAgain() {
    Issue moved = new Issue("relocked", "job.lock", "job.lock was made for other settings.");
    assertEquals(
        List.of(REFUSED), StoredWarnings.issues(List.of(), List.of(moved, REFUSED), Set.of()));
  }

  @Test
  void aWarningOfTheSearchIsGoneWithItsCause() {
    Issue file = new Issue("unreadable", "d.tif", "d.tif cannot be read.");
    Issue scene = new Issue("unreadable", "e", "e cannot be read.");
    assertEquals(
        List.of(OTHER, REFUSED, scene),
        StoredWarnings.issues(
            List.of(OTHER), List.of(UNDATED, OTHER, REFUSED, file, scene), Set.of("e")));
  }

  @Test
  void withoutSentencesInTheLedgerTheWarningsAreStillCounted() {
    List<Issue> issues =
        StoredWarnings.issues(
            List.of(UNDATED),
            List.of(new Issue("undated", "", ""), new Issue("refused", "", "")),
            Set.of());
    assertEquals(2, issues.size());
    assertEquals("refused", issues.get(1).code());
    assertTrue(issues.get(1).sentence().contains("reveal_location"));
  }

  /** The codes that are literals in the sources of the search and of what follows it. */
  @ParameterizedTest
  @CsvSource({
    "catalog, true",
    "select, true",
    "grid, true",
    "read, false",
    "align, false",
    "tone, false",
    "draw, false",
    "furniture, false",
    "lock, false"
  })
  void everyCodeOfTheSearchIsKnown(String feature, boolean search) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/terralapse", feature))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (MatchResult code : CODE.matcher(Files.readString(file)).results().toList()) {
          boolean known = StoredWarnings.SEARCH.contains(code.group(1));
          // Headers of files on servers are read by the search or, where items state them, later.
          boolean both =
              code.group(1).equals(StoredWarnings.UNREADABLE) || code.group(1).equals("misstated");
          assertTrue(both || known == search, file + ": " + code.group(1));
        }
      }
    }
  }
}
