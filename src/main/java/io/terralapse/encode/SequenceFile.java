package io.terralapse.encode;

import java.util.List;

/**
 * A file that a {@link SequenceEncoder} has written and read back.
 *
 * @param frames coded frames in the file
 * @param seconds duration of one pass
 * @param mediaType with codecs, as in the {@code type} attribute of a source: {@code video/mp4;
 *     codecs="av01.0.08M.08"}
 * @param givenUp what was given up for a limit of bytes, a short English phrase each, such as
 *     {@code crf 34 instead of 24}; empty if nothing was
 */
public record SequenceFile(int frames, double seconds, String mediaType, List<String> givenUp) {
  /** Copies the list. */
  public SequenceFile {
    givenUp = List.copyOf(givenUp);
  }
}
