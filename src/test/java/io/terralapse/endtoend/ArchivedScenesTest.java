package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes that lie in archives make the very video that they make in a folder. */
@Slow
class ArchivedScenesTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(320, 240, 3, 5, 1.0, false, false));

  @TempDir static Path root = Path.of("");
  private static List<Path> files = List.of();
  private static List<String> video = List.of();

  @BeforeAll
  static void renderFolder() throws IOException {
    files = SCENES.write(root.resolve("scenes"));
    Job job = Job.in(root.resolve("plain"), root.resolve("scenes"));
    job.run("render").exits(0);
    video = job.codedPictures();
  }

  private static Path pack(String name) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name.replace('.', '-')));
    Path archive = folder.resolve(name);
    if (name.endsWith(".zip")) {
      try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
        out.setMethod(name.startsWith("stored") ? 0 : 8);
        fill(out);
      }
      return folder;
    }
    try (OutputStream bytes = Files.newOutputStream(archive);
        OutputStream packed = name.endsWith(".tar") ? bytes : new GZIPOutputStream(bytes);
        TarArchiveOutputStream out = new TarArchiveOutputStream(packed)) {
      fill(out);
    }
    return folder;
  }

  private static <E extends ArchiveEntry> void fill(ArchiveOutputStream<E> out) throws IOException {
    for (Path file : files) {
      out.putArchiveEntry(out.createArchiveEntry(file, "delivery/" + file.getFileName()));
      Files.copy(file, out);
      out.closeArchiveEntry();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed.zip", "stored.zip", "all.tar", "all.tar.gz"})
  void anArchiveIsAFolder(String name) throws IOException {
    Job job = Job.in(root.resolve("job-" + name), pack(name));
    job.run("render").exits(0);
    assertEquals(video, job.codedPictures());
    assertEquals(3, job.ledger().path("scenes").size());
  }

  @Test
  void aBadArchiveIsReportedAndTheRestGoesOn() throws IOException {
    Path folder = pack("good.zip");
    Files.write(folder.resolve("bad.zip"), new byte[1000]);
    Job job = Job.in(root.resolve("job-bad"), folder);
    Job.Outcome outcome = job.run("render").exits(0);
    assertEquals(video, job.codedPictures());
    assertTrue(outcome.err().contains("bad.zip is damaged or not an archive"), outcome.err());
  }
}
