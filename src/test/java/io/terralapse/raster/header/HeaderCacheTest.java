package io.terralapse.raster.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderCacheTest {
  private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir Path folder = Path.of("");
  private final List<String> opened = new ArrayList<>();

  private ByteSource open(Location file) throws IOException {
    opened.add(file.name());
    return new FileAccess().open(file);
  }

  /** The header as a new run sees it. */
  private RasterInfo info(Path file) throws IOException {
    opened.clear();
    HeaderCache headers =
        new HeaderCache(
            new DiskCache(folder.resolve("cache"), 1L << 30), new RasterFormats(this::open));
    RasterInfo info = headers.info(new Location.Local(file));
    headers.keep();
    return info;
  }

  private Path copy(Path fixture) throws IOException {
    Path file = folder.resolve(fixture.getFileName().toString());
    Files.copy(fixture, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, OLD);
    return file;
  }

  @Test
  void everyHeaderIsTheSameFromTheCacheAndNoFileIsOpened() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    for (Path fixture : RasterFixtures.all()) {
      Path file = copy(fixture);
      RasterInfo first;
      try {
        first = info(file);
      } catch (DataException unsupported) {
        continue;
      }
      assertEquals(first, info(file), file.toString());
      assertEquals(List.of(), opened, file.toString());
    }
  }

  @Test
  void aChangedFileAndANewSidecarAreReadAgain() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path file = copy(RasterFixtures.all().get(0));
    RasterInfo first = info(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
    info(file);
    assertNotEquals(List.of(), opened);
    Files.writeString(
        folder.resolve(file.getFileName() + ".aux.xml"),
        "<PAMDataset><Metadata><MDI key=\"A\">B</MDI></Metadata></PAMDataset>");
    RasterInfo described = info(file);
    assertEquals("B", described.tags().get("A"));
    assertNotEquals(first, described);
  }

  @Test
  void aFileThatWasJustWrittenIsNotTrusted() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path file = copy(RasterFixtures.all().get(0));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    info(file);
    info(file);
    assertNotEquals(List.of(), opened);
  }

  @Test
  void aDamagedEntryIsReadAgain() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    Path file = copy(RasterFixtures.all().get(0));
    RasterInfo first = info(file);
    try (Stream<Path> entries = Files.list(folder.resolve("cache/headers"))) {
      for (Path entry : entries.toList()) {
        byte[] bytes = Files.readAllBytes(entry);
        bytes[bytes.length / 2] ^= 1;
        Files.write(entry, bytes);
      }
    }
    assertEquals(first, info(file));
    assertNotEquals(List.of(), opened);
    info(file);
    assertEquals(List.of(), opened, "healed");
  }

  @Test
  void withoutAFolderNothingIsWrittenAndAMissingFileIsAnError() throws IOException {
    info(copy(RasterFixtures.all().get(0)));
    assertEquals(false, Files.exists(folder.resolve("cache")));
    assertThrows(IOException.class, () -> info(folder.resolve("missing.tif")));
  }
}
