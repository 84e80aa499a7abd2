package io.terralapse.pace;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which dates of two sequences the frames of a comparison show. Immutable and thread-safe.
 *
 * @param frames in order of time
 */
public record SharedTimeline(List<Pair> frames) {
  /** Dates of the two sequences at most so far apart share a frame. */
  private static final Duration TOGETHER = Duration.ofDays(1);

  /**
   * What one frame shows.
   *
   * @param first index of a date of the first sequence
   * @param second index of a date of the second
   */
  public record Pair(int first, int second) {}

  /** Copies the list. */
  public SharedTimeline {
    frames = List.copyOf(frames);
  }

  /** The first frame that shows a date of the first or second sequence; -1 if none does. */
  public int firstOf(boolean second, int date) {
    for (int i = 0; i < frames.size(); i++) {
      if ((second ? frames.get(i).second() : frames.get(i).first()) == date) {
        return i;
      }
    }
    return -1;
  }

  /** The last frame that shows a date; -1 if none does. */
  public int lastOf(boolean second, int date) {
    int last = -1;
    for (int i = 0; i < frames.size(); i++) {
      last = (second ? frames.get(i).second() : frames.get(i).first()) == date ? i : last;
    }
    return last;
  }

  /**
   * Frames of the dates that both sequences have.
   *
   * @param first ids in order of time
   * @param second ids in order of time
   */
  public static SharedTimeline ofSame(List<String> first, List<String> second) {
    List<Pair> frames = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int other = second.indexOf(first.get(i));
      if (other >= 0) {
        frames.add(new Pair(i, other));
      }
    }
    return new SharedTimeline(frames);
  }

  /**
   * Frames of all dates of both sequences: each shows the latest date of either at or before its
   * time. It begins when both have a date. Dates of the two sequences within a day of each other
   * share a frame, of the time of the later one.
   *
   * @param first in order of time, at least one
   * @param second in order of time, at least one
   */
  public static SharedTimeline of(List<AcquisitionDate> first, List<AcquisitionDate> second) {
    List<Pair> frames = new ArrayList<>();
    int i = 0;
    int k = 0;
    while (i < first.size() || k < second.size()) {
      boolean takesFirst = i < first.size();
      boolean takesSecond = k < second.size();
      if (takesFirst && takesSecond) {
        Instant a = first.get(i).start();
        Instant b = second.get(k).start();
        boolean near = Duration.between(a, b).abs().compareTo(TOGETHER) <= 0;
        // Not where a date of the earlier sequence lies between.
        takesFirst =
            !a.isAfter(b)
                || (near && (k + 1 == second.size() || second.get(k + 1).start().isAfter(a)));
        takesSecond =
            !b.isAfter(a)
                || (near && (i + 1 == first.size() || first.get(i + 1).start().isAfter(b)));
      }
      i += takesFirst ? 1 : 0;
      k += takesSecond ? 1 : 0;
      if (i > 0 && k > 0) {
        frames.add(new Pair(i - 1, k - 1));
      }
    }
    return new SharedTimeline(frames);
  }
}
