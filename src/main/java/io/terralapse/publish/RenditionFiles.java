package io.terralapse.publish;

import io.terralapse.encode.SequenceOutput;
import java.util.List;

/**
 * Which files of one rendition are published.
 *
 * @param name end of their names; empty for the job's own
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param formats further files that are made of its pictures
 */
public record RenditionFiles(
    String name, boolean mp4, boolean poster, List<SequenceOutput> formats) {
  /** Copies the list. */
  public RenditionFiles {
    formats = List.copyOf(formats);
  }

  /** The video and the poster alone. */
  public RenditionFiles(String name, boolean mp4, boolean poster) {
    this(name, mp4, poster, List.of());
  }

  /** The job's own rendition, with all its files. */
  public static final RenditionFiles MAIN = new RenditionFiles("", true, true);

  /** As in the ledger. */
  String ledgerName() {
    return name.isEmpty() ? "main" : name;
  }

  /** The beginning of the files' names. */
  String baseName(String jobName) {
    return name.isEmpty() ? jobName : jobName + "-" + name;
  }
}
