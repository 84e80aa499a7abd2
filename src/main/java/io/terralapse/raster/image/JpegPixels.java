package io.terralapse.raster.image;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JPEG file without the application segments and comments that precede its first scan, except
 * those that tell its colour space (JFIF and Adobe). The JDK's reader parses colour profiles,
 * thumbnails and EXIF even for raw samples, and rejects the image if one of them is malformed.
 * Closing it does not close the file. Immutable.
 */
final class JpegPixels implements ByteSource {
  private static final int MAX_MARKERS = 4096;
  private static final int APP0 = 0xe0;
  private static final int ADOBE = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int START_OF_SCAN = 0xda;

  private final ByteSource file;
  private final List<ByteRange> kept;
  private final long size;

  private JpegPixels(ByteSource file, List<ByteRange> kept) {
    this.file = file;
    this.kept = kept;
    this.size = kept.stream().mapToLong(ByteRange::length).sum();
  }

  /** Reads the lengths of all segments up to the first scan; what is malformed is kept. */
  static JpegPixels of(ByteSource file) throws IOException {
    List<ByteRange> kept = new ArrayList<>();
    long from = 0;
    long at = 2;
    byte[] head = new byte[4];
    for (int i = 0; i < MAX_MARKERS && at + head.length <= file.size(); i++) {
      file.read(at, head, 0, head.length);
      int marker = head[1] & 0xff;
      if ((head[0] & 0xff) != 0xff || marker == START_OF_SCAN) {
        break;
      }
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = (head[2] & 0xff) << 8 | (head[3] & 0xff);
      long end = at + 2 + length;
      if (length < 2 || end > file.size()) {
        break;
      }
      if (isSkipped(marker)) {
        add(kept, from, at);
        from = end;
      }
      at = end;
    }
    add(kept, from, file.size());
    return new JpegPixels(file, kept);
  }

  private static boolean isSkipped(int marker) {
    return marker == COMMENT || (marker > APP0 && marker <= APP15 && marker != ADOBE);
  }

  private static void add(List<ByteRange> kept, long from, long end) {
    if (end > from) {
      kept.add(new ByteRange(from, end - from));
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position + length > size) {
      throw new EOFException(name() + " ends before byte " + (position + length));
    }
    long start = 0;
    long next = position;
    int done = 0;
    for (ByteRange range : kept) {
      long end = start + range.length();
      if (next < end && done < length) {
        int n = (int) Math.min(length - done, end - next);
        file.read(range.position() + next - start, into, at + done, n);
        next += n;
        done += n;
      }
      start = end;
    }
  }

  @Override
  public void close() {}
}
