package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SceneBand;
import java.util.List;
import java.util.Optional;

/** What can be wrong with one scene, in one sentence each. */
public final class SceneIssues {
  private SceneIssues() {}

  public static Issue undated(String file, SceneDates.Dating dating) {
    return dating.ambiguous()
        ? new Issue(
            "ambiguous-date",
            file,
            file
                + " has no clear acquisition date: its name "
                + dating.problem()
                + "; say which in dates.pattern or dates.manifest.")
        : new Issue(
            "undated",
            file,
            file
                + " has no acquisition date: its name "
                + dating.problem()
                + "; give its date in dates.manifest, or say in dates.pattern how to read its"
                + " name.");
  }

  public static Issue unreadable(String file, String why) {
    return new Issue(
        "unreadable",
        file,
        file + " cannot be read: " + why + "; fetch the file again or take it out of the folder.");
  }

  public static Issue mask(String scene, String file, String why) {
    return new Issue(
        "mask",
        scene,
        scene
            + " is used without its mask "
            + file
            + ", which "
            + (why.isEmpty() ? "has another CRS or lacks a band" : "cannot be read: " + why)
            + ".");
  }

  public static Issue noCrs(String file) {
    return new Issue(
        "no-crs",
        file,
        file
            + " has no usable georeference: a CRS and a transform go together; put a world file and"
            + " a .prj file beside it, or add both with gdal_translate -a_srs ... -a_ullr ....");
  }

  public static Issue bands(String file, RasterInfo info, Optional<SourceOverride> override) {
    int listed = override.map(o -> o.bands().size()).orElse(0);
    int count = info.bands().size();
    String what =
        listed == 0
            ? " has " + count + " bands that nothing names; name them"
            : " has "
                + count
                + " bands, which the "
                + listed
                + " names in sources do not fit"
                + "; correct them";
    return new Issue(
        "bands", file, file + what + " in sources: [{match: ..., bands: [red, green, blue]}].");
  }

  /** True if pixels can be put on a map. */
  public static boolean hasPlace(RasterInfo info) {
    if (info.crs().isEmpty() || info.transform().isEmpty()) {
      return false;
    }
    GeoTransform t = info.transform().get();
    double area = t.xPerColumn() * t.yPerRow() - t.xPerRow() * t.yPerColumn();
    return Double.isFinite(area) && area != 0 && Double.isFinite(t.x0()) && Double.isFinite(t.y0());
  }

  /** What keeps files of one product from being one scene. */
  public static Optional<Issue> findMismatch(String file, List<SceneBand> bands) {
    List<SceneBand> named = bands.stream().filter(b -> b.role() != BandRole.OTHER).toList();
    if (named.isEmpty()) {
      return Optional.of(
          new Issue(
              "bands",
              file,
              file
                  + " belongs to a scene with one file per band, and nothing tells which sensor's"
                  + " bands they are; name it in sources: [{match: ..., sensor: landsat-8}]."));
    }
    return bands.stream()
        .filter(b -> !b.raster().crs().equals(bands.get(0).raster().crs()))
        .findFirst()
        .map(
            odd ->
                new Issue(
                    "mixed-grid",
                    file,
                    odd.file().name()
                        + " has another CRS than "
                        + bands.get(0).file().name()
                        + " of the same scene; put bands of one CRS side by side."));
  }
}
