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

/**
 * {@code select.orbit}: scenes of one track only, because what stands above the ground leans
 * another way from every other track, and no alignment of the ground cures that.
 *
 * <p>A track is a relative orbit or a WRS path; {@code R094}, {@code 094} and {@code 94} are the
 * same. A scene whose track is unknown is not of the track. Under {@code same}, tracks of different
 * sensors are different tracks.
 */
final class OrbitRule {
  /** The word that stands for the commonest track. */
  static final String SAME = "same";

  private final String wanted;

  OrbitRule(String wanted) {
    this.wanted = wanted.strip();
  }

  /**
   * What becomes of the scenes.
   *
   * @param dropped those of other tracks, in the order of the input
   * @param issue set if {@code same} was asked for and no scene tells its track
   */
  record Verdict(List<DroppedScene> dropped, Optional<Issue> issue) {}

  /**
   * Judges scenes that all other rules of metadata have passed.
   *
   * @param isKept scenes that stay whatever the rule says; they count when the commonest track is
   *     sought
   */
  Verdict judge(List<Scene> scenes, Predicate<Scene> isKept) {
    boolean same = wanted.equalsIgnoreCase(SAME);
    Optional<Track> commonest = same ? commonest(scenes) : Optional.empty();
    if (same && commonest.isEmpty()) {
      return new Verdict(List.of(), scenes.isEmpty() ? Optional.empty() : Optional.of(unknown()));
    }
    String number = same ? "" : canonical(wanted);
    List<DroppedScene> dropped = new ArrayList<>();
    for (Scene scene : scenes) {
      Optional<Track> track = Track.find(scene);
      boolean fits = same ? track.equals(commonest) : track.filter(t -> t.is(number)).isPresent();
      if (!fits && !isKept.test(scene)) {
        dropped.add(new DroppedScene(scene, SceneSelector.ORBIT, sentence(scene, commonest)));
      }
    }
    return new Verdict(dropped, Optional.empty());
  }

  private String sentence(Scene scene, Optional<Track> commonest) {
    String has =
        scene
            .product()
            .track()
            .map(track -> "it is of track " + track)
            .orElse("nothing tells its track");
    String asked =
        commonest
            .map(track -> "the commonest, " + track.number() + " (select.orbit: same)")
            .orElse("select.orbit (" + wanted + ")");
    return scene.id() + " is not used: " + has + ", not of " + asked + ".";
  }

  private static Issue unknown() {
    return new Issue(
        "orbit-unknown",
        "select.orbit",
        "select.orbit: same has no effect, because no scene tells its orbit or path; leave it out.");
  }

  /** Seen on the most days; then of most scenes; then the smallest. */
  private static Optional<Track> commonest(List<Scene> scenes) {
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

    boolean is(String wanted) {
      return number.equals(wanted);
    }

    @Override
    public int compareTo(Track other) {
      return ORDER.compare(this, other);
    }
  }
}
