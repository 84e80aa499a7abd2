package io.terralapse.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedFilesTest {
  @TempDir Path folder = Path.of("");

  private JobSettings job(String scenes) throws IOException {
    Path config = folder.resolve("job.yaml");
    Files.writeString(config, "scenes: " + scenes + "\noutput_dir: in/output\n");
    return ConfigLoader.load(config, Map.of(), Map.of());
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  @Test
  void filesOfTheInputsAreListedButNotWhatTheJobWrites() throws IOException {
    Set<Path> expected = new TreeSet<>();
    for (String name : new String[] {"in/a.tif", "in/sub/b.tif", "more/c.tif", "more/d.txt"}) {
      expected.add(file(name));
    }
    file("in/output/job-poster.jpg");
    file("in/.hidden/x.tif");
    file("in/x.tif.part");
    file("elsewhere/x.tif");
    WatchedFiles files = WatchedFiles.of(job("[in, 'more/*.tif', 'https://example.org/x.tif']"));
    assertEquals(expected, files.list().files().keySet());
    assertTrue(files.exist());
    assertTrue(files.list().folders().contains(folder.resolve("in/sub")));
    assertFalse(files.list().folders().contains(folder.resolve("in/output")));
  }

  @Test
  void aFolderThatIsNotThereYetIsEmpty() throws IOException {
    WatchedFiles files = WatchedFiles.of(job("[later]"));
    assertFalse(files.exist());
    assertEquals(Map.of(), files.list().files());
    file("later/a.tif");
    assertEquals(1, files.list().files().size());
  }

  @Test
  void anInputMayBeASingleFile() throws IOException {
    Path one = file("in/a.tif");
    file("in/b.tif");
    WatchedFiles files = WatchedFiles.of(job("[in/a.tif, 'gone/*.tif']"));
    assertEquals(Set.of(one), files.list().files().keySet());
    assertEquals(Set.of(folder.resolve("in")), files.list().folders());
    assertFalse(files.exist());
  }

  @ParameterizedTest
  @CsvSource({
    "a.tif, false",
    "part.tif, false",
    "a.tmp.tif, false",
    "a.tif.part, true",
    "a.TIF.TMP, true",
    "a.zip.crdownload, true",
    "a.tif.filepart, true",
    ".a.tif.Xb12fg, true",
    "a.tif~, true",
    "~a.tif, true",
  })
  void namesOfUnfinishedFilesAreKnown(String name, boolean unfinished) {
    assertEquals(unfinished, WatchedFiles.isUnfinished(name));
  }

  @Test
  void aRasterIsWholeWhenItsLastPixelCanBeRead() throws IOException {
    Path scene =
        new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 1))
            .write(folder.resolve("s"))
            .get(0);
    CompleteFile complete = new CompleteFile();
    assertTrue(complete.isWhole(scene));
    byte[] all = Files.readAllBytes(scene);
    for (int percent : new int[] {0, 1, 50, 99}) {
      Path part = folder.resolve("s/part-" + percent + ".tif");
      Files.write(part, Arrays.copyOf(all, all.length * percent / 100));
      assertFalse(complete.isWhole(part), percent + " %");
    }
  }

  @Test
  void anArchiveIsWholeWhenItHasItsDirectory() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new java.util.zip.ZipEntry("x"));
      out.write(new byte[1000]);
    }
    CompleteFile complete = new CompleteFile();
    assertTrue(complete.isWhole(zip));
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 80));
    assertFalse(complete.isWhole(zip));
    assertTrue(complete.isWhole(file("notes.txt")));
    assertFalse(complete.isWhole(folder.resolve("none.txt")));
  }
}
