package io.terralapse.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCleaningTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder = Path.of("");
  private Path root = Path.of("");

  @BeforeEach
  void fill() throws IOException {
    root = folder.resolve(".terralapse");
    try (DiskCache cache = new DiskCache(root, 1 << 20)) {
      cache.tryWrite(CacheSection.WINDOWS, KEY + ".tlw", new byte[1000]);
      cache.tryWriteText(CacheSection.EDGES, KEY + ".json", "{}");
      cache.tryWrite(CacheSection.HTTP, "ab/" + "c".repeat(64) + "/state", new byte[10]);
    }
    Files.write(root.resolve("edges/4711-0a1b2c3d.5.tmp"), new byte[7]);
    Files.createDirectories(root.resolve("last-run"));
    Files.write(root.resolve("last-run/job.json"), CheckedText.seal("last-run/job", "{}"));
  }

  private Map<Path, String> files(Path of) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (var walk = Files.walk(of)) {
      for (Path file : walk.toList()) {
        files.put(
            of.relativize(file), Files.isRegularFile(file) ? Files.readString(file) : "folder");
      }
    }
    return files;
  }

  @Test
  void entriesAreDeletedAndCounted() throws IOException {
    long edge = Files.size(root.resolve("edges/" + KEY + ".json"));
    CacheCleaning.Result result = CacheCleaning.entries(root, Optional.empty());
    assertEquals(new CacheCleaning.Result(1000 + edge + 10 + 7, 4, 0), result);
    assertFalse(Files.exists(root.resolve("windows")));
    assertFalse(Files.exists(root.resolve("http")));
    assertTrue(Files.exists(root.resolve("last-run/job.json")), "a no-op run stays quick");
    assertEquals(new CacheCleaning.Result(0, 0, 0), CacheCleaning.entries(root, Optional.empty()));
  }

  @Test
  void everythingIncludesTheFolderItself() throws IOException {
    assertEquals(5, CacheCleaning.everything(root).freedFiles());
    assertFalse(Files.exists(root));
  }

  @Test
  void whatWasUsedLaterStays() throws IOException {
    Instant limit = Instant.parse("2024-01-01T00:00:00Z");
    Files.setLastModifiedTime(
        root.resolve("windows/" + KEY + ".tlw"), FileTime.from(limit.minusSeconds(1)));
    Files.setLastModifiedTime(root.resolve("edges/" + KEY + ".json"), FileTime.from(limit));
    CacheCleaning.Result result = CacheCleaning.entries(root, Optional.of(limit));
    assertEquals(1, result.freedFiles());
    assertEquals(1000, result.freedBytes());
    assertTrue(result.keptBytes() > 10);
    assertTrue(Files.exists(root.resolve("edges/" + KEY + ".json")));
  }

  @Test
  void filesOfOthersAreNotTouched() throws IOException {
    CacheCleaning.everything(root);
    Files.createDirectories(root);
    Path outside = Files.createDirectories(folder.resolve("outside/edges"));
    Files.writeString(outside.resolve(KEY + ".json"), "theirs");
    for (String name :
        new String[] {
          "notes.txt",
          "windows/holiday.tlw",
          "windows/" + KEY + ".tlw.bak",
          "windows/download.part",
          "edges/draft.tmp",
          "archives/ab/photo.jpg",
          "last-run/diary.json",
          "running/theirs.lock",
          "segments/mine/a.mp4",
          ".gitignore"
        }) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "theirs");
    }
    Files.createDirectories(root.resolve("http/empty/folder"));
    Files.createSymbolicLink(root.resolve("edges/linked"), outside);
    Files.createSymbolicLink(
        root.resolve("edges/" + "f".repeat(32) + ".json"), outside.resolve(KEY + ".json"));
    Map<Path, String> before = files(folder);
    assertEquals(0, CacheCleaning.running(root).size());
    assertEquals(new CacheCleaning.Result(0, 0, 0), CacheCleaning.everything(root));
    assertEquals(before, files(folder));
  }

  @Test
  void aLinkInPlaceOfASectionIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(root.resolve("windows/" + KEY + ".tlw"), elsewhere.resolve(KEY + ".tlw"));
    Files.delete(root.resolve("windows"));
    Files.createSymbolicLink(root.resolve("windows"), elsewhere);
    CacheCleaning.everything(root);
    assertTrue(Files.exists(elsewhere.resolve(KEY + ".tlw")));
  }

  @Test
  void runsThatUseTheCacheAreNamed() throws IOException {
    try (DiskCache cache = new DiskCache(root, 1 << 20)) {
      cache.createRunFolder();
      String own = Long.toString(ProcessHandle.current().pid());
      assertTrue(CacheCleaning.running(root).get(0).startsWith(own + "-"));
    }
    assertEquals(0, CacheCleaning.running(root).size());
  }
}
