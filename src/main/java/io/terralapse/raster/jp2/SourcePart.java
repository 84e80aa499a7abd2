package io.terralapse.raster.jp2;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** A part of another source: what a box holds. Closing it leaves the whole open. */
final class SourcePart implements ByteSource {
  private final ByteSource whole;
  private final long start;
  private final long size;

  /** Bytes {@code start} to {@code start + size}, which must lie inside {@code whole}. */
  SourcePart(ByteSource whole, long start, long size) {
    if (start < 0 || size < 0 || start > whole.size() - size) {
      throw new IllegalArgumentException("part outside its source: " + start + " + " + size);
    }
    this.whole = whole;
    this.start = start;
    this.size = size;
  }

  @Override
  public String name() {
    return whole.name();
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
    whole.read(start + position, into, at, length);
  }

  @Override
  public void expect(List<ByteRange> ranges) throws IOException {
    whole.expect(
        ranges.stream().map(r -> new ByteRange(start + r.position(), r.length())).toList());
  }

  @Override
  public void close() {}
}
