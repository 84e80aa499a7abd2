package io.terralapse.select;

import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code select.orbit}: scenes of one track only, because relief displacement of objects above the
 * ground differs between tracks and cannot be corrected by aligning the ground.
 *
 * <p>A track is a relative orbit or a WRS path; {@code R094}, {@code 094} and {@code 94} are the
 * same. A scene of unknown track does not match. With {@code same}, tracks of different sensors are
 * different tracks. Thread-safe.
 */
final class OrbitRule {
  /** The keyword for the most frequent track. */
  static final String SAME = "same";

  private final String setting;
  private final PublishedDates published;

  /**
   * A rule.
   *
   * @param published with {@code same}, their track is kept
   */
  OrbitRule(String setting, PublishedDates published) {
    this.setting = setting.strip();
    this.published = published;
  }

  private boolean isSame() {
    return setting.equalsIgnoreCase(SAME);
  }

  /**
   * The track that all scenes together would select, if it is another than that of the used ones.
   *
   * @param used scenes that were selected
   * @param others scenes of other tracks
   */
  Optional<String> findOther(List<Scene> used, List<Scene> others) {
    Optional<Track> kept = isSame() ? mostFrequent(used) : Optional.empty();
    return kept.flatMap(
        track ->
            mostFrequent(Stream.concat(used.stream(), others.stream()).toList())
                .filter(most -> !most.equals(track))
                .map(
                    most ->
                        "the track "
                            + track.number()
                            + " of the published frames (select.orbit: same), and most present dates"
                            + " are of "
                            + most.number()
                            + "; run with --relock to select that."));
  }

  /**
   * The result of the rule.
   *
   * @param dropped scenes of other tracks, in the order of the input
   * @param issue present if {@code same} is set and no scene has a track
   */
  record Outcome(List<DroppedScene> dropped, Optional<Issue> issue) {}

  /**
   * Applies the rule to scenes that passed all other metadata rules.
   *
   * @param isKept scenes that are kept in any case; they count for the most frequent track
   */
  Outcome apply(List<Scene> scenes, Predicate<Scene> isKept) {
    boolean same = isSame();
    Optional<Track> shown =
        same ? mostFrequent(scenes.stream().filter(published::has).toList()) : Optional.empty();
    Optional<Track> mostFrequent = same ? shown.or(() -> mostFrequent(scenes)) : Optional.empty();
    String why =
        shown.isPresent() ? "the track of the published frames" : "the most frequent track";
    if (same && mostFrequent.isEmpty()) {
      return new Outcome(List.of(), scenes.isEmpty() ? Optional.empty() : Optional.of(unknown()));
    }
    String number = same ? "" : canonical(setting);
    List<DroppedScene> dropped = new ArrayList<>();
    for (Scene scene : scenes) {
      Optional<Track> track = Track.find(scene);
      boolean fits =
          same ? track.equals(mostFrequent) : track.filter(t -> t.is(number)).isPresent();
      if (!fits && !isKept.test(scene)) {
        dropped.add(
            new DroppedScene(scene, SceneSelector.ORBIT, sentence(scene, mostFrequent, why)));
      }
    }
    return new Outcome(dropped, Optional.empty());
  }

  private String sentence(Scene scene, Optional<Track> mostFrequent, String why) {
    String track = scene.product().track().orElse("unknown");
    String selected =
        mostFrequent
            .map(most -> " (same) selects " + most.number() + ", " + why)
            .orElse(" selects " + setting);
    return scene.id() + " is not used: its track is " + track + "; select.orbit" + selected + ".";
  }

  private static Issue unknown() {
    return new Issue(
        "orbit-unknown",
        "select.orbit",
        "select.orbit: same has no effect, because no scene has an orbit or path; remove it.");
  }

  /** The track with the most days; then with the most scenes; then the smallest. */
  private static Optional<Track> mostFrequent(List<Scene> scenes) {
    Map<Track, List<Scene>> byTrack = new TreeMap<>();
    for (Scene scene : scenes) {
      Track.find(scene)
          .ifPresent(track -> byTrack.computeIfAbsent(track, t -> new ArrayList<>()).add(scene));
    }
    Comparator<Map.Entry<Track, List<Scene>>> byMerit =
        Comparator.<Map.Entry<Track, List<Scene>>>comparingInt(e -> -days(e.getValue()))
            .thenComparingInt(e -> -e.getValue().size())
            .thenComparing(Map.Entry::getKey);
    return byTrack.entrySet().stream().min(byMerit).map(Map.Entry::getKey);
  }

  private static int days(List<Scene> scenes) {
    return scenes.stream()
        .map(scene -> dayOf(scene.acquired().start()))
        .collect(Collectors.toSet())
        .size();
  }

  private static Instant dayOf(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS);
  }

  /** Without a leading R and leading zeros. */
  private static String canonical(String track) {
    String bare = track.strip().replaceFirst("^[Rr](?=\\d)", "").replaceFirst("^0+(?=\\d)", "");
    return bare.toUpperCase(Locale.ROOT);
  }

  private record Track(String sensor, String number) implements Comparable<Track> {
    private static final Comparator<Track> ORDER =
        Comparator.<Track>comparingInt(t -> t.number.length())
            .thenComparing(Track::number)
            .thenComparing(Track::sensor);

    static Optional<Track> find(Scene scene) {
      return scene
          .product()
          .track()
          .map(track -> new Track(scene.product().sensor(), canonical(track)));
    }

    boolean is(String other) {
      return number.equals(other);
    }

    @Override
    public int compareTo(Track other) {
      return ORDER.compare(this, other);
    }
  }
}
