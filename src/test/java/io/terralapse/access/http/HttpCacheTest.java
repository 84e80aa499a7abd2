package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.access.http.TestServer.Reply;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpCacheTest {
  private static final byte[] FILE = Remote.noise(400_000, 6);
  private static final byte[] OTHER = Remote.noise(400_000, 7);
  private static final long ROOM = 10 << 20;

  @TempDir private Path cache = Path.of("");

  private static byte[] content(AtomicReference<byte[]> file) {
    return Objects.requireNonNull(file.get());
  }

  /** A sound server that answers whether a file is still the same. */
  private static TestServer.Handler tagged(AtomicReference<byte[]> file) {
    return r -> {
      String tag = "\"" + Arrays.hashCode(content(file)) + "\"";
      return r.header("if-none-match").equals(tag)
          ? Reply.status(304).with("ETag", tag)
          : Reply.part(r, content(file)).with("ETag", tag);
    };
  }

  /** One run of the program that reads a part twice. */
  private void run(TestServer server, byte[] expected, long room) throws IOException {
    try (HttpAccess http = Remote.access(Remote.settings(Map.of()), new DiskCache(cache, room))) {
      for (int pass = 0; pass < 2; pass++) {
        try (ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
          source.expect(List.of(new ByteRange(100_000, 60_000), new ByteRange(300_000, 60_000)));
          for (int at : new int[] {0, 100_000, 130_000, 300_000, 330_000}) {
            assertArrayEquals(
                Arrays.copyOfRange(expected, at, at + 30_000), Remote.read(source, at, 30_000));
          }
        }
      }
    }
  }

  @Test
  void aSecondRunAsksOnceWhetherTheFileIsTheSame() throws IOException {
    try (TestServer server = new TestServer(tagged(new AtomicReference<>(FILE)))) {
      run(server, FILE, ROOM);
      assertEquals(3, server.requests.size());
      long before = server.bytesSent.get();
      run(server, FILE, ROOM);
      assertEquals(4, server.requests.size());
      assertTrue(server.bytesSent.get() - before < 200, "bytes were sent again");
    }
  }

  @Test
  void withoutATagTheDateTells() throws IOException {
    String date = "Tue, 01 Jul 2025 10:00:00 GMT";
    TestServer.Handler handler =
        r ->
            (r.header("if-modified-since").equals(date) ? Reply.status(304) : Reply.part(r, FILE))
                .with("Last-Modified", date)
                .with("Date", "Wed, 02 Jul 2025 10:00:00 GMT");
    try (TestServer server = new TestServer(handler)) {
      run(server, FILE, ROOM);
      run(server, FILE, ROOM);
      assertEquals(4, server.requests.size());
    }
  }

  @Test
  void aDateThatIsTooFreshOrAbsentTellsNothing() throws IOException {
    String date = "Tue, 01 Jul 2025 10:00:00 GMT";
    List<TestServer.Handler> handlers =
        List.of(
            r -> Reply.part(r, FILE).with("Last-Modified", date).with("Date", date),
            r -> Reply.part(r, FILE).with("ETag", "W/\"weak\""),
            r -> Reply.part(r, FILE));
    for (TestServer.Handler handler : handlers) {
      try (TestServer server = new TestServer(handler)) {
        run(server, FILE, ROOM);
        assertFalse(Files.exists(cache.resolve("http")), "something was kept");
      }
    }
  }

  @Test
  void aFileThatChangedBetweenRunsIsFetchedAgain() throws IOException {
    AtomicReference<byte[]> file = new AtomicReference<>(FILE);
    try (TestServer server = new TestServer(tagged(file))) {
      run(server, FILE, ROOM);
      long kept = bytesKept();
      file.set(OTHER);
      run(server, OTHER, ROOM);
      assertEquals(6, server.requests.size());
      assertTrue(Math.abs(kept - bytesKept()) <= 20, "what was outdated is still there");
    }
  }

  @Test
  void damagedEntriesAreFetchedAgain() throws IOException {
    try (TestServer server = new TestServer(tagged(new AtomicReference<>(FILE)))) {
      run(server, FILE, ROOM);
      for (Path file : kept()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
      run(server, FILE, ROOM);
      for (Path file : kept()) {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 7));
      }
      run(server, FILE, ROOM);
      run(server, FILE, ROOM);
    }
  }

  @Test
  void aPartUnderTheNameOfAnotherIsNotUsed() throws IOException {
    FileState state = new FileState(FILE.length, Optional.of("\"1\""), Optional.empty(), true);
    try (DiskCache disk = new DiskCache(cache, ROOM)) {
      CachedFile file = new CachedFile(disk, "https://example.org/a.tif");
      file.begin(state);
      file.store(0, FILE, 0, 1000);
      file.store(1000, FILE, 1000, 1000);
      List<Path> parts =
          kept().stream().filter(f -> String.valueOf(f.getFileName()).endsWith("-1000")).toList();
      assertEquals(2, parts.size());
      byte[] first = Files.readAllBytes(parts.get(0));
      Files.write(parts.get(0), Files.readAllBytes(parts.get(1)));
      Files.write(parts.get(1), first);
      CachedFile next = new CachedFile(disk, "https://example.org/a.tif");
      next.begin(state);
      assertTrue(next.covers(0, 1000));
      assertFalse(next.read(0, new byte[1000], 0, 1000));
      assertFalse(next.read(1000, new byte[1000], 0, 1000));
      assertEquals(1, kept().size(), "the damaged parts are deleted, the state stays");
    }
  }

  @Test
  void aWholeFileIsKeptToo() throws IOException {
    TestServer.Handler handler =
        r ->
            r.header("if-none-match").equals("\"w\"")
                ? Reply.status(304)
                : new Reply(200, FILE).with("ETag", "\"w\"");
    try (TestServer server = new TestServer(handler)) {
      run(server, FILE, ROOM);
      long before = server.bytesSent.get();
      run(server, FILE, ROOM);
      assertTrue(server.bytesSent.get() - before < 1000, "bytes were sent again");
      for (Path file : kept()) {
        if (!file.endsWith("state")) {
          Files.delete(file);
        }
      }
      run(server, FILE, ROOM);
    }
  }

  @Test
  void theLeastRecentlyUsedFileIsEvictedAtTheLimit() throws IOException {
    try (TestServer server = new TestServer(tagged(new AtomicReference<>(FILE)))) {
      DiskCache disk = new DiskCache(cache, 300_000);
      String old = "aa/" + "a".repeat(64);
      String used = "bb/" + "b".repeat(64);
      assertTrue(disk.tryWrite(CacheSection.ARCHIVES, old, new byte[100_000]));
      assertTrue(disk.tryWrite(CacheSection.ARCHIVES, used, new byte[100_000]));
      Files.setLastModifiedTime(
          disk.file(CacheSection.ARCHIVES, old), FileTime.from(Instant.EPOCH));
      run(server, FILE, 300_000);
      assertFalse(disk.contains(CacheSection.ARCHIVES, old), "the oldest is still there");
      assertTrue(disk.contains(CacheSection.ARCHIVES, used), "more than needed was evicted");
      assertTrue(bytesKept() <= 200_000, bytesKept() + " bytes");
    }
  }

  @Test
  void aLimitOfNothingKeepsNothing() throws IOException {
    try (TestServer server = new TestServer(tagged(new AtomicReference<>(FILE)))) {
      run(server, FILE, 0);
      assertEquals(List.of(), kept());
    }
  }

  @Test
  void aFolderThatCannotBeMadeHarmsNothing() throws IOException {
    Files.createFile(cache.resolve("http"));
    try (TestServer server = new TestServer(tagged(new AtomicReference<>(FILE)))) {
      run(server, FILE, ROOM);
    }
  }

  private List<Path> kept() throws IOException {
    Path http = cache.resolve("http");
    if (!Files.exists(http)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(http)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private long bytesKept() throws IOException {
    return kept().stream().mapToLong(HttpCacheTest::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
