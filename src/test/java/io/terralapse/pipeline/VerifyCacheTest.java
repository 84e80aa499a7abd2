package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCacheTest {
  @TempDir Path folder = Path.of("");
  private final Cancellation cancellation = new Cancellation();

  private static void fill(Path cache) throws IOException {
    try (DiskCache disk = new DiskCache(cache, 1 << 20)) {
      Files.writeString(disk.createRunFolder().resolve("segment"), "x");
      assertTrue(disk.tryWrite(CacheSection.EDGES, "0".repeat(32) + ".json", new byte[9]));
    }
  }

  @Test
  void theCacheOfTheJobIsUsedIfItCanBeWritten() throws IOException {
    Path cache = folder.resolve("a/b");
    try (VerifyCache readers = VerifyCache.of(cache, cancellation)) {
      assertEquals(cache, readers.folder());
      fill(cache);
    }
    assertTrue(Files.exists(cache.resolve("edges")), "entries of the job are kept");
  }

  @Test
  void whereItCannotBeWrittenAnotherIsUsedAndDeleted() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path other;
    try (VerifyCache readers = VerifyCache.of(file.resolve("cache"), cancellation)) {
      other = readers.folder();
      assertNotEquals(file.resolve("cache"), other);
      fill(other);
    }
    assertFalse(Files.exists(other));
  }

  @Test
  void aRunThatIsAbandonedLeavesNoOther() throws IOException {
    Files.writeString(folder.resolve("running"), "in place of a folder");
    try (VerifyCache readers = VerifyCache.of(folder, cancellation)) {
      fill(readers.folder());
      cancellation.abandon();
      assertFalse(Files.exists(readers.folder()));
    }
  }
}
