package io.terralapse.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Location;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read is counted; everything else is passed on to the opener behind it. */
class CountingOpenerTest {
  private static final Location FILE = new Location.Local(Path.of("a.tif"));

  private final List<String> calls = new ArrayList<>();
  private final CountingOpener opener = new CountingOpener(location -> new Source());

  /** Ten bytes of the value of their position. */
  private final class Source implements ByteSource {
    @Override
    public String name() {
      return "a name";
    }

    @Override
    public long size() {
      return 10;
    }

    @Override
    public void read(long position, byte[] into, int at, int length) throws IOException {
      if (position + length > 10) {
        throw new EOFException("a name ends before " + (position + length));
      }
      for (int i = 0; i < length; i++) {
        into[at + i] = (byte) (position + i);
      }
    }

    @Override
    public void expect(List<ByteRange> ranges) {
      calls.add("expect " + ranges.size());
    }

    @Override
    public Optional<String> version() {
      return Optional.of("v1");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  @Test
  void countsTheBytesOfAllSources() throws IOException {
    assertEquals(0, opener.bytesRead());
    byte[] bytes = new byte[10];
    try (ByteSource one = opener.open(FILE);
        ByteSource two = opener.open(FILE)) {
      one.read(2, bytes, 0, 3);
      two.read(0, bytes, 3, 4);
    }
    assertEquals(7, opener.bytesRead());
    assertArrayEquals(new byte[] {2, 3, 4, 0, 1, 2, 3, 0, 0, 0}, bytes);
    assertEquals(10, opener.readAll(FILE, 10).length);
    assertEquals(17, opener.bytesRead());
  }

  @Test
  void aReadThatFailsIsNotCounted() throws IOException {
    try (ByteSource source = opener.open(FILE)) {
      assertThrows(EOFException.class, () -> source.read(5, new byte[6], 0, 6));
    }
    assertEquals(0, opener.bytesRead());
  }

  @Test
  void everythingElseIsThatOfTheSource() throws IOException {
    ByteSource source = opener.open(FILE);
    assertEquals("a name", source.name());
    assertEquals(10, source.size());
    assertEquals(Optional.of("v1"), source.version());
    source.expect(List.of(new ByteRange(0, 4), new ByteRange(8, 2)));
    source.close();
    assertEquals(List.of("expect 2", "close"), calls);
  }

  @Test
  void readsOfSeveralThreadsAreAllCounted() throws IOException {
    try (ByteSource source = opener.open(FILE)) {
      IntStream.range(0, 1000)
          .parallel()
          .forEach(
              i -> {
                try {
                  source.read(0, new byte[3], 0, 3);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
    }
    assertEquals(3000, opener.bytesRead());
  }

  @Test
  void whatCannotBeOpenedIsTheErrorOfTheOpener() {
    CountingOpener none =
        new CountingOpener(
            location -> {
              throw new IOException(location.name() + " is missing");
            });
    IOException error = assertThrows(IOException.class, () -> none.open(FILE));
    assertTrue(String.valueOf(error.getMessage()).startsWith("a.tif"), error.getMessage());
  }
}
