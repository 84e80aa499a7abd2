package io.terralapse.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  private static final int BLOCK = 4096;

  @TempDir Path folder = Path.of("");

  private static String key(int number) {
    return String.format(java.util.Locale.ROOT, "%032x", number);
  }

  private static String archive(int number) {
    return "ab/" + String.format(java.util.Locale.ROOT, "%064x", number);
  }

  private static void write(DiskCache cache, CacheSection section, String name, int bytes)
      throws IOException {
    Path temporary = cache.temporary(section, name);
    Files.write(temporary, new byte[bytes]);
    cache.publish(temporary, section, name);
  }

  private static void setUsed(DiskCache cache, CacheSection section, String name, long second)
      throws IOException {
    Files.setLastModifiedTime(
        cache.file(section, name), FileTime.from(Instant.ofEpochSecond(second)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** One entry on the disk, as the naive implementation below keeps it. */
  private record Kept(String name, long used) {}

  /** A list sorted by use, from which the first is removed, gives the same survivors. */
  @Test
  void allSectionsShareOneLimitAndOneOrder() throws IOException {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      Path root = folder.resolve("trial" + trial);
      List<Kept> naive = new ArrayList<>();
      DiskCache large = new DiskCache(root, 1 << 30);
      for (int i = 0; i < 20; i++) {
        boolean edge = random.nextBoolean();
        CacheSection section = edge ? CacheSection.EDGES : CacheSection.ARCHIVES;
        String name = edge ? key(i) + ".json" : archive(i);
        write(large, section, name, BLOCK);
        long used = 1_000 + random.nextInt(1_000_000) * 20L + i;
        setUsed(large, section, name, used);
        naive.add(new Kept(name, used));
      }
      large.close();
      int limit = 10 + random.nextInt(10);
      DiskCache small = new DiskCache(root, (long) limit * BLOCK);
      write(small, CacheSection.EDGES, key(99) + ".json", 1);
      naive.add(new Kept(key(99) + ".json", Long.MAX_VALUE));
      naive.sort(Comparator.comparingLong(Kept::used));
      while (naive.size() * (long) BLOCK > (long) limit * BLOCK - (long) limit * BLOCK / 10) {
        naive.remove(0);
      }
      for (int i = 0; i < 20; i++) {
        for (String name : List.of(key(i) + ".json", archive(i))) {
          CacheSection section =
              name.endsWith(".json") ? CacheSection.EDGES : CacheSection.ARCHIVES;
          boolean expected = naive.stream().anyMatch(k -> k.name().equals(name));
          assertEquals(expected, small.contains(section, name), "trial " + trial + " " + name);
        }
      }
      small.close();
    }
  }

  @Test
  void windowsThatARunningJobHasUsedStay() throws IOException {
    DiskCache job = new DiskCache(folder, 1 << 30);
    DiskCache other = new DiskCache(folder, 0);
    for (int i = 0; i < 3; i++) {
      write(job, CacheSection.WINDOWS, key(i) + ".tlw", 10);
      setUsed(job, CacheSection.WINDOWS, key(i) + ".tlw", 1_000);
    }
    job.markUsed(CacheSection.WINDOWS, key(1) + ".tlw");
    write(other, CacheSection.WINDOWS, key(5) + ".tlw", 10);
    assertFalse(other.contains(CacheSection.WINDOWS, key(0) + ".tlw"));
    assertTrue(other.contains(CacheSection.WINDOWS, key(1) + ".tlw"), "used by the first job");
    assertTrue(other.contains(CacheSection.WINDOWS, key(5) + ".tlw"), "used by this job");
    job.close();
    other.close();
    setUsed(job, CacheSection.WINDOWS, key(1) + ".tlw", 2_000);
    DiskCache later = new DiskCache(folder, 0);
    write(later, CacheSection.WINDOWS, key(6) + ".tlw", 10);
    assertFalse(later.contains(CacheSection.WINDOWS, key(1) + ".tlw"), "its job has ended");
    later.close();
  }

  @Test
  void whatAnEndedRunCouldNotRemoveTheNextOneRemoves() throws Exception {
    Path markers = Files.createDirectories(folder.resolve("running"));
    Path left = Files.createFile(markers.resolve("1-abcdef01.lock"));
    Path others = Files.createFile(markers.resolve("notes.lock"));
    try (RunMarker marker = RunMarker.create(folder)) {
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(others));
      assertEquals(java.util.Set.of(marker.id()), RunMarker.running(folder).ids());
    }
  }

  /** The lock of a process that was killed is free; then so is what it used. */
  @Test
  void aProcessIsRunningAsLongAsItHoldsItsLock() throws Exception {
    Path markers = Files.createDirectories(folder.resolve("running"));
    Path marker = Files.createFile(markers.resolve("1-abcdef01.lock"));
    Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH));
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                LockHolder.class.getName(),
                marker.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('L', holder.getInputStream().read());
      RunMarker.Running running = RunMarker.running(folder);
      assertTrue(running.ids().contains("1-abcdef01"), running.toString());
      assertEquals(Instant.EPOCH, running.since());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertEquals(List.of(), List.copyOf(RunMarker.running(folder).ids()));
    assertFalse(Files.exists(marker));
  }

  @Test
  void aPinnedEntryStays() throws IOException {
    DiskCache cache = new DiskCache(folder, 2 * BLOCK);
    DiskCache.Pin pin = cache.pin(CacheSection.ARCHIVES, archive(1));
    write(cache, CacheSection.ARCHIVES, archive(1), BLOCK);
    setUsed(cache, CacheSection.ARCHIVES, archive(1), 1_000);
    write(cache, CacheSection.ARCHIVES, archive(2), BLOCK);
    write(cache, CacheSection.ARCHIVES, archive(3), BLOCK);
    assertTrue(cache.contains(CacheSection.ARCHIVES, archive(1)));
    pin.close();
    write(cache, CacheSection.ARCHIVES, archive(4), BLOCK);
    write(cache, CacheSection.ARCHIVES, archive(5), BLOCK);
    assertFalse(cache.contains(CacheSection.ARCHIVES, archive(1)));
    cache.close();
  }

  @Slow
  @Test
  void whatTwoCachesWriteIsCountedTogether() throws IOException {
    long limit = 100L * BLOCK;
    try (DiskCache one = new DiskCache(folder, limit);
        DiskCache two = new DiskCache(folder, limit)) {
      for (int i = 0; i < 300; i++) {
        DiskCache cache = i % 2 == 0 ? one : two;
        assertTrue(cache.tryWrite(CacheSection.ARCHIVES, archive(i), new byte[BLOCK]));
        // Each may have written a twentieth of the limit since it last looked.
        assertTrue(files().size() <= 100 + 2 * 5 + 3, files().size() + " files");
      }
    }
  }

  @Test
  void damagedTextsAreMisses() throws IOException {
    String name = key(1) + ".json";
    try (DiskCache cache = new DiskCache(folder, 1 << 20)) {
      assertEquals(Optional.empty(), cache.findText(CacheSection.EDGES, name));
      String text = "{\"name\": \"Sørfjorden\"}\n\nend";
      assertTrue(cache.tryWriteText(CacheSection.EDGES, name, text));
      assertEquals(Optional.of(text), cache.findText(CacheSection.EDGES, name));
      Path file = cache.file(CacheSection.EDGES, name);
      byte[] sound = Files.readAllBytes(file);
      for (int i = 0; i < sound.length; i++) {
        byte[] broken = sound.clone();
        broken[i] ^= 2;
        Files.write(file, broken);
        assertEquals(Optional.empty(), cache.findText(CacheSection.EDGES, name), "byte " + i);
        Files.write(file, java.util.Arrays.copyOf(sound, i));
        assertEquals(Optional.empty(), cache.findText(CacheSection.EDGES, name), "length " + i);
      }
    }
  }

  @Test
  void damagedBytesAreMissesAndDeleted() throws IOException {
    String name = "0123456789abcdef0123456789abcdef.seg";
    String other = "1123456789abcdef0123456789abcdef.seg";
    byte[] content = {1, 2, 3, 0, -1};
    try (DiskCache cache = new DiskCache(folder, 1 << 20)) {
      assertEquals(Optional.empty(), cache.findChecked(CacheSection.SEGMENTS, name, 1 << 10));
      assertTrue(cache.tryWriteChecked(CacheSection.SEGMENTS, name, content));
      Path file = cache.file(CacheSection.SEGMENTS, name);
      byte[] sound = Files.readAllBytes(file);
      ByteBuffer found = cache.findChecked(CacheSection.SEGMENTS, name, 1 << 10).orElseThrow();
      assertEquals(ByteBuffer.wrap(content), found);
      for (int i = 0; i < sound.length; i++) {
        byte[] broken = sound.clone();
        broken[i] ^= 2;
        Files.write(file, broken);
        assertEquals(Optional.empty(), cache.findChecked(CacheSection.SEGMENTS, name, 1 << 10));
        assertFalse(cache.contains(CacheSection.SEGMENTS, name), "byte " + i);
        Files.write(file, java.util.Arrays.copyOf(sound, i));
        assertEquals(Optional.empty(), cache.findChecked(CacheSection.SEGMENTS, name, 1 << 10));
      }
      Files.write(cache.file(CacheSection.SEGMENTS, other), sound);
      assertEquals(Optional.empty(), cache.findChecked(CacheSection.SEGMENTS, other, 1 << 10));
      Files.write(file, sound);
      assertEquals(Optional.empty(), cache.findChecked(CacheSection.SEGMENTS, name, 4), "too long");
    }
  }

  @Test
  void textsUnderTheNameOfAnotherAreDeleted() throws IOException {
    try (DiskCache cache = new DiskCache(folder, 1 << 20)) {
      String one = key(1) + ".json";
      String two = key(2) + ".json";
      cache.tryWriteText(CacheSection.EDGES, one, "text");
      Files.copy(cache.file(CacheSection.EDGES, one), cache.file(CacheSection.EDGES, two));
      assertEquals(Optional.empty(), cache.findText(CacheSection.EDGES, two));
      assertFalse(cache.contains(CacheSection.EDGES, two));
      assertEquals(Optional.of("text"), cache.findText(CacheSection.EDGES, one));
    }
  }

  /** Files of earlier versions: unfinished ones, folders of segments, and whole entries. */
  @Test
  void whatEarlierVersionsLeftIsDeletedOrEvicted() throws IOException {
    Files.createDirectories(folder.resolve("windows/keys"));
    Files.createDirectories(folder.resolve("http/ab"));
    Files.createDirectories(folder.resolve("segments/run-123456"));
    List<Path> gone =
        List.of(
            Files.writeString(folder.resolve("windows/999999999-x.tmp"), "x"),
            Files.writeString(folder.resolve("http/ab/new123.part"), "x"),
            Files.writeString(folder.resolve("segments/run-123456/segment-1"), "x"),
            Files.writeString(folder.resolve("windows/" + key(1) + ".tlw"), "x"));
    Files.setLastModifiedTime(gone.get(3), FileTime.from(Instant.EPOCH));
    List<Path> ofTheUser =
        List.of(
            Files.writeString(folder.resolve("windows/house.tlw.txt"), "x"),
            Files.writeString(folder.resolve("http/notes.html"), "x"));
    try (DiskCache cache = new DiskCache(folder, BLOCK)) {
      Path unfinished = cache.temporary(CacheSection.WINDOWS, key(3) + ".tlw");
      Files.writeString(unfinished, "x");
      write(cache, CacheSection.WINDOWS, key(2) + ".tlw", 1);
      gone.forEach(file -> assertFalse(Files.exists(file), file.toString()));
      ofTheUser.forEach(file -> assertTrue(Files.exists(file), file.toString()));
      assertFalse(Files.exists(folder.resolve("segments/run-123456")));
      assertTrue(Files.exists(unfinished), "it is being written");
    }
  }

  @Test
  void theFolderOfARunIsDeletedWithIt() throws IOException {
    DiskCache cache = new DiskCache(folder, 0);
    Path run = cache.createRunFolder();
    Files.writeString(Files.createDirectories(run.resolve("deep")).resolve("segment-1"), "x");
    DiskCache other = new DiskCache(folder, 0);
    write(other, CacheSection.WINDOWS, key(1) + ".tlw", 1);
    assertTrue(Files.exists(run.resolve("deep/segment-1")), "its run has not ended");
    cache.close();
    assertFalse(Files.exists(run));
    other.close();
  }

  @Test
  void theFolderOfAKilledRunIsDeletedByTheNextRun() throws IOException {
    Path killed = Files.createDirectories(folder.resolve("segments/run-1-abcdef01/cache"));
    Files.writeString(killed.resolve("segment-1"), "x");
    Path marker =
        Files.createFile(
            Files.createDirectories(folder.resolve("running")).resolve("1-abcdef01.lock"));
    DiskCache first = new DiskCache(folder, 0);
    Path own = first.createRunFolder();
    assertFalse(Files.exists(folder.resolve("segments/run-1-abcdef01")));
    assertFalse(Files.exists(marker));
    try (DiskCache second = new DiskCache(folder, 0)) {
      assertTrue(Files.exists(second.createRunFolder()));
      assertTrue(Files.exists(own), "its run is in progress");
    }
    first.close();
    assertFalse(Files.exists(own));
  }

  @Test
  void theFolderIsKeptOutOfVersionControlUnlessItHoldsOtherFiles() throws IOException {
    try (DiskCache cache = new DiskCache(folder.resolve("own"), 0)) {
      write(cache, CacheSection.WINDOWS, key(1) + ".tlw", 1);
    }
    assertEquals("*\n", Files.readString(folder.resolve("own/.gitignore")));
    Files.writeString(folder.resolve("own/.gitignore"), "windows\n");
    try (DiskCache cache = new DiskCache(folder.resolve("own"), 0)) {
      write(cache, CacheSection.WINDOWS, key(1) + ".tlw", 1);
    }
    assertEquals("windows\n", Files.readString(folder.resolve("own/.gitignore")), "the user's");
    try (DiskCache cache = new DiskCache(folder, 0)) {
      write(cache, CacheSection.WINDOWS, key(1) + ".tlw", 1);
    }
    assertFalse(Files.exists(folder.resolve(".gitignore")), "it holds the folder own");
  }

  @Test
  void writersOfOneEntryDoNotDisturbReaders() {
    DiskCache cache = new DiskCache(folder, 1 << 20);
    String name = key(1) + ".json";
    List<String> texts = List.of("a".repeat(50_000), "b".repeat(70_000));
    assertTrue(cache.tryWriteText(CacheSection.EDGES, name, texts.get(0)));
    assertTrue(
        IntStream.range(0, 400)
            .parallel()
            .allMatch(
                i ->
                    i % 4 == 0
                        ? cache.tryWriteText(CacheSection.EDGES, name, texts.get(i % 8 / 4))
                        : cache
                            .findText(CacheSection.EDGES, name)
                            .filter(texts::contains)
                            .isPresent()));
  }

  @Test
  void aFolderThatCannotBeMadeIsAnErrorOnlyWhereItMatters() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    DiskCache cache = new DiskCache(occupied.resolve("cache"), 1 << 20);
    assertFalse(
        cache.tryWrite(CacheSection.ARCHIVES, archive(1), "x".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Optional.empty(), cache.findText(CacheSection.EDGES, key(1) + ".json"));
    UserError e = assertThrows(UserError.class, () -> cache.prepare(CacheSection.WINDOWS));
    assertTrue(String.valueOf(e.getMessage()).startsWith("cache.dir cannot be written"));
  }

  @Test
  void namesCannotLeadOutOfTheirSection() {
    DiskCache cache = new DiskCache(folder, 1 << 20);
    for (String name : List.of("../x", "/etc/passwd", "", "a.tlw", key(1), key(1) + ".tlw/x")) {
      assertThrows(
          IllegalArgumentException.class, () -> cache.file(CacheSection.WINDOWS, name), name);
    }
  }
}
