package io.terralapse.pace;

import io.terralapse.encode.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of a video in the order in which they are shown, and how long. Each date has one
 * still; a title card, transitions and an ending may be around it. Immutable and thread-safe.
 *
 * @param pictures at least one still for each date, in order of time
 * @param timing one duration for each picture
 */
public record CodedSequence(List<SequencePicture> pictures, Timing timing) {
  /** Copies the list. */
  public CodedSequence {
    pictures = List.copyOf(pictures);
    if (pictures.size() != timing.pictures()) {
      throw new IllegalArgumentException(
          pictures.size() + " pictures, " + timing.pictures() + " durations");
    }
  }

  /** The pictures of a video that shows nothing but its dates. */
  public static List<SequencePicture> stills(int dates) {
    List<SequencePicture> stills = new ArrayList<>();
    for (int date = 0; date < dates; date++) {
      stills.add(SequencePicture.still(date));
    }
    return stills;
  }

  /** Number of dates. */
  public int dates() {
    return (int) pictures.stream().filter(SequencePicture::isStill).count();
  }

  /** When the still of a date begins, seconds. */
  public double startSeconds(int date) {
    return timing.startSeconds(pictures.indexOf(SequencePicture.still(date)));
  }

  /**
   * When the next date's still begins, seconds; the end of the video for the last date, whose
   * ending shows it too.
   */
  public double endSeconds(int date) {
    return date + 1 < dates() ? startSeconds(date + 1) : timing.totalSeconds();
  }
}
