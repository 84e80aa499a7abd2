package io.terralapse.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files of one rendition are published.
 *
 * @param name end of their names; empty for the job's own
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param pair whether to write first and last frame as one picture
 * @param captions whether to write a text track of its own
 */
public record RenditionFiles(
    String name, boolean mp4, boolean poster, boolean pair, boolean captions) {
  /** The job's own rendition. */
  public static final RenditionFiles MAIN = new RenditionFiles("", true, true);

  /** Video and poster. */
  public RenditionFiles(String name, boolean mp4, boolean poster) {
    this(name, mp4, poster, false, false);
  }

  /** As in the ledger. */
  String ledgerName() {
    return name.isEmpty() ? "main" : name;
  }

  /** The beginning of the files' names. */
  String baseName(String jobName) {
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
    return names;
  }
}
