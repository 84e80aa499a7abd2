package io.terralapse.watch;

import io.terralapse.watch.WatchedFiles.FileState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files have arrived: those that are new or have changed since the last run, have kept size
 * and time for a while, and are whole. Times are of a clock that never goes back. Not thread-safe.
 */
final class Arrivals {
  /** Files that keep arriving delay a run by so many times the settling time at most. */
  private static final int LONGEST_DELAY = 12;

  /** How often a file that looks unfinished is opened again: each time after twice as long. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final long settleNanos;
  private final WholeCheck whole;
  private Map<Path, FileState> known = Map.of();
  private final Map<Path, Pending> pending = new TreeMap<>();

  /** Whether a file that no longer changes is whole. */
  @FunctionalInterface
  interface WholeCheck {
    boolean isWhole(Path file);
  }

  /**
   * What was noticed at one look.
   *
   * @param landed files that are complete since this look
   * @param unreadable files that no longer change and are not whole, noticed for the first time
   * @param due whether a run should begin now
   * @param waiting whether files are still being written
   */
  record Look(List<Path> landed, List<Path> unreadable, boolean due, boolean waiting) {}

  private static final class Pending {
    private FileState state;
    private long since;
    private long landedAt;
    private boolean landed;
    private boolean refused;
    private long pause;
    private long nextCheck;

    Pending(FileState state, long now) {
      this.state = state;
      this.since = now;
    }
  }

  Arrivals(Duration settle, WholeCheck whole) {
    this.settleNanos = settle.toNanos();
    this.whole = whole;
  }

  /** Takes files as known: a run has seen them in this state. */
  void runSaw(Map<Path, FileState> files) {
    known = new HashMap<>(files);
    pending.entrySet().removeIf(entry -> entry.getValue().state.equals(files.get(entry.getKey())));
  }

  /** Takes the files as they are at a moment. */
  Look look(Map<Path, FileState> files, long now) {
    pending.keySet().retainAll(files.keySet());
    List<Path> landed = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    files.forEach(
        (file, state) -> {
          if (state.equals(known.get(file))) {
            pending.remove(file);
            return;
          }
          Pending one = pending.computeIfAbsent(file, f -> new Pending(state, now));
          if (!one.state.equals(state)) {
            pending.put(file, new Pending(state, now));
          } else if (!one.landed && now - one.since >= settleNanos) {
            check(file, one, now, landed, unreadable);
          }
        });
    boolean any = pending.values().stream().anyMatch(one -> one.landed);
    boolean waiting = pending.values().stream().anyMatch(one -> !one.landed && !one.refused);
    boolean late =
        pending.values().stream()
            .anyMatch(one -> one.landed && now - one.landedAt >= LONGEST_DELAY * settleNanos);
    return new Look(landed, unreadable, any && (!waiting || late), waiting);
  }

  private void check(Path file, Pending one, long now, List<Path> landed, List<Path> unreadable) {
    if (one.refused && now - one.nextCheck < 0) {
      return;
    }
    if (whole.isWhole(file)) {
      one.landed = true;
      one.refused = false;
      one.landedAt = now;
      landed.add(file);
    } else {
      if (!one.refused) {
        unreadable.add(file);
      }
      one.refused = true;
      one.pause = Math.min(Math.max(one.pause * 2, settleNanos), LONGEST_PAUSE.toNanos());
      one.nextCheck = now + one.pause;
    }
  }
}
