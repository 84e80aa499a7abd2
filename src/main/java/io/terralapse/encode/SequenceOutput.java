package io.terralapse.encode;

import io.terralapse.model.ByteLimit;

/**
 * A file to make of a sequence.
 *
 * @param setting name under {@code outputs}, such as {@code webm}
 * @param ending of its name, after that of the rendition, such as {@code .webm} or {@code
 *     -hevc.mp4}
 * @param format what people call it, such as {@code WebM (VP9)}
 * @param efficiency order in lists of sources for browsers, the least first; negative if browsers
 *     should not be offered it
 * @param encoder makes it
 */
public record SequenceOutput(
    String setting, String ending, String format, int efficiency, SequenceEncoder encoder) {
  /** The same file with a limit of its bytes. */
  public SequenceOutput within(ByteLimit limit) {
    return new SequenceOutput(setting, ending, format, efficiency, encoder.within(limit));
  }
}
