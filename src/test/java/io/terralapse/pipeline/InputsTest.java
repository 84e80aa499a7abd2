package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of a job's scenes are opened through one counter, wherever they are. */
class InputsTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 1);
  }

  @Test
  void bytesOfFilesAndOfArchivesAreCounted() throws IOException {
    byte[] file = Files.readAllBytes(job.scene(0));
    Path zip = folder.resolve("scene.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry("a.tif"));
      packed.write(file);
      packed.closeEntry();
    }
    try (Inputs inputs = new Inputs(job.settings(), job.settings().cacheDir(), false)) {
      assertEquals(0, inputs.bytesRead());
      Location local = new Location.Local(job.scene(0));
      assertEquals(TinyJob.WIDTH, inputs.rasters().info(local).width());
      long header = inputs.bytesRead();
      assertTrue(header > 0 && header < file.length, "only the header is read: " + header);
      assertArrayEquals(file, inputs.catalog().bytes().readAll(local, file.length));
      assertEquals(header + file.length, inputs.bytesRead());
      Location member = new Location.Member(zip, "a.tif");
      assertArrayEquals(file, inputs.catalog().bytes().readAll(member, file.length));
      assertEquals(header + 2L * file.length, inputs.bytesRead());
    }
  }

  @Test
  void aPrivateHostIsRefusedUnlessTheSettingsAllowIt() throws IOException {
    try (Inputs inputs = new Inputs(job.settings(), job.settings().cacheDir(), false)) {
      Location remote = new Location.Remote(URI.create("http://127.0.0.1:9/a.tif"));
      IOException error =
          assertThrows(IOException.class, () -> inputs.catalog().bytes().open(remote));
      assertTrue(String.valueOf(error.getMessage()).contains("/a.tif"), error.getMessage());
      assertThrows(
          IOException.class,
          () -> inputs.catalog().servers().get(URI.create("http://127.0.0.1:9/item.json"), 100));
      assertEquals(0, inputs.bytesRead());
    }
  }

  @Test
  void openingInputsTouchesNothingOnTheDisk() throws IOException {
    try (Inputs inputs =
        new Inputs(job.settings("cache.max_bytes=5MB"), job.settings().cacheDir(), false)) {
      assertEquals(5_000_000, inputs.cache().maxBytes());
    }
    assertFalse(Files.exists(folder.resolve(".terralapse")));
  }
}
