package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;

/** Provides one segment on demand, so that only one has to be in memory. */
@FunctionalInterface
public interface SegmentSource {
  /** The segment; may be called more than once. */
  EncodedSegment read() throws IOException;

  /** A segment in a file of {@link EncodedSegment#write}. */
  static SegmentSource file(Path path) {
    return () -> EncodedSegment.read(path);
  }
}
