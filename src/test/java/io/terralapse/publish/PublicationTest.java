package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  private static final List<String> FILES = List.of("a.mp4", "a-poster.jpg", "a.ledger.json");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  /** Stands for the process dying: nothing after it runs, not even clean-up. */
  private static final class Killed extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void publishOld() throws IOException {
    try (Publication publication = Publication.begin(folder, "a")) {
      write(publication, "old");
      publication.commit(FILES);
    }
  }

  private static void write(Publication publication, String text) throws IOException {
    for (String file : FILES) {
      Files.writeString(publication.stage(file), text + " " + file);
    }
  }

  @Test
  void aDeathAtAnyStepLeavesAllOldOrAllNewFiles() throws IOException {
    List<String> steps = new ArrayList<>();
    try (Publication publication = Publication.begin(folder, "a", steps::add)) {
      write(publication, "old");
      publication.commit(FILES);
    }
    assertTrue(steps.contains("decide") && steps.size() > 7, steps.toString());

    Set<String> seen = new HashSet<>();
    for (int fatal = 0; fatal < steps.size(); fatal++) {
      String step = steps.get(fatal);
      Publication dying =
          Publication.begin(
              folder,
              "a",
              before -> {
                if (before.equals(step)) {
                  throw new Killed();
                }
              });
      write(dying, "new");
      assertThrows(Killed.class, () -> dying.commit(FILES));
      dying.abandon();

      Publication.begin(folder, "a").close();
      Set<String> states = new HashSet<>();
      for (String file : FILES) {
        states.add(Files.readString(folder.resolve(file)).substring(0, 3));
      }
      assertEquals(1, states.size(), "mixed after death before " + step);
      seen.addAll(states);
      assertOnlyPublished();
      publishOld();
    }
    assertEquals(Set.of("old", "new"), seen);
  }

  /** As above, but the run goes on and cleans up: the disk has failed, not the process. */
  @Test
  void anErrorAtAnyStepLeavesAllOldOrAllNewFiles() throws IOException {
    List<String> steps = new ArrayList<>();
    try (Publication publication = Publication.begin(folder, "a", steps::add)) {
      write(publication, "old");
      publication.commit(FILES);
    }
    for (String step : steps) {
      assertThrows(
          IOException.class,
          () -> {
            try (Publication failing =
                Publication.begin(
                    folder,
                    "a",
                    before -> {
                      if (before.equals(step)) {
                        throw new IOException("no space left on device");
                      }
                    })) {
              write(failing, "new");
              failing.commit(FILES);
            }
          });
      try (Publication next = Publication.begin(folder, "a")) {
        Set<String> states = new HashSet<>();
        for (String file : FILES) {
          states.add(Files.readString(folder.resolve(file)).substring(0, 3));
        }
        assertEquals(1, states.size(), "mixed after an error at " + step);
        write(next, "new");
        next.commit(FILES);
      }
      assertEquals("new a.mp4", Files.readString(folder.resolve("a.mp4")), step);
      assertOnlyPublished();
      publishOld();
    }
  }

  @Test
  void aStagedFileDamagedAfterTheDecisionDiscardsThePublication() throws IOException {
    Publication dying =
        Publication.begin(
            folder,
            "a",
            step -> {
              if (step.equals("rename a.mp4")) {
                throw new Killed();
              }
            });
    write(dying, "new");
    assertThrows(Killed.class, () -> dying.commit(FILES));
    Files.writeString(dying.stage("a.mp4"), "garbage");
    dying.abandon();

    Publication.begin(folder, "a").close();
    assertEquals("old a.mp4", Files.readString(folder.resolve("a.mp4")));
    assertOnlyPublished();
  }

  @Test
  void closingWithoutCommitLeavesTheOldFiles() throws IOException {
    try (Publication publication = Publication.begin(folder, "a")) {
      write(publication, "new");
    }
    assertEquals("old a.mp4", Files.readString(folder.resolve("a.mp4")));
    assertOnlyPublished();
  }

  @Test
  void whatIsDiscardedIsNotPublishedByARunThatGoesOn() throws IOException {
    try (Publication stopped = Publication.begin(folder, "a")) {
      write(stopped, "new");
      assertTrue(stopped.discard());
      assertFalse(Files.exists(stopped.stage("a.mp4")));
      write(stopped, "new");
      assertThrows(CancellationException.class, () -> stopped.commit(FILES));
    }
    assertEquals("old a.mp4", Files.readString(folder.resolve("a.mp4")));
    assertOnlyPublished();
  }

  @Test
  void whatIsBeingPublishedCannotBeDiscarded() throws IOException {
    AtomicReference<Publication> running = new AtomicReference<>();
    List<Boolean> discarded = new ArrayList<>();
    try (Publication publication =
        Publication.begin(
            folder,
            "a",
            step -> {
              if (step.startsWith("rename")) {
                discarded.add(Objects.requireNonNull(running.get()).discard());
              }
            })) {
      running.set(publication);
      write(publication, "new");
      publication.commit(FILES);
    }
    assertEquals(List.of(false, false, false), discarded);
    assertEquals("new a.ledger.json", Files.readString(folder.resolve("a.ledger.json")));
  }

  @Test
  void aRunThatHasEndedDiscardsNothingOfAnother() throws IOException {
    Publication ended = Publication.begin(folder, "a");
    ended.close();
    try (Publication other = Publication.begin(folder, "a")) {
      write(other, "new");
      assertTrue(ended.discard());
      other.commit(FILES);
    }
    assertEquals("new a.mp4", Files.readString(folder.resolve("a.mp4")));
  }

  @Test
  void aSecondRunOfTheJobIsRefused() throws IOException {
    try (Publication first = Publication.begin(folder, "a")) {
      UserError refused = assertThrows(UserError.class, () -> Publication.begin(folder, "a"));
      assertEquals(ExitCode.ENVIRONMENT, refused.exitCode());
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains(
                  "another run of this job is in progress (process "
                      + ProcessHandle.current().pid()),
          refused.getMessage());
      Publication.begin(folder, "b").close();
      assertTrue(Files.exists(folder));
      write(first, "new");
    }
  }

  @Test
  void anUnwritableFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    UserError refused =
        assertThrows(UserError.class, () -> Publication.begin(file.resolve("out"), "a"));
    assertEquals(ExitCode.ENVIRONMENT, refused.exitCode());
    assertEquals(
        "output_dir: the folder "
            + file.resolve("out")
            + " cannot be written ("
            + file
            + " is a file); set output_dir to another folder, or change its permissions.",
        refused.getMessage());
    UserError inPlace = assertThrows(UserError.class, () -> Publication.begin(file, "a"));
    assertTrue(
        String.valueOf(inPlace.getMessage()).contains("cannot be written (it is a file);"),
        inPlace.getMessage());
  }

  @Test
  void aRunLeavesNoFileOfItsOwnAndNoEmptyFolder() throws IOException {
    Path fresh = folder.resolve("fresh");
    try (Publication publication = Publication.begin(fresh, "a")) {
      assertTrue(Files.exists(fresh.resolve(".a.running")));
      Path staged = publication.stage("a.mp4");
      assertTrue(Files.isDirectory(staged.resolveSibling(".")));
    }
    assertFalse(Files.exists(fresh), "nothing was published there");
    Files.createDirectory(fresh);
    Publication.begin(fresh, "a").close();
    assertTrue(Files.exists(fresh), "it was there before");
    Files.writeString(fresh.resolve(".a.running"), "");
    Publication.begin(fresh, "a").close();
    assertFalse(Files.exists(fresh.resolve(".a.running")), "that of a killed run is used");
  }

  @Test
  void stagingOutsideTheFolderIsRefused() throws IOException {
    try (Publication publication = Publication.begin(folder, "a")) {
      assertThrows(IllegalArgumentException.class, () -> publication.stage("../x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "[1, 2]",
        "{\"file\": 1}",
        "[{\"file\": \"a\\u0000.mp4\", \"bytes\": 1, \"sha256\": \"x\"}]",
        "[{\"file\": \"../a.mp4\", \"bytes\": 1, \"sha256\": \"x\"}]",
        "[{\"file\": \"..\", \"bytes\": 1, \"sha256\": \"x\"}]",
        "[{\"file\": \"a.mp4\", \"bytes\": -1}]"
      })
  void aJournalThatMakesNoSenseIsDiscarded(String damaged) throws IOException {
    Files.writeString(folder.resolve(".a.journal"), damaged);

    Publication.begin(folder, "a").close();

    for (String file : FILES) {
      assertEquals("old " + file, Files.readString(folder.resolve(file)));
    }
    assertOnlyPublished();
  }

  private void assertOnlyPublished() throws IOException {
    try (var files = Files.list(folder)) {
      assertFalse(
          files.anyMatch(f -> f.getFileName().toString().startsWith(".")), "temporaries left");
    }
  }
}
