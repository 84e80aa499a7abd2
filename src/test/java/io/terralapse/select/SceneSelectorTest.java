package io.terralapse.select;

import static io.terralapse.select.Scenes.at;
import static io.terralapse.select.Scenes.day;
import static io.terralapse.select.Scenes.landsat;
import static io.terralapse.select.Scenes.month;
import static io.terralapse.select.Scenes.product;
import static io.terralapse.select.Scenes.scene;
import static io.terralapse.select.Scenes.sentinel2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Product;
import io.terralapse.model.Scene;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneSelectorTest {
  private static final List<Scene> SCENES =
      List.of(
          scene("y2019", Product.UNKNOWN, day("2019-12-31")),
          scene("first", Product.UNKNOWN, at("2020-01-01T00:00:00Z")),
          scene("may", Product.UNKNOWN, month("2020-05")),
          scene("last", Product.UNKNOWN, at("2020-05-15T23:59:59Z")),
          scene("after", Product.UNKNOWN, at("2020-05-16T00:00:00Z")));

  private static SelectSettings settings(List<String> keep, List<String> drop) {
    return Rules.rules()
        .between("2020-01-01", "2020-05-15")
        .keep(keep.toArray(String[]::new))
        .drop(drop.toArray(String[]::new))
        .settings();
  }

  private static List<String> used(Selection selection) {
    return selection.acquisitions().stream().map(Acquisition::id).toList();
  }

  private static List<String> dropped(Selection selection) {
    return selection.dropped().stream().map(d -> d.scene().id() + " " + d.reason()).toList();
  }

  @Test
  void includesFirstAndLastDayAndOverlappingMonths() {
    Selection selection = new SceneSelector(settings(List.of(), List.of())).select(SCENES);
    assertEquals(List.of("first", "may", "last"), used(selection));
    assertEquals(List.of("y2019 dates", "after dates"), dropped(selection));
    assertTrue(selection.dropped().get(0).detail().contains("2019-12-31"));
    assertEquals(List.of(), selection.issues());
  }

  @Test
  void keepsAndDropsByIdAndByDate() {
    Selection selection =
        new SceneSelector(settings(List.of("after", "2020-01-01"), List.of("2020-05", "first")))
            .select(SCENES);
    assertEquals(List.of("first", "after"), used(selection));
    assertEquals(List.of("y2019 dates", "may drop", "last drop"), dropped(selection));
  }

  @Test
  void reportsEntriesThatMatchNothing() {
    Selection selection =
        new SceneSelector(settings(List.of("2020-0"), List.of("nobody", "20"))).select(SCENES);
    assertEquals(
        List.of("select.keep", "select.drop", "select.drop"),
        selection.issues().stream().map(i -> i.subject()).toList());
    assertTrue(selection.issues().get(1).sentence().contains("\"nobody\""));
  }

  @Test
  void usesTheNextBestProductIfTheBestIsDropped() {
    List<Scene> scenes =
        List.of(
            scene("l1", landsat("LC08", "014", "031", 1, ""), day("2020-04-28")),
            scene("l2", landsat("LC08", "014", "031", 2, ""), day("2020-04-28")));
    Selection all = new SceneSelector(settings(List.of(), List.of())).select(scenes);
    assertEquals(List.of("l2"), used(all));
    assertEquals(List.of("l1 superseded"), dropped(all));
    Selection without = new SceneSelector(settings(List.of(), List.of("l2"))).select(scenes);
    assertEquals(List.of("l1"), used(without));
  }

  @Test
  void compositesOfOneMonthAreDifferentObservations() {
    Product tile = product("terra", "modis", "h18v04");
    List<Scene> scenes =
        List.of(
            scene("a", tile, days("2020-02-02", "2020-02-09")),
            scene("b", tile, days("2020-02-10", "2020-02-17")),
            scene("b-again", tile, days("2020-02-10", "2020-02-17")));
    Selection all = new SceneSelector(settings(List.of(), List.of())).select(scenes);
    assertEquals(2, used(all).size());
    assertEquals(1, dropped(all).size());
  }

  @Test
  void aTileOfOneDatatakeIsOneObservationWhateverItsTimesSay() {
    Product l1 = sentinel2("S2B", "56LQM", "20200102T235739", 1);
    Product l2 = sentinel2("S2B", "56LQM", "20200102T235739", 2);
    List<Scene> scenes =
        List.of(
            scene("l1", l1, at("2020-01-02T23:57:39Z")),
            scene("l2", l2, at("2020-01-03T00:00:21Z")));
    Selection all = new SceneSelector(settings(List.of(), List.of())).select(scenes);
    assertEquals(List.of("l2"), used(all));
  }

  private static AcquisitionDate days(String first, String last) {
    return AcquisitionDate.between(LocalDate.parse(first), LocalDate.parse(last), DateSource.STAC);
  }

  @Test
  void checksCoverageUnlessTheSceneIsKept() {
    SceneSelector selector = new SceneSelector(settings(List.of("may"), List.of()));
    Acquisition first = new Acquisition("first", SCENES.get(1).acquired(), SCENES.subList(1, 2));
    Acquisition may = new Acquisition("may", SCENES.get(2).acquired(), SCENES.subList(2, 3));
    assertEquals(Optional.empty(), selector.judgeCoverage(first, 80));
    assertEquals(Optional.empty(), selector.judgeCoverage(may, 3));
    String sentence = selector.judgeCoverage(first, 79.96).orElseThrow();
    assertTrue(sentence.startsWith("first covers 79.9 %"), sentence);
    assertTrue(sentence.contains("80 %"), sentence);
  }

  @Test
  void selectsNothingFromNothing() {
    Selection selection = new SceneSelector(SelectSettings.DEFAULTS).select(List.of());
    assertEquals(List.<Acquisition>of(), selection.acquisitions());
    assertEquals(List.<DroppedScene>of(), selection.dropped());
  }

  @Test
  void checksCloudBySourceUnlessTheSceneIsKept() {
    SceneSelector selector = new SceneSelector(settings(List.of("may"), List.of()));
    Acquisition first = new Acquisition("first", SCENES.get(1).acquired(), SCENES.subList(1, 2));
    Acquisition may = new Acquisition("may", SCENES.get(2).acquired(), SCENES.subList(2, 3));
    assertEquals(Optional.empty(), selector.judgeCloud(first, 40, CloudSource.MASK));
    assertEquals(Optional.empty(), selector.judgeCloud(may, 100, CloudSource.MASK));
    assertEquals(
        "first has 40.1 % cloud in the area by its mask, more than select.max_cloud (40 %);"
            + " raise it, or name the scene in select.keep.",
        selector.judgeCloud(first, 40.01, CloudSource.MASK).orElseThrow());
    String scene = selector.judgeCloud(first, 80, CloudSource.SCENE).orElseThrow();
    assertTrue(scene.contains("80.0 % cloud in the whole scene by its metadata"), scene);
    String estimate = selector.judgeCloud(first, 80, CloudSource.ESTIMATE).orElseThrow();
    assertTrue(estimate.contains("at least 80.0 % cloud in the area, estimated from"), estimate);
  }
}
