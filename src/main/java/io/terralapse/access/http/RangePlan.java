package io.terralapse.access.http;

import io.terralapse.access.ByteRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins ranges that lie close together into one request each. */
final class RangePlan {
  /** Fewer bytes than a request and its answer cost in headers. */
  private static final long FREE_GAP = 512;

  private static final long LONGEST_GAP = 16 * 1024;

  /** All gaps of a request together are at most this part of the requested bytes. */
  private static final int WASTE_SHARE = 16;

  /** Longer requests would keep other connections idle. */
  static final long LONGEST = 4 << 20;

  private RangePlan() {}

  /**
   * One request.
   *
   * @param position first byte
   * @param length bytes with the gaps
   * @param requestedBytes bytes without the gaps
   */
  record Part(long position, long length, long requestedBytes) {
    long end() {
      return position + length;
    }
  }

  /** The requests for some ranges, by position. No range is split; none is left out. */
  static List<Part> join(List<ByteRange> ranges) {
    List<ByteRange> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(ByteRange::position).thenComparing(ByteRange::length));
    List<Part> parts = new ArrayList<>();
    for (ByteRange range : sorted) {
      Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && joins(last, range)) {
        long end = Math.max(last.end(), range.end());
        long fresh = end - Math.max(last.end(), range.position());
        parts.set(
            parts.size() - 1,
            new Part(
                last.position(),
                end - last.position(),
                last.requestedBytes() + Math.max(0, fresh)));
      } else {
        parts.add(new Part(range.position(), range.length(), range.length()));
      }
    }
    return parts;
  }

  private static boolean joins(Part last, ByteRange next) {
    long gap = next.position() - last.end();
    if (gap < 0) {
      return true;
    }
    if (next.end() - last.position() > LONGEST || gap > LONGEST_GAP) {
      return false;
    }
    long waste = last.length() - last.requestedBytes() + gap;
    return gap <= FREE_GAP || waste <= (last.requestedBytes() + next.length()) / WASTE_SHARE;
  }
}
