package io.terralapse.publish;

import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.encode.format.SequenceFormats;
import io.terralapse.encode.still.StillFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files of one rendition are published.
 *
 * @param name end of their names; empty for the job's own
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param pair whether to write first and last frame as one picture
 * @param captions whether to write a text track of its own
 * @param formats further files that are made of its pictures
 * @param stills format of its frames as pictures; empty writes none
 */
public record RenditionFiles(
    String name,
    boolean mp4,
    boolean poster,
    boolean pair,
    boolean captions,
    List<SequenceOutput> formats,
    Optional<StillFormat> stills) {
  /** The job's own rendition, with all its files. */
  public static final RenditionFiles MAIN = new RenditionFiles("", true, true);

  /** Copies the list. */
  public RenditionFiles {
    formats = List.copyOf(formats);
  }

  /** The video and the poster alone. */
  public RenditionFiles(String name, boolean mp4, boolean poster) {
    this(name, mp4, poster, false, false, List.of(), Optional.empty());
  }

  /** The files that settings request: a hardware encoder writes the video in place of x264. */
  public static RenditionFiles of(
      String name,
      boolean mp4,
      boolean poster,
      boolean pair,
      boolean captions,
      FormatSettings formats) {
    return new RenditionFiles(
        name,
        mp4 && formats.hardware().isEmpty(),
        poster,
        pair,
        captions,
        SequenceFormats.of(formats),
        formats.frames().map(FormatSettings.FramesSettings::format));
  }

  /** Whether encoders need all pictures after they were drawn. */
  public boolean needsPictures() {
    return !formats.isEmpty() || stills.isPresent();
  }

  /** As in the ledger. */
  public String ledgerName() {
    return name.isEmpty() ? "main" : name;
  }

  /** The beginning of the files' names. */
  public String baseName(String jobName) {
    return name.isEmpty() ? jobName : jobName + "-" + name;
  }

  /** Name of the video. */
  public String video(String jobName) {
    return baseName(jobName) + Outputs.MP4;
  }

  /** Name of the poster. */
  public String posterName(String jobName) {
    return baseName(jobName) + "-poster.jpg";
  }

  /** Name of the picture of first and last frame. */
  public String pairName(String jobName) {
    return baseName(jobName) + "-pair.jpg";
  }

  /** Name of the text track. */
  public String captionsName(String jobName) {
    return baseName(jobName) + ".vtt";
  }

  /** Name of a further file. */
  public String sequence(String jobName, SequenceOutput output) {
    return baseName(jobName) + output.ending();
  }

  /**
   * The frames as pictures.
   *
   * @throws java.util.NoSuchElementException if there are none
   */
  public FrameStillFiles stillFiles(String jobName) {
    return new FrameStillFiles(baseName(jobName), ledgerName(), stills.orElseThrow());
  }

  /** Names of all files. */
  public List<String> names(String jobName) {
    List<String> names = new ArrayList<>();
    if (mp4) {
      names.add(video(jobName));
    }
    if (poster) {
      names.add(posterName(jobName));
    }
    if (pair) {
      names.add(pairName(jobName));
    }
    if (captions) {
      names.add(captionsName(jobName));
    }
    formats.forEach(one -> names.add(sequence(jobName, one)));
    return names;
  }
}
