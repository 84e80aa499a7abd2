package io.terralapse.publish;

import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.encode.format.SequenceFormats;
import io.terralapse.encode.still.StillFormat;
import java.util.List;
import java.util.Optional;

/**
 * Which files of one rendition are published.
 *
 * @param name end of their names; empty for the job's own
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param formats further files that are made of its pictures
 * @param stills format of its frames as pictures; empty writes none
 */
public record RenditionFiles(
    String name,
    boolean mp4,
    boolean poster,
    List<SequenceOutput> formats,
    Optional<StillFormat> stills) {
  /** Copies the list. */
  public RenditionFiles {
    formats = List.copyOf(formats);
  }

  /** The video and the poster alone. */
  public RenditionFiles(String name, boolean mp4, boolean poster) {
    this(name, mp4, poster, List.of(), Optional.empty());
  }

  /** The job's own rendition, with all its files. */
  public static final RenditionFiles MAIN = new RenditionFiles("", true, true);

  /** The files that settings request: a hardware encoder writes the video in place of x264. */
  public static RenditionFiles of(
      String name, boolean mp4, boolean poster, FormatSettings formats) {
    return new RenditionFiles(
        name,
        mp4 && formats.hardware().isEmpty(),
        poster,
        SequenceFormats.of(formats),
        formats.frames().map(FormatSettings.FramesSettings::format));
  }

  /** Whether encoders need all pictures after they were drawn. */
  public boolean needsPictures() {
    return !formats.isEmpty() || stills.isPresent();
  }

  /** As in the ledger. */
  String ledgerName() {
    return name.isEmpty() ? "main" : name;
  }

  /** The beginning of the files' names. */
  String baseName(String jobName) {
    return name.isEmpty() ? jobName : jobName + "-" + name;
  }
}
