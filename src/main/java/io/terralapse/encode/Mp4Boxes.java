package io.terralapse.encode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * The structure of an MP4 file (ISO/IEC 14496-12, 4.2) as far as players depend on it.
 *
 * @param indexFirst whether moov precedes mdat
 * @param editList whether a track has an edit list, which skips or delays part of it
 */
record Mp4Boxes(boolean indexFirst, boolean editList) {
  private static final Set<String> CONTAINERS = Set.of("moov", "trak", "edts");

  private static final int HEADER_BYTES = 8;
  private static final int LARGE_HEADER_BYTES = 16;

  /** Reads the headers of the boxes; damaged ones end the search. */
  static Mp4Boxes read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Walk walk = new Walk(channel);
      walk.inside(0, channel.size());
      return new Mp4Boxes(walk.indexFirst, walk.editList);
    }
  }

  /** Walks through boxes and those that contain others. */
  private static final class Walk {
    private final FileChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(LARGE_HEADER_BYTES);
    private boolean dataSeen;
    private boolean indexFirst;
    private boolean editList;

    Walk(FileChannel channel) {
      this.channel = channel;
    }

    void inside(long from, long end) throws IOException {
      for (long at = from; at + HEADER_BYTES <= end; ) {
        head.clear();
        channel.read(head, at);
        long size = Integer.toUnsignedLong(head.getInt(0));
        int headerBytes = HEADER_BYTES;
        String type = new String(head.array(), Integer.BYTES, 4, StandardCharsets.ISO_8859_1);
        if (size == 1 && head.position() == LARGE_HEADER_BYTES) {
          size = head.getLong(HEADER_BYTES);
          headerBytes = LARGE_HEADER_BYTES;
        } else if (size == 0) {
          size = end - at;
        }
        if (size < headerBytes || size > end - at) {
          return;
        }
        indexFirst |= type.equals("moov") && !dataSeen;
        dataSeen |= type.equals("mdat");
        editList |= type.equals("elst");
        if (CONTAINERS.contains(type)) {
          inside(at + headerBytes, at + size);
        }
        at += size;
      }
    }
  }
}
