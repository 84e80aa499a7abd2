package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Frame;
import io.terralapse.testkit.SyntheticScenes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  private static final int SIDE = 128;
  private static final AlignmentImage IMAGE =
      AlignmentImage.of(
          "2024-01-05",
          new Frame(
              SIDE,
              SIDE,
              new SyntheticScenes(new SyntheticScenes.Options(SIDE, SIDE, 1, 7, 0, false, false))
                  .pixels(0),
              new byte[SIDE * SIDE]),
          -64.25,
          1 / 3.0);

  @TempDir Path folder = Path.of("");

  private FeatureCache cache() {
    return new EdgeCache(new DiskCache(folder, 1L << 30)).features();
  }

  private static byte[] bytes(AlignmentImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    image.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private Path entry() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("features"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void featuresComeBackAsTheyWere() throws IOException {
    String key = FeatureCache.key("pixels and area");
    assertEquals(Optional.empty(), cache().find(key));
    cache().put(key, IMAGE);
    AlignmentImage found = cache().find(key).orElseThrow();
    assertArrayEquals(bytes(IMAGE), bytes(found));
    assertEquals(IMAGE.id(), found.id());
    assertEquals(Optional.empty(), cache().find(FeatureCache.key("other pixels")));
  }

  @Test
  void aDamagedEntryIsDeleted() throws IOException {
    String key = FeatureCache.key("pixels and area");
    cache().put(key, IMAGE);
    byte[] sound = Files.readAllBytes(entry());
    for (int at : new int[] {0, sound.length / 2, sound.length - 1}) {
      byte[] broken = sound.clone();
      broken[at] ^= 4;
      Files.write(entry(), broken);
      assertEquals(Optional.empty(), cache().find(key));
      try (Stream<Path> files = Files.list(folder.resolve("features"))) {
        assertFalse(files.findFirst().isPresent());
      }
      cache().put(key, IMAGE);
      assertTrue(cache().find(key).isPresent());
    }
    Files.write(entry(), new byte[3]);
    assertEquals(Optional.empty(), cache().find(key));
  }

  @Test
  void anEntryOfAnotherNameIsNotTrusted() throws IOException {
    cache().put(FeatureCache.key("a"), IMAGE);
    String other = FeatureCache.key("b");
    Files.move(entry(), folder.resolve("features").resolve(other + ".alf"));
    assertEquals(Optional.empty(), cache().find(other));
  }
}
