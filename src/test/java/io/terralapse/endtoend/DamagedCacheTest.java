package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the files of the cache, the same is published, without a warning. */
@Slow
class DamagedCacheTest {
  @TempDir Path root = Path.of("");

  /** Damages one file, of which another one of its kind is given. */
  @FunctionalInterface
  private interface Damage {
    byte[] apply(byte[] content, byte[] other);
  }

  @Test
  void aDamagedCacheChangesNothing() throws IOException {
    Job job = job();
    List<String> warnings = warnings(job.run("render").exits(0));
    Map<String, byte[]> published = published(job);
    Map<String, byte[]> cache = cached(job);
    assertEquals(
        List.of(
            "archives",
            "edges",
            "features",
            "footprints",
            "headers",
            "last-run",
            "measurements",
            "pictures",
            "stills",
            "tones",
            "video",
            "windows"),
        List.copyOf(
            cache.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new))));
    Map<String, Damage> damages =
        Map.of(
            "flipped", (content, other) -> flip(content, content.length / 2),
            "first byte", (content, other) -> flip(content, 0),
            "last byte", (content, other) -> flip(content, content.length - 1),
            "truncated", (content, other) -> Arrays.copyOf(content, content.length / 2),
            "empty", (content, other) -> new byte[0],
            "swapped", (content, other) -> other);
    for (Map.Entry<String, Damage> damage : new TreeMap<>(damages).entrySet()) {
      damage(job, cache, damage.getValue());
      Files.delete(job.video());
      Job.Outcome again = job.run("render").exits(0);
      assertTrue(again.out().startsWith("Rendered"), again.out());
      assertEquals(warnings, warnings(again), damage.getKey());
      assertSame(published, published(job), damage.getKey());
      // An up-to-date run trusts nothing that is damaged either.
      damage(job, cache, damage.getValue());
      job.run("render").exits(0);
      assertSame(published, published(job), damage.getKey() + ", up to date");
    }
  }

  private static List<String> warnings(Job.Outcome outcome) {
    return outcome.err().lines().filter(line -> line.startsWith("warning")).toList();
  }

  private static void assertSame(
      Map<String, byte[]> expected, Map<String, byte[]> actual, String what) {
    assertEquals(expected.keySet(), actual.keySet(), what);
    expected.forEach(
        (name, bytes) -> assertArrayEquals(bytes, actual.get(name), what + ": " + name));
  }

  private static byte[] flip(byte[] content, int at) {
    byte[] flipped = content.clone();
    flipped[at] ^= 4;
    return flipped;
  }

  /** Two dates as files, two in archives. */
  private Job job() throws IOException {
    SyntheticScenes scenes = new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 4));
    Path folder = root.resolve("scenes");
    scenes.write(folder);
    for (int i = 0; i < 4; i++) {
      Path file = folder.resolve(scenes.dates().get(i).fileName());
      if (i >= 2) {
        try (OutputStream out = Files.newOutputStream(folder.resolve(i + ".zip"));
            ZipOutputStream zip = new ZipOutputStream(out)) {
          zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
          Files.copy(file, zip);
          zip.closeEntry();
        }
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // Keys of files that were modified just now are not kept.
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
      }
    }
    return Job.in(root.resolve("job"), folder, "outputs: {page: true, gif: true}");
  }

  private static Map<String, byte[]> published(Job job) throws IOException {
    return contents(job.folder().resolve("output"));
  }

  private static Map<String, byte[]> cached(Job job) throws IOException {
    Map<String, byte[]> files = contents(job.folder().resolve(".terralapse"));
    files.keySet().removeIf(name -> name.startsWith("running/") || name.equals(".gitignore"));
    return files;
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  /** Writes every file of the sound cache, damaged; the next of its kind is the other one. */
  private static void damage(Job job, Map<String, byte[]> cache, Damage damage) throws IOException {
    for (Map.Entry<String, byte[]> entry : cache.entrySet()) {
      List<String> kind =
          cache.keySet().stream().filter(name -> kind(name).equals(kind(entry.getKey()))).toList();
      String other = kind.get((kind.indexOf(entry.getKey()) + 1) % kind.size());
      Path file = job.folder().resolve(".terralapse").resolve(entry.getKey());
      Files.createDirectories(file.resolveSibling("."));
      Files.write(
          file, damage.apply(entry.getValue(), cache.getOrDefault(other, entry.getValue())));
    }
  }

  /** The section and the ending of a file. */
  private static String kind(String name) {
    int dot = name.lastIndexOf('.');
    return name.substring(0, name.indexOf('/')) + (dot < 0 ? "" : name.substring(dot));
  }
}
