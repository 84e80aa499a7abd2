package io.terralapse.read;

import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.select.SceneSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The published frames, as far as the lock applies to this run: which dates are shown, from which
 * dates their gaps are filled, and their credits. It applies as long as the settings that dates are
 * selected and filled by are the same; a date whose pixels have changed counts as new. Immutable
 * and thread-safe.
 */
public final class LockedFrames {
  private static final String OTHER_SETTINGS =
      "holds frames that were selected for other settings under select, sources, look.bands,"
          + " look.fill or coregister.on_refusal";

  private final LockFile file;
  private final String settings;
  private final Optional<Lock.PublishedFrames> before;
  private final boolean applies;
  private final Map<String, Lock.Frame> frames = new HashMap<>();
  private final Map<String, Lock.Excluded> excluded = new HashMap<>();

  private LockedFrames(LockFile file, String settings, Optional<Lock.PublishedFrames> before) {
    this.file = file;
    this.settings = settings;
    this.before = before;
    this.applies = before.filter(lock -> lock.settings().equals(settings)).isPresent();
    if (applies) {
      before.get().frames().forEach(frame -> frames.put(frame.id(), frame));
      before.get().excluded().forEach(date -> excluded.put(date.id(), date));
    }
  }

  /**
   * Compares the lock with the settings of this run.
   *
   * @param settings hash of those that dates are selected and filled by
   * @throws io.terralapse.model.UserError (usage) under {@code --locked}, if it was made for others
   */
  public static LockedFrames of(LockFile file, String settings) {
    Optional<Lock.PublishedFrames> found =
        file.isReplaced() ? Optional.empty() : file.found().flatMap(Lock::frames);
    LockedFrames locked = new LockedFrames(file, settings, found);
    if (found.isPresent() && !locked.applies) {
      file.refuseIfRequired(OTHER_SETTINGS);
    }
    return locked;
  }

  /**
   * Whether any of these dates is a published frame whose pixels are the same, or it is not known
   * what was published.
   */
  public boolean isPublished(List<ReadAcquisition> dates) {
    Set<String> contents = new HashSet<>();
    before.ifPresent(lock -> lock.frames().forEach(frame -> contents.add(frame.content())));
    return before.isEmpty() || dates.stream().anyMatch(date -> contents.contains(date.content()));
  }

  /** Whether a date is a published frame and its pixels are the same. */
  boolean isShown(ReadAcquisition date) {
    return find(date).isPresent();
  }

  private Optional<Lock.Frame> find(ReadAcquisition date) {
    return Optional.ofNullable(frames.get(date.id()))
        .filter(frame -> frame.content().equals(date.content()));
  }

  /** Why a date stays left out that the estimate of this run might let in, as a sentence. */
  Optional<String> findExclusion(ReadAcquisition date) {
    return Optional.ofNullable(excluded.get(date.id()))
        .filter(one -> one.content().equals(date.content()))
        .map(
            one ->
                date.id()
                    + " is not used: its cloud was above select.max_cloud when the frames"
                    + " after it were published, and they stay as they are; run with --relock to"
                    + " select dates again.");
  }

  /** The dates with the credits that they were published with. */
  public List<ReadAcquisition> credited(List<ReadAcquisition> dates) {
    return dates.stream()
        .map(date -> find(date).map(frame -> credited(date, frame.credit())).orElse(date))
        .toList();
  }

  private static ReadAcquisition credited(ReadAcquisition date, Optional<String> credit) {
    List<Scene> scenes = new ArrayList<>();
    for (Scene scene : date.acquisition().scenes()) {
      scenes.add(scene.withCredit(scenes.isEmpty() ? credit : Optional.empty()));
    }
    Acquisition acquisition = date.acquisition();
    return acquisition.credit().equals(credit)
        ? date
        : date.with(new Acquisition(acquisition.id(), acquisition.acquired(), scenes));
  }

  /**
   * The dates that a published frame was filled from.
   *
   * @param dates all dates of this run that are shown
   * @return their ids; empty if it is no published frame, or if one of them is gone or has other
   *     pixels, so that they are chosen again
   */
  public Optional<List<String>> findSources(ReadAcquisition date, List<ReadAcquisition> dates) {
    Optional<Lock.Frame> frame = find(date);
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    Set<String> shown = new HashSet<>();
    if (!frame.get().filledFrom().isEmpty()) {
      dates.stream().filter(this::isShown).forEach(one -> shown.add(one.id()));
    }
    return Optional.of(frame.get().filledFrom()).filter(shown::containsAll);
  }

  /** The published frames, as the lock has them; none if they do not apply. */
  public Lock.PublishedFrames published() {
    return before
        .filter(lock -> applies)
        .orElse(new Lock.PublishedFrames(settings, List.of(), List.of(), List.of()));
  }

  /**
   * The frames that the next lock holds.
   *
   * @param segmentStarts ids of the frames that segments of the video begin with
   */
  public Lock.PublishedFrames next(
      List<Lock.Frame> now, List<String> segmentStarts, List<Lock.Excluded> left) {
    return new Lock.PublishedFrames(settings, now, segmentStarts, left);
  }

  /** Dates whose cloud, which depends on the other dates, left them out, for the next lock. */
  public static List<Lock.Excluded> excluded(
      List<ReadAcquisition> read, List<ReadAcquisition> chosen) {
    Set<String> used = new HashSet<>();
    chosen.forEach(date -> used.add(date.id()));
    return read.stream()
        .filter(date -> !used.contains(date.id()) && ReadSelection.dependsOnOthers(date))
        .map(date -> new Lock.Excluded(date.id(), date.content(), SceneSelector.CLOUD))
        .toList();
  }

  /**
   * What this run changes in the sequence of published frames, one sentence for each frame.
   *
   * @param now the frames of this run, in order of time
   * @param filledFrom the ids of the dates that pixels of a published frame are of
   */
  public List<String> changes(List<Lock.Frame> now, Function<Lock.Frame, List<String>> filledFrom) {
    return applies ? SequenceChanges.of(before.orElseThrow().frames(), now, filledFrom) : List.of();
  }

  /**
   * A warning if frames were selected again for other settings and a published one is gone, is new
   * between others, or is drawn from other dates.
   *
   * @param now the frames of this run, in order of time
   */
  public Optional<Issue> warning(List<Lock.Frame> now) {
    if (applies || before.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Lock.Frame> current = new HashMap<>();
    now.forEach(frame -> current.put(frame.id(), frame));
    long changed =
        before.get().frames().stream()
            .filter(frame -> !frame.equals(current.get(frame.id())))
            .count();
    long between = SequenceChanges.between(before.get().frames(), now).size();
    if (changed + between == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Issue(
            LockFile.RELOCKED,
            file.name(),
            Objects.requireNonNull(file.name())
                + " "
                + OTHER_SETTINGS
                + ", so they were selected again: "
                + SequenceChanges.count(changed, "published frame")
                + " changed or left, and "
                + between
                + " came between them; restore the settings to keep them, or run with --relock."));
  }
}
