package io.terralapse.access;

import io.terralapse.model.Location;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Opens files through another opener and counts the bytes that are read from them. Thread-safe. */
public final class CountingOpener implements ByteOpener {
  private final ByteOpener opener;
  private final LongAdder bytes = new LongAdder();

  /** Counts what is read through {@code opener}. */
  public CountingOpener(ByteOpener opener) {
    this.opener = opener;
  }

  /** Bytes that were read so far. */
  public long bytesRead() {
    return bytes.sum();
  }

  @Override
  public ByteSource open(Location location) throws IOException {
    ByteSource source = opener.open(location);
    return new ByteSource() {
      @Override
      public String name() {
        return source.name();
      }

      @Override
      public long size() {
        return source.size();
      }

      @Override
      public void read(long position, byte[] into, int at, int length) throws IOException {
        source.read(position, into, at, length);
        bytes.add(length);
      }

      @Override
      public void expect(List<ByteRange> ranges) throws IOException {
        source.expect(ranges);
      }

      @Override
      public Optional<String> version() {
        return source.version();
      }

      @Override
      public void close() throws IOException {
        source.close();
      }
    };
  }
}
