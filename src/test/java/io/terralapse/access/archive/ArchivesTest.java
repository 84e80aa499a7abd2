package io.terralapse.access.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteSource;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Location;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchivesTest extends ArchiveFixture {
  @ParameterizedTest
  @ValueSource(strings = {"packed.zip", "stored.zip", "a.tar", "a.tar.gz", "A.TGZ"})
  void membersAreReadAsTheyWerePutIn(String name) throws IOException {
    Path file = write(name.equals("A.TGZ") ? "a.tgz" : name);
    if (name.equals("A.TGZ")) {
      file = Files.move(file, folder.resolve(name));
    }
    Archives archives = archives();
    List<Location.Member> members = archives.list(file);
    assertEquals(List.of("p/B04.tif", "p/MTD.xml"), members.stream().map(m -> m.entry()).toList());
    assertArrayEquals(PICTURE, all(archives, members.get(0)));
    assertArrayEquals(NOTE, all(archives, members.get(1)));
    try (ByteSource source = archives.open(members.get(0))) {
      byte[] part = new byte[7];
      source.read(100_000, part, 0, 7);
      assertArrayEquals(Arrays.copyOfRange(PICTURE, 100_000, 100_007), part);
      assertEquals("B04.tif", source.name());
      assertThrows(IOException.class, () -> source.read(PICTURE.length - 3, part, 0, 7));
    }
  }

  @Test
  void whatIsStoredIsReadInPlaceAndTheRestUnpackedOnce() throws IOException {
    for (String name : List.of("stored.zip", "a.tar")) {
      Archives archives = archives();
      for (Location.Member member : archives.list(write(name))) {
        all(archives, member);
      }
      assertEquals(0, cachedFiles(), name);
    }
    Path tgz = write("a.tar.gz");
    for (int run = 0; run < 2; run++) {
      Archives archives = archives();
      for (Location.Member member : archives.list(tgz)) {
        all(archives, member);
      }
      assertEquals(1, cachedFiles(), "the tar inside");
    }
  }

  @Test
  void aChangedArchiveIsReadAgain() throws IOException {
    Path file = write("packed.zip");
    Archives archives = archives();
    all(archives, archives.list(file).get(0));
    zip(file, false, "p/B04.tif", NOTE);
    assertEquals(1, archives.list(file).size());
    assertArrayEquals(NOTE, all(archives, archives.list(file).get(0)));
  }

  @Test
  void severalThreadsMayAskForOneMember() throws Exception {
    Location member = archives().list(write("packed.zip")).get(0);
    Archives archives = archives();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<byte[]>> answers = new ArrayList<>();
    try {
      Callable<byte[]> ask = () -> all(archives, member);
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(ask));
      }
      for (Future<byte[]> answer : answers) {
        assertArrayEquals(PICTURE, answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, cachedFiles());
  }

  @Test
  void theOldestMakeRoom() throws IOException {
    Archives archives = new Archives(new DiskCache(folder.resolve("cache"), 700_000));
    Object[] content = new Object[8];
    for (int i = 0; i < 4; i++) {
      content[2 * i] = i + ".tif";
      content[2 * i + 1] = noise(300_000, i);
    }
    Path file = folder.resolve("a.zip");
    zip(file, false, content);
    for (Location.Member member : archives.list(file)) {
      all(archives, member);
    }
    assertTrue(cachedFiles() <= 2, "files: " + cachedFiles());
    assertArrayEquals(noise(300_000, 0), all(archives, archives.list(file).get(0)));
  }

  @Test
  void anUnpackedFileUnderTheNameOfAnotherIsUnpackedAgain() throws IOException {
    Path file = folder.resolve("two.zip");
    zip(file, false, "a.tif", noise(150_000, 1), "b.tif", noise(150_000, 2));
    List<Location.Member> members = archives().list(file);
    for (Location.Member member : members) {
      all(archives(), member);
    }
    List<Path> kept;
    try (Stream<Path> all = Files.walk(folder.resolve("cache/archives"))) {
      kept = all.filter(f -> f.toFile().length() == 150_000).toList();
    }
    assertEquals(2, kept.size());
    byte[] first = Files.readAllBytes(kept.get(0));
    Files.write(kept.get(0), Files.readAllBytes(kept.get(1)));
    Files.write(kept.get(1), first);
    assertArrayEquals(noise(150_000, 1), all(archives(), members.get(0)));
    assertArrayEquals(noise(150_000, 2), all(archives(), members.get(1)));
  }

  @Test
  void whatWasCutShortInTheCacheIsUnpackedAgain() throws IOException {
    Path file = write("packed.zip");
    Location.Member member = new Location.Member(file, "p/B04.tif");
    archives().open(member).close();
    List<Path> kept;
    try (Stream<Path> all = Files.walk(folder.resolve("cache/archives"))) {
      kept = all.filter(Files::isRegularFile).toList();
    }
    for (Path one : kept) {
      Files.write(one, Arrays.copyOf(Files.readAllBytes(one), 1000));
    }
    try (ByteSource source = archives().open(member)) {
      assertEquals(PICTURE.length, source.size());
    }
  }

  @Test
  void smallMembersAreReadWithoutTheCache() throws IOException {
    Path file = folder.resolve("small.zip");
    zip(file, false, "a.txt", NOTE, "b.tif", PICTURE);
    Archives archives = archives();
    for (Location.Member member : archives.list(file)) {
      byte[] expected = member.name().equals("a.txt") ? NOTE : PICTURE;
      assertArrayEquals(expected, all(archives, member));
    }
    assertEquals(1, cachedFiles());
  }

  /** Each member would take a second if the directory were read again for it. */
  @Slow
  @Test
  void sixtyThousandMembersAreReadInTheTimeOfOneDirectory() throws IOException {
    Path file = folder.resolve("many.zip");
    Object[] content = new Object[120_000];
    for (int i = 0; i < content.length; i += 2) {
      content[i] = "folder/" + i + ".txt";
      content[i + 1] = NOTE;
    }
    zip(file, false, content);
    Archives archives = archives();
    List<Location.Member> members = archives.list(file);
    assertEquals(60_000, members.size());
    assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () -> {
          for (Location.Member member : members) {
            assertArrayEquals(NOTE, all(archives, member));
          }
        });
    assertEquals(0, cachedFiles());
  }
}
