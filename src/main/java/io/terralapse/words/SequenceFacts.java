package io.terralapse.words;

import io.terralapse.model.AcquisitionDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a sequence, to be put into words.
 *
 * @param title of the video
 * @param dates of its frames in order of time, at least one
 * @param aligned the date that the others are aligned with; empty if nothing was aligned
 * @param refused number of frames that could not be aligned
 * @param unused number of scenes that were found and not used
 * @param sensors identifiers of the sensors as in the ledger, in order of their first date
 * @param bands name of the bands shown; empty for natural colours
 * @param credit of the imagery; empty if it is unknown
 * @param place centre of the frames; empty if it is unknown or must not be revealed
 */
public record SequenceFacts(
    String title,
    List<AcquisitionDate> dates,
    Optional<AcquisitionDate> aligned,
    int refused,
    int unused,
    List<String> sensors,
    Optional<String> bands,
    Optional<String> credit,
    Optional<Place> place) {

  /**
   * A position.
   *
   * @param lon degrees east, -180 to 180
   * @param lat degrees north, -90 to 90
   */
  public record Place(double lon, double lat) {

    /** As ISO 6709 has it, with four decimals (11 m), such as {@code +47.1234-099.5678/}. */
    public String iso6709() {
      return String.format(Locale.ROOT, "%+08.4f%+09.4f/", lat, lon);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no date
   */
  public SequenceFacts {
    dates = List.copyOf(dates);
    sensors = List.copyOf(sensors);
    if (dates.isEmpty()) {
      throw new IllegalArgumentException("a sequence without dates");
    }
  }

  /** The first date. */
  public AcquisitionDate first() {
    return dates.get(0);
  }

  /** The last date. */
  public AcquisitionDate last() {
    return dates.get(dates.size() - 1);
  }
}
