package io.terralapse.ledger;

import io.terralapse.ledger.PublishedScenes.FrameId;
import io.terralapse.ledger.PublishedScenes.PublishedScene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run has changed of what was published before.
 *
 * @param why one sentence on why the run rendered, or why it did not
 * @param newDates frames that were not published before, in order of time; all of them after a
 *     first run
 * @param changedFrames frames that were published before and are gone, or are made from something
 *     else now
 */
public record LedgerChanges(String why, List<NewDate> newDates, List<ChangedFrame> changedFrames) {
  private static final String PICTURE = "picture";
  private static final String ENCODING = "encoding";

  /** Dates that a notice names. */
  private static final int MOST_NAMED = 4;

  /** Copies the lists. */
  public LedgerChanges {
    newDates = List.copyOf(newDates);
    changedFrames = List.copyOf(changedFrames);
  }

  /**
   * A frame that was not published before.
   *
   * @param id its acquisition
   * @param acquired its date, as precisely as is known
   * @param frameIndex its position, from 0
   * @param startSeconds when it begins in the video
   * @param panel 1, or 2 if it is a date of the second panel of a comparison
   */
  public record NewDate(
      String id, String acquired, int frameIndex, double startSeconds, int panel) {

    /** A date of the first panel, or of frames without panels. */
    public NewDate(String id, String acquired, int frameIndex, double startSeconds) {
      this(id, acquired, frameIndex, startSeconds, 1);
    }

    /** The date for people: the day of an instant, else what is known. */
    public String day() {
      return acquired.matches("\\d{4}-\\d\\d-\\d\\dT.*") ? acquired.substring(0, 10) : acquired;
    }
  }

  /**
   * A frame that was published before.
   *
   * @param id its acquisition
   * @param acquired its date
   * @param why what it depends on and is not the same: {@code gone}, {@code program}, {@code
   *     settings}, {@code grid}, {@code look}, {@code scenes}, or properties of the ledger's scenes
   *     such as {@code shift}; {@code picture} if only what is drawn over them is not, and {@code
   *     encoding} if the same picture is encoded again
   * @param panel 1, or 2 if it is a date of the second panel of a comparison
   */
  public record ChangedFrame(String id, String acquired, List<String> why, int panel) {

    /** A frame of the first panel, or one without panels. */
    public ChangedFrame(String id, String acquired, List<String> why) {
      this(id, acquired, why, 1);
    }

    /** Copies the list. */
    public ChangedFrame {
      why = List.copyOf(why);
    }
  }

  /** Of a run that has published nothing. */
  public static LedgerChanges none(String why) {
    return new LedgerChanges(why, List.of(), List.of());
  }

  /**
   * Compares two ledgers.
   *
   * @param before empty if nothing was published
   * @param further reasons why the run rendered that no ledger tells, such as {@code --relock was
   *     given}; often none
   */
  public static LedgerChanges between(
      Optional<PublishedScenes> before, PublishedScenes now, List<String> further) {
    Map<FrameId, List<PublishedScene>> frames = now.frames();
    Map<FrameId, List<PublishedScene>> old = before.map(PublishedScenes::frames).orElse(Map.of());
    List<NewDate> added = new ArrayList<>();
    frames.forEach(
        (id, scenes) -> {
          if (!old.containsKey(id)) {
            PublishedScene first = scenes.get(0);
            added.add(
                new NewDate(
                    id.acquisitionId(),
                    first.acquired(),
                    first.frameIndex(),
                    first.startSeconds(),
                    id.panel()));
          }
        });
    List<ChangedFrame> changed = new ArrayList<>();
    before.ifPresent(
        previous -> {
          Set<String> common = common(previous, now);
          boolean sameVideo = !now.video().isEmpty() && now.video().equals(previous.video());
          old.forEach(
              (id, scenes) -> {
                List<String> why =
                    frames.containsKey(id)
                        ? sameVideo ? List.of() : differences(common, scenes, frames.get(id))
                        : List.of("gone");
                if (!why.isEmpty()) {
                  changed.add(
                      new ChangedFrame(
                          id.acquisitionId(), scenes.get(0).acquired(), why, id.panel()));
                }
              });
        });
    return new LedgerChanges(
        before.map(previous -> why(previous, now, added, further)).orElse("This is the first run."),
        added,
        changed);
  }

