package io.terralapse.tone;

import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.ToneCorrection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The corrections of published dates, which stay as long as the settings do that they were found
 * with. Immutable and thread-safe.
 */
public final class LockedTones {
  private final Map<String, ToneCorrection> corrections = new HashMap<>();

  private LockedTones() {}

  /**
   * The corrections in a lock.
   *
   * @param settings hash of the settings that tones are derived from, as for {@link LockedStretch}
   */
  public static LockedTones of(LockFile file, String settings) {
    LockedTones tones = new LockedTones();
    Optional<Lock> lock = file.isReplaced() ? Optional.empty() : file.found();
    if (lock.flatMap(Lock::stretch).filter(s -> s.settings().equals(settings)).isPresent()) {
      lock.flatMap(Lock::frames)
          .ifPresent(
              frames ->
                  frames
                      .frames()
                      .forEach(
                          frame ->
                              frame
                                  .tone()
                                  .ifPresent(
                                      tone ->
                                          tones.corrections.put(
                                              key(frame.id(), frame.content()), tone))));
    }
    return tones;
  }

  /**
   * The correction of a date as it was published.
   *
   * @param id of its acquisition
   * @param content hash of its pixels
   * @param channels how many the date has now
   * @return empty if it was not published with these pixels
   */
  public Optional<ToneCorrection> find(String id, String content, int channels) {
    return Optional.ofNullable(corrections.get(key(id, content)))
        .filter(tone -> tone.gain().size() == channels);
  }

  private static String key(String id, String content) {
    return id + "\n" + content;
  }
}
