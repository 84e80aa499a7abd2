package io.terralapse.select;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Groups scenes into acquisitions (overpasses).
 *
 * <p>Of several products of one observation the highest level is used, then the newest processing,
 * then one with all colours or with several bands, then the finest pixels, then measured bands
 * before images made of them, then the first id; the others are superseded. The remaining scenes
 * are grouped by {@link Observation#isOneOverpass}, always compared with a group's first scene, so
 * that a long chain of close scenes does not become one group. The result does not depend on the
 * order of the input. Thread-safe.
 */
public final class AcquisitionGrouper {
  /** Ledger reason of a scene that another processing replaces. */
  public static final String SUPERSEDED = "superseded";

  private static final Comparator<Scene> BY_DATE =
      Comparator.comparing(Scene::acquired).thenComparing(Scene::id);

  /** Names of measured bands of EO Browser. */
  private static final Pattern MEASURED = Pattern.compile("\\(Raw\\)");

  /** Names of the most useful of the images that are made of one observation. */
  private static final Pattern USUAL =
      Pattern.compile("true[-_ ]?colou?r|(?<![A-Z])(?:VV|HH)(?![A-Z])", Pattern.CASE_INSENSITIVE);

  /** The scene to use comes first. */
  private static final Comparator<Scene> BY_MERIT =
      Comparator.<Scene>comparingInt(s -> -s.product().level())
          .thenComparing(s -> s.product().processed(), Comparator.reverseOrder())
          .thenComparing(scene -> !isComplete(scene))
          .thenComparing(scene -> scene.bands().size() == 1)
          .thenComparingDouble(AcquisitionGrouper::pixelSize)
          .thenComparing(AcquisitionGrouper::rank)
          .thenComparing(Scene::id);

  private final Duration groupWithin;

  /**
   * A grouper.
   *
   * @param groupWithin largest time between a group's first scene and another of one spacecraft
   */
  public AcquisitionGrouper(Duration groupWithin) {
    this.groupWithin = groupWithin;
  }

  /** Groups scenes with unique ids; an empty list gives an empty grouping. */
  public Grouping group(List<Scene> scenes) {
    List<Scene> best = new ArrayList<>();
    List<DroppedScene> superseded = new ArrayList<>();
    for (Scene scene : scenes.stream().sorted(BY_MERIT).toList()) {
      best.stream()
          .filter(used -> Observation.isSame(used, scene))
          .findFirst()
          .ifPresentOrElse(used -> superseded.add(drop(scene, used)), () -> best.add(scene));
    }
    List<List<Scene>> groups = new ArrayList<>();
    for (Scene scene : best.stream().sorted(BY_DATE).toList()) {
      groups.stream()
          .filter(group -> Observation.isOneOverpass(group.get(0), scene, groupWithin))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(scene), () -> groups.add(new ArrayList<>(List.of(scene))));
    }
    superseded.sort(Comparator.comparing(d -> d.scene().id()));
    return new Grouping(
        groups.stream()
            .map(g -> new Acquisition(g.get(0).id(), g.get(0).acquired(), finestFirst(g)))
            .sorted(Comparator.comparing(Acquisition::acquired).thenComparing(Acquisition::id))
            .toList(),
        superseded);
  }

  /** Whether a scene is used in place of any of those that are {@link #SUPERSEDED}. */
  public static boolean isInPlaceOfOthers(Scene scene, List<DroppedScene> dropped) {
    return dropped.stream()
        .anyMatch(one -> one.reason().equals(SUPERSEDED) && Observation.isSame(scene, one.scene()));
  }

  /** True for a scene that can be shown as it is, in colour or as radar of several bands. */
  private static boolean isComplete(Scene scene) {
    Set<BandRole> roles = scene.bands().stream().map(SceneBand::role).collect(Collectors.toSet());
    return scene.bands().size() > 1
        && (roles.contains(BandRole.GREY)
            || roles.containsAll(Set.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE)));
  }

  /** 0 for measured bands, 1 for the usual image made of them, 2 for others. */
  private static int rank(Scene scene) {
    boolean perBand = scene.bands().stream().map(SceneBand::file).distinct().count() > 1;
    if (perBand || MEASURED.matcher(scene.id()).find()) {
      return 0;
    }
    return USUAL.matcher(scene.id()).find() ? 1 : 2;
  }

  /** Where scenes overlap, the first one is shown: the finer, then the earlier. */
  private static List<Scene> finestFirst(List<Scene> group) {
    return group.stream()
        .sorted(Comparator.comparingDouble(scene -> Math.rint(1000 * pixelSize(scene))))
        .toList();
  }

  private static DroppedScene drop(Scene scene, Scene used) {
    return new DroppedScene(
        scene,
        SUPERSEDED,
        scene.id() + " is not used: " + used.id() + " is " + merit(used, scene) + ".");
  }

  /** What makes {@link #BY_MERIT} prefer a scene to another of the same observation. */
  private static String merit(Scene used, Scene scene) {
    String same = "the same observation ";
    if (used.product().level() != scene.product().level()) {
      return same + "at a higher processing level";
    }
    if (!used.product().processed().equals(scene.product().processed())) {
      return same + "in a newer processing";
    }
    if ((isComplete(used) && !isComplete(scene))
        || (used.bands().size() > 1 && scene.bands().size() == 1)) {
      return same + "with more of its bands";
    }
    if (pixelSize(used) < pixelSize(scene)) {
      return same + "with finer pixels";
    }
    return rank(used) == rank(scene)
        ? "another file of the same observation"
        : "another layer of the same observation; to show one layer, name only its files under"
            + " scenes";
  }

  /**
   * In metres, so that geographic CRSs are comparable; infinite without geotransform and in a CRS
   * that is not supported, for which the scene is dropped later.
   */
  private static double pixelSize(Scene scene) {
    RasterInfo raster = scene.raster();
    Optional<Crs> crs = raster.crs().flatMap(Crs::find);
    double unit = raster.crs().isEmpty() ? 1 : Double.POSITIVE_INFINITY;
    double metres = crs.map(Crs::metresPerUnit).orElse(unit);
    return raster
        .transform()
        .map(transform -> transform.pixelWidth() * metres)
        .orElse(Double.POSITIVE_INFINITY);
  }
}
