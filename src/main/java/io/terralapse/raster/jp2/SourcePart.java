package io.terralapse.raster.jp2;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** A range of another source, such as the content of a box. Closing it does not close the other. */
final class SourcePart implements ByteSource {
  private final ByteSource source;
  private final long start;
  private final long size;

  /** Bytes {@code start} to {@code start + size}, which must be inside {@code source}. */
  SourcePart(ByteSource source, long start, long size) {
    if (start < 0 || size < 0 || start > source.size() - size) {
      throw new IllegalArgumentException("range outside of its source: " + start + " + " + size);
    }
    this.source = source;
    this.start = start;
    this.size = size;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new EOFException(name() + " ends before byte " + position + " + " + length);
    }
    source.read(start + position, into, at, length);
  }

  @Override
  public void expect(List<ByteRange> ranges) throws IOException {
    source.expect(
        ranges.stream().map(r -> new ByteRange(start + r.position(), r.length())).toList());
  }

  @Override
  public void close() {}
}
