package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Quantity;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the values of the dates of a sequence compare with each other, as far as metadata tell
 * it. Stateless.
 */
final class ComparableValues {
  /** Code of warnings about values that are used as stored. */
  private static final String UNCALIBRATED = "uncalibrated";

  /** Code of warnings about images made for viewing among measured values. */
  private static final String PICTURE = "picture";

  /** Sensors whose products contain radiance or numbers from which reflectance can be computed. */
  private static final Set<String> CALIBRATED =
      Set.of("landsat", "planetscope", "rapideye", "skysat");

  private ComparableValues() {}

  /**
   * The warnings for a sequence.
   *
   * @param known issues that were found before, which are not repeated
   */
  static List<Issue> check(List<Acquisition> acquisitions, BandRecipe bands, List<Issue> known) {
    List<Scene> scenes = acquisitions.stream().flatMap(a -> a.scenes().stream()).toList();
    Set<String> reported =
        known.stream()
            .filter(issue -> issue.code().equals(UNCALIBRATED))
            .map(Issue::subject)
            .collect(Collectors.toSet());
    List<Issue> issues = new ArrayList<>();
    List<Scene> uncalibrated =
        scenes.stream()
            .filter(scene -> isUncalibrated(scene) && !reported.contains(scene.id()))
            .toList();
    if (!uncalibrated.isEmpty()) {
      issues.add(uncalibrated(uncalibrated));
    }
    if (bands.result().isEmpty()) {
      issues.addAll(pictures(scenes));
    }
    return issues;
  }

  private static boolean isUncalibrated(Scene scene) {
    SampleType type = scene.raster().sampleType();
    boolean stored =
        type == SampleType.UINT8 || type == SampleType.UINT16 || type == SampleType.INT16;
    return stored
        && scene.quantity() == Quantity.DN
        && CALIBRATED.contains(scene.product().sensor());
  }

  private static Issue uncalibrated(List<Scene> scenes) {
    String id = scenes.get(0).id();
    int others = scenes.size() - 1;
    return new Issue(
        UNCALIBRATED,
        id,
        id
            + others(others)
            + (others == 0 ? " contains" : " contain")
            + " values that are not calibrated to reflectance and are used as stored, so they cannot"
            + " be compared with dates of other sensors or another sun; "
            + remedy(scenes.get(0))
            + ", or give sources.scale and sources.offset.");
  }

  private static String remedy(Scene scene) {
    if (!scene.product().sensor().equals("landsat")) {
      return "order surface reflectance";
    }
    if (scene.bands().get(0).file() instanceof Location.Remote) {
      return "use Level 2 of the product";
    }
    return scene.acquired().source() == DateSource.STAC
        ? "put " + scene.id() + "_MTL.json of the product beside its STAC item"
        : "put *_MTL.txt, *_MTL.json or *_MTL.xml of the product beside its bands";
  }

  private static List<Issue> pictures(List<Scene> scenes) {
    List<Scene> pictures =
        scenes.stream().filter(scene -> scene.quantity() == Quantity.DISPLAY).toList();
    List<Scene> measured = scenes.stream().filter(ComparableValues::isMeasured).toList();
    if (pictures.isEmpty() || measured.isEmpty()) {
      return List.of();
    }
    String id = pictures.get(0).id();
    int others = pictures.size() - 1;
    return List.of(
        new Issue(
            PICTURE,
            id,
            id
                + others(others)
                + (others == 0
                    ? " is an 8-bit image made for viewing and "
                    : " are 8-bit images made for viewing and ")
                + measured.get(0).id()
                + " contains measured values, so their brightness and colours cannot be compared; use"
                + " one kind for every date, or leave the other out with select.drop."));
  }

  private static boolean isMeasured(Scene scene) {
    return scene.quantity() == Quantity.REFLECTANCE
        || (scene.quantity() == Quantity.DN && scene.raster().sampleType() != SampleType.UINT8);
  }

  private static String others(int count) {
    return count == 0 ? "" : " and " + count + (count == 1 ? " other" : " others");
  }
}