  /** What differs for all frames. */
  private static Set<String> common(PublishedScenes before, PublishedScenes now) {
    Set<String> names = new TreeSet<>();
    if (!before.hasProgramOf(now)) {
      names.add("program");
    } else if (!before.settingsHash().equals(now.settingsHash())) {
      names.add("settings");
    }
    now.common()
        .forEach(
            (name, value) -> {
              if (!value.equals(before.common().get(name))) {
                names.add(name);
              }
            });
    return names;
  }

  private static List<String> differences(
      Set<String> common, List<PublishedScene> before, List<PublishedScene> now) {
    PublishedScene last = before.get(0);
    PublishedScene next = now.get(0);
    boolean known = !last.pictureKey().isEmpty() && !next.pictureKey().isEmpty();
    boolean sameCode =
        last.codedKey().isEmpty()
            || next.codedKey().isEmpty()
            || last.codedKey().equals(next.codedKey());
    boolean samePicture = known && last.pictureKey().equals(next.pictureKey());
    if (samePicture && sameCode) {
      return List.of();
    }
    Set<String> names = new TreeSet<>(common);
    if (samePicture) {
      names.add(ENCODING);
      return List.copyOf(names);
    }
    addProperties(before, now, names);
    if (known && names.isEmpty()) {
      names.add(PICTURE);
    }
    return List.copyOf(names);
  }

  /** Adds what differs of the scenes that a frame is made of. */
  private static void addProperties(
      List<PublishedScene> before, List<PublishedScene> now, Set<String> names) {
    List<String> ids = before.stream().map(PublishedScene::id).toList();
    if (!ids.equals(now.stream().map(PublishedScene::id).toList())) {
      names.add("scenes");
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      Map<String, String> old = before.get(i).parts();
      Set<String> properties = new TreeSet<>(old.keySet());
      // A property that only a later version of the program writes is no change.
      properties.retainAll(now.get(i).parts().keySet());
      for (String property : properties) {
        if (!Objects.equals(old.get(property), now.get(i).parts().get(property))) {
          names.add(property.equals("assets") ? "scenes" : property);
        }
      }
    }
  }

  /** Sentences on published frames that change although their dates and settings are the same. */
  public List<String> notices() {
    List<String> sentences = new ArrayList<>();
    notice(PICTURE, "drawn again, because what is drawn over or beside them has changed")
        .ifPresent(sentences::add);
    notice(ENCODING, "encoded again with the same picture").ifPresent(sentences::add);
    return sentences;
  }

  private Optional<String> notice(String only, String what) {
    List<String> dates =
        changedFrames.stream()
            .filter(frame -> frame.why().equals(List.of(only)))
            .map(ChangedFrame::acquired)
            // The dates of two panels may be the same.
            .distinct()
            .toList();
    if (dates.isEmpty()) {
      return Optional.empty();
    }
    int named = Math.min(MOST_NAMED, dates.size());
    return Optional.of(
        "Published frames are "
            + what
            + ": "
            + String.join(", ", dates.subList(0, named))
            + (named < dates.size() ? " and " + (dates.size() - named) + " more" : "")
            + ".");
  }

  private static String why(
      PublishedScenes before, PublishedScenes now, List<NewDate> added, List<String> further) {
    List<String> reasons = new ArrayList<>();
    if (!before.hasProgramOf(now)) {
      reasons.add(
          before.toolVersion().equals(now.toolVersion())
              ? "the program is another build of its version"
              : "the program is another version (" + before.toolVersion() + " before)");
    } else if (!before.settingsHash().equals(now.settingsHash())) {
      reasons.add("settings have changed");
    }
    if (!before.hasScenesOf(now)) {
      reasons.add(
          added.isEmpty()
              ? "the scenes have changed"
              : added.size() == 1 ? "a date is new" : added.size() + " dates are new");
    }
    reasons.addAll(further);
    if (reasons.isEmpty()) {
      reasons.add(
          before.lockHash().equals(now.lockHash())
              ? "a published file was missing or altered"
              : "the lock has changed");
    }
    String text = String.join(", and ", reasons);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }
}
