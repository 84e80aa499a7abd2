package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;

/** Something that yields one segment when its turn comes, so that only one need be in memory. */
@FunctionalInterface
public interface SegmentSource {
  /** The segment; may be called more than once. */
  EncodedSegment read() throws IOException;

  /** A segment that was spilled with {@link EncodedSegment#write}. */
  static SegmentSource file(Path path) {
    return () -> EncodedSegment.read(path);
  }
}
