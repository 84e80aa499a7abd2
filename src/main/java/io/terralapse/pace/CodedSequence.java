package io.terralapse.pace;

import io.terralapse.encode.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of a video in the order in which they are shown, and how long. Each date has one
 * still; a lead, a title card, transitions and an ending may be around it. Immutable and
 * thread-safe.
 *
 * @param pictures at least one still for each date, in order of time
 * @param timing one duration for each picture
 * @param factor how many times as long dates are shown as the settings say, at least 1, because the
 *     video would be too short for where it is published
 */
public record CodedSequence(List<SequencePicture> pictures, Timing timing, double factor) {
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

  /** Whether a picture is shown before everything else. */
  public boolean hasLead() {
    return pictures.get(0).isLead();
  }

  /** The pictures without the lead. */
  public List<SequencePicture> afterLead() {
    return pictures.subList(hasLead() ? 1 : 0, pictures.size());
  }

  /** Number of dates. */
  public int dates() {
    return (int) pictures.stream().filter(SequencePicture::isStill).count();
  }

  /** When the still of a date begins, seconds; {@code date == dates()} gives the end. */
  public double startSeconds(int date) {
    for (int i = 0; i < pictures.size(); i++) {
      if (pictures.get(i).isStill() && pictures.get(i).date() == date) {
        return timing.startSeconds(i);
      }
    }
    return timing.totalSeconds();
  }

  /**
   * When the next date's still begins, seconds; the end of the video for the last date, whose
   * ending shows it too.
   */
  public double endSeconds(int date) {
    return startSeconds(date + 1);
  }
}
