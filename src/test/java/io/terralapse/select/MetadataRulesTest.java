package io.terralapse.select;

import static io.terralapse.select.Rules.rules;
import static io.terralapse.select.Scenes.day;
import static io.terralapse.select.Scenes.leaning;
import static io.terralapse.select.Scenes.onTrack;
import static io.terralapse.select.Scenes.scene;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Product;
import io.terralapse.model.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataRulesTest {
  private static List<String> used(Selection selection) {
    return selection.acquisitions().stream().map(Acquisition::id).sorted().toList();
  }

  private static List<String> dropped(Selection selection) {
    return selection.dropped().stream().map(d -> d.scene().id() + " " + d.reason()).toList();
  }

  @Test
  void keepsTheConfiguredMonths() {
    List<Scene> scenes =
        List.of(
            scene("april", Product.UNKNOWN, day("2021-04-30")),
            scene("may", Product.UNKNOWN, day("2021-05-01")),
            scene("june", Product.UNKNOWN, day("2022-06-01")),
            scene("july", Product.UNKNOWN, day("2022-07-01")));
    Selection selection = rules().months("5-6").keep("july").drop("june").selector().select(scenes);
    assertEquals(List.of("july", "may"), used(selection));
    assertEquals(List.of("april months", "june drop"), dropped(selection));
    assertEquals(
        "april is not used: 2021-04-30 is in none of the months of select.months (5, 6).",
        selection.dropped().get(0).detail());
  }

  @Test
  void dropsObliqueScenesAndReportsUnknownAnglesOnce() {
    List<Scene> scenes =
        List.of(
            leaning("a", 5),
            leaning("b", 5.01),
            leaning("c", -12),
            leaning("d", 30),
            scene("e", Product.UNKNOWN, day("2021-06-02")),
            scene("f", Product.UNKNOWN, day("2021-06-03")),
            scene("g", Product.UNKNOWN, day("2021-06-04")));
    Selection selection = rules().maxOffNadir(5).keep("d", "g").selector().select(scenes);
    assertEquals(List.of("a", "d", "e", "f", "g"), alone(selection));
    assertEquals(List.of("b off-nadir", "c off-nadir"), dropped(selection));
    assertEquals(
        "b is not used: its view angle is 5.1° off nadir, more than select.max_off_nadir (5°).",
        selection.dropped().get(0).detail());
    assertEquals(
        List.of(
            "select.max_off_nadir: e and 1 other have no view angle and are used;"
                + " list oblique scenes in select.drop."),
        selection.issues().stream().map(Issue::sentence).toList());
  }

  private static List<String> alone(Selection selection) {
    return selection.acquisitions().stream()
        .flatMap(a -> a.scenes().stream())
        .map(Scene::id)
        .sorted()
        .toList();
  }

  private static final List<Scene> TRACKS =
      List.of(
          onTrack("a", "sentinel-2", "R094", "2021-06-01"),
          onTrack("b", "sentinel-2", "094", "2021-06-11"),
          onTrack("c", "sentinel-2", "R051", "2021-06-03"),
          onTrack("d", "sentinel-2", "R051", "2021-06-03"),
          onTrack("e", "sentinel-2", "R051", "2021-06-03"),
          onTrack("f", "landsat", "094", "2021-06-04"),
          onTrack("g", "landsat", "", "2021-06-05"));

  @Test
  void keepsATrackHoweverItIsWritten() {
    for (String orbit : List.of("R094", "94", "r94", "094")) {
      Selection selection = rules().orbit(orbit).selector().select(TRACKS);
      assertEquals(List.of("a", "b", "f"), alone(selection));
      assertEquals(List.of("c orbit", "d orbit", "e orbit", "g orbit"), dropped(selection), orbit);
    }
    Selection selection = rules().orbit("94").keep("c").selector().select(TRACKS);
    assertEquals(List.of("a", "b", "c", "f"), alone(selection));
    assertEquals(
        "d is not used: its track is R051; select.orbit selects 94.",
        selection.dropped().get(0).detail());
    assertEquals(
        "g is not used: its track is unknown; select.orbit selects 94.",
        selection.dropped().get(2).detail());
  }

  @Test
  void theMostFrequentTrackIsThatOfMostDays() {
    Selection selection = rules().orbit("same").selector().select(TRACKS);
    assertEquals(List.of("a", "b"), alone(selection));
    assertEquals(
        "f is not used: its track is 094; select.orbit (same) selects 94, the most frequent track.",
        detail(selection, "f"));
  }

  @Test
  void tiesGoToTheTrackOfMostScenesAndThenToTheSmallest() {
    assertEquals(
        List.of("c", "d", "e"), alone(rules().orbit("same").drop("b").selector().select(TRACKS)));
    assertEquals(
        List.of("c"),
        alone(rules().orbit("same").drop("b", "d", "e", "f").selector().select(TRACKS)));
  }

  @Test
  void withoutAnyTrackSameHasNoEffectAndIsReported() {
    Selection selection = rules().orbit("same").selector().select(TRACKS.subList(6, 7));
    assertEquals(List.of("g"), alone(selection));
    assertEquals("orbit-unknown", selection.issues().get(0).code());
  }

  private static String detail(Selection selection, String id) {
    return selection.dropped().stream()
        .filter(d -> d.scene().id().equals(id))
        .findFirst()
        .orElseThrow()
        .detail();
  }
}
