package io.terralapse.read;

import io.terralapse.lock.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares published frames with those of a run and says what changes for viewers, in one sentence
 * for each frame. Stateless.
 */
final class SequenceChanges {
  private SequenceChanges() {}

  /**
   * Frames that are gone, drawn from other pixels, of another date, or new between published ones.
   * New frames at the end are not mentioned.
   *
   * @param before published ones, in order of time
   * @param now in order of time
   * @param filledFrom the ids of the dates that pixels of a published frame are of
   */
  static List<String> of(
      List<Lock.Frame> before,
      List<Lock.Frame> now,
      Function<Lock.Frame, List<String>> filledFrom) {
    List<String> sentences = new ArrayList<>();
    Map<String, Lock.Frame> current = new HashMap<>();
    now.forEach(frame -> current.put(frame.id(), frame));
    List<Lock.Frame> late = new ArrayList<>(between(before, now));
    for (Lock.Frame frame : before) {
      Lock.Frame same = current.get(frame.id());
      if (same == null) {
        Optional<Lock.Frame> newer =
            late.stream().filter(one -> one.acquired().equals(frame.acquired())).findFirst();
        newer.ifPresent(late::remove);
        sentences.add(newer.map(one -> superseded(frame, one, now)).orElse(gone(frame)));
      } else if (!same.content().equals(frame.content())) {
        sentences.add(superseded(frame, same, now));
      } else if (!same.acquired().equals(frame.acquired())) {
        sentences.add(
            frame.id()
                + " was published with the date "
                + frame.acquired()
                + " and has "
                + same.acquired()
                + " now, so it is frame "
                + number(same, now)
                + " and is captioned again; restore its date to keep the frame.");
      } else if (!same.filledFrom().equals(frame.filledFrom())
          && filledFrom.apply(frame).stream().anyMatch(id -> isLost(id, before, current))) {
        sentences.add(
            frame.id()
                + " was filled from a date that is gone or has other pixels, so frame "
                + number(same, now)
                + " is filled from others.");
      }
    }
    for (Lock.Frame frame : late) {
      sentences.add(
          frame.id()
              + " arrived late and becomes frame "
              + number(frame, now)
              + ", before published ones, which follow one frame later.");
    }
    return sentences;
  }

  /** Whether a date is gone or has other pixels than were published. */
  private static boolean isLost(
      String id, List<Lock.Frame> before, Map<String, Lock.Frame> current) {
    Lock.Frame now = current.get(id);
    return now == null
        || before.stream()
            .noneMatch(frame -> frame.id().equals(id) && frame.content().equals(now.content()));
  }

  /** Frames that are new and come before a published one. */
  static List<Lock.Frame> between(List<Lock.Frame> before, List<Lock.Frame> now) {
    Set<String> published = new HashSet<>();
    before.forEach(frame -> published.add(frame.id()));
    List<Lock.Frame> found = new ArrayList<>();
    List<Lock.Frame> pending = new ArrayList<>();
    for (Lock.Frame frame : now) {
      if (published.contains(frame.id())) {
        found.addAll(pending);
        pending.clear();
      } else {
        pending.add(frame);
      }
    }
    // The last published frame may be the one that was superseded.
    String last = before.isEmpty() ? "" : before.get(before.size() - 1).acquired();
    pending.stream().filter(frame -> frame.acquired().equals(last)).forEach(found::add);
    return found;
  }

  private static String superseded(Lock.Frame old, Lock.Frame now, List<Lock.Frame> frames) {
    String what =
        old.id().equals(now.id())
            ? old.id() + " has other pixels than were published"
            : now.id() + " supersedes " + old.id() + ", which was published";
    return what + ", so frame " + number(now, frames) + " is drawn again.";
  }

  private static String gone(Lock.Frame frame) {
    return frame.id() + " was published and is no longer used, so its frame is left out.";
  }

  private static int number(Lock.Frame frame, List<Lock.Frame> frames) {
    return frames.indexOf(frame) + 1;
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
