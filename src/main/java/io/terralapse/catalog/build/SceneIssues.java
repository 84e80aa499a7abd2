package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Issue;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SceneBand;
import java.util.List;
import java.util.Optional;

/** What can be wrong with one scene, in one sentence each. */
final class SceneIssues {
  private SceneIssues() {}

  /**
   * A scene without a date.
   *
   * @param subject what the issue is about: the file's label, or the id of a described scene
   */
  static Issue undated(String subject, SceneDates.Dating dating) {
    String row = dating.manifestPath() + ",YYYY-MM-DD";
    return dating.ambiguous()
        ? new Issue(
            "ambiguous-date",
            subject,
            subject
                + " has no clear acquisition date: "
                + dating.problem()
                + "; say which in dates.pattern, or in dates.manifest with the row "
                + row
                + ".")
        : new Issue(
            "undated",
            subject,
            subject
                + " has no acquisition date: "
                + dating.problem()
                + "; give its date in dates.manifest with the row "
                + row
                + ", or say in dates.pattern how to read its name.");
  }

  /** What has to be said of a scene's date. */
  static Optional<Issue> findDateNote(String subject, SceneDates.Dating dating) {
    return dating
        .note()
        .map(
            note ->
                new Issue(
                    "date",
                    subject,
                    subject
                        + " "
                        + note
                        + "; correct it in dates.manifest with the row "
                        + dating.manifestPath()
                        + ",YYYY-MM-DD."));
  }

  static Issue unreadable(String file, String why) {
    return new Issue(
        "unreadable",
        file,
        file + " cannot be read: " + why + "; download the file again or remove it.");
  }

  static Issue mask(String scene, String file, String why) {
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

  /** A file that is not {@link #isGeoreferenced}. */
  static Issue noCrs(String file, RasterInfo info) {
    return new Issue("no-crs", file, file + " " + missingGeoreference(file, info) + ".");
  }

  private static String missingGeoreference(String file, RasterInfo info) {
    if (info.transform().isEmpty() && info.groundModel() != GroundModel.NONE) {
      return info.groundModel() == GroundModel.RPC
          ? "has rational polynomial coefficients (RPC) instead of a geotransform; orthorectify it"
              + " with \"gdalwarp -rpc -t_srs EPSG:4326 "
              + inAndOut(file)
              + "\""
          : "has ground control points instead of a geotransform; georeference it with \"gdalwarp"
              + (info.crs().isEmpty() ? " -s_srs EPSG:n" : "")
              + " -t_srs EPSG:4326 "
              + inAndOut(file)
              + "\""
              + (info.crs().isEmpty() ? ", where n is the EPSG code of the points" : "");
    }
    if (info.crs().isEmpty()) {
      return "has a geotransform but no CRS; put a .prj file beside it, or write the CRS with"
          + " gdal_translate -a_srs EPSG:n";
    }
    return "has a CRS but no "
        + (info.transform().isEmpty() ? "" : "usable ")
        + "geotransform; put a world file beside it, or write one with gdal_translate -a_ullr and"
        + " its corners";
  }

  private static String inAndOut(String file) {
    int dot = file.lastIndexOf('.');
    return dot > 0 && file.matches("[A-Za-z0-9._-]+")
        ? file + " " + file.substring(0, dot) + "_warped.tif"
        : "in.tif out.tif";
  }

  /** An image of a Sentinel-1 product as it is delivered. */
  static Issue radarGeometry(String file) {
    return new Issue(
        "not-terrain-corrected",
        file,
        file
            + " is a Sentinel-1 image in radar geometry, which is not terrain-corrected; correct it,"
            + " for example with Range-Doppler Terrain Correction in SNAP, or order it as RTC.");
  }

  static Issue bands(String file, RasterInfo info, SourceOverride override) {
    int listed = override.bands().size();
    int count = info.bands().size();
    String what =
        listed == 0
            ? " has " + count + " bands without descriptions; name them"
            : " has "
                + count
                + (count == 1 ? " band" : " bands")
                + ", but sources.bands lists "
                + listed
                + "; correct the list";
    return new Issue(
        "bands", file, file + what + " in sources: [{match: ..., bands: [red, green, blue]}].");
  }

  static Issue allSkipped(String scene) {
    return new Issue(
        "bands", scene, scene + " has no bands left: sources.bands skips all of them; list one.");
  }

  /** True if the header has a CRS and a geotransform that maps pixels to an area. */
  static boolean isGeoreferenced(RasterInfo info) {
    if (info.crs().isEmpty() || info.transform().isEmpty()) {
      return false;
    }
    GeoTransform t = info.transform().get();
    double area = t.xPerColumn() * t.yPerRow() - t.xPerRow() * t.yPerColumn();
    return Double.isFinite(area) && area != 0 && Double.isFinite(t.x0()) && Double.isFinite(t.y0());
  }

  /** Why files of one product cannot be one scene; empty if they can. */
  static Optional<Issue> findMismatch(String file, List<SceneBand> bands) {
    List<SceneBand> named = bands.stream().filter(b -> b.role() != BandRole.OTHER).toList();
    if (named.isEmpty()) {
      return Optional.of(
          new Issue(
              "bands",
              file,
              file
                  + " belongs to a scene with one file per band of an unknown sensor; name the"
                  + " sensor in sources: [{match: ..., sensor: landsat-8}]."));
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
                        + " of the same scene; reproject the bands of a scene to one CRS."));
  }
}
