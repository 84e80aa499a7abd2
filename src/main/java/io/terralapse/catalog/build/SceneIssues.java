package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.geo.Crs;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SceneBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be wrong with one scene, in one sentence each. */
final class SceneIssues {
  /** A date and time in a name, so that an entry of {@code sources} applies to every date. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(?:19|20)\\d{2}(?<a>[-_]?)\\d{2}\\k<a>\\d{2}"
              + "(?:[-_T]?\\d{2}(?<b>[-_]?)\\d{2}\\k<b>\\d{2}\\d{0,3}Z?)?(?!\\d)");

  /** A month or a year in a name that has no complete date. */
  private static final Pattern YEAR =
      Pattern.compile("(?<!\\d)(?:19|20)\\d{2}(?:[-_]?(?:0[1-9]|1[0-2]))?(?!\\d)");

  /** No sensor whose bands are listed by hand has more; hyperspectral ones and series do. */
  private static final int MOST_LISTED = 20;

  /** The order of most multispectral files, for examples of {@code sources}. */
  private static final List<String> USUAL_BANDS = List.of("blue", "green", "red", "nir");

  /**
   * The beginning of names of Pleiades and SPOT 6 and 7, whose products have red first unless they
   * were ordered otherwise (Raster_Index_List in the DIM_*.XML file beside them).
   */
  private static final Pattern AIRBUS = Pattern.compile("^.*(?:PHR1[AB]|SPOT[67])_[A-Z-]+_");

  private static final List<String> AIRBUS_BANDS = List.of("red", "green", "blue", "nir");

  /** Surface reflectance of MODIS, in the order of its bands. */
  private static final Pattern MODIS = Pattern.compile("(?:M[OY]D09|MCD43A4|sur_refl)(?![a-z])");

  private static final List<String> MODIS_BANDS =
      List.of("red", "nir", "blue", "green", "other", "swir16", "swir22");

  /** Day of year of the acquisition, and time of production, as MODIS and AppEEARS have them. */
  private static final Pattern DAY_OF_YEAR =
      Pattern.compile(
          "(?<=(?:^|[._])A|doy)(?:19|20)\\d{5}(?:\\d{6})?(?!\\d)|(?<=[._])(?:19|20)\\d{11}(?=[._])");

  /** Code of the warning that the offset of Sentinel-2 is not certain. */
  static final String BASELINE = "baseline";

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
                + "; say which in "
                + (dating.isOfFolder() ? "" : "dates.pattern, or in ")
                + "dates.manifest with the row "
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

  /**
   * A file that cannot be read.
   *
   * @param why a clause, or a sentence that names the file and has a remedy of its own
   */
  static Issue unreadable(String file, String why) {
    String sentence = why.startsWith(file) ? why : file + " cannot be read: " + why;
    return new Issue(
        "unreadable",
        file,
        why.contains(";") ? sentence + "." : sentence + "; download the file again or remove it.");
  }

  static Issue mask(String scene, String file, String why) {
    return new Issue(
        "mask",
        scene,
        scene
            + " is used without its mask "
            + file
            + ", which "
            + (why.isEmpty()
                ? "has another CRS or lacks a band; put the mask of this scene in its place"
                : "cannot be read: " + why)
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
        ? file + " " + file.substring(0, dot) + "-warped.tif"
        : "in.tif out.tif";
  }

  /**
   * Why radar data as they are delivered are not used; empty for other sensors and for data with a
   * georeference.
   *
   * @param subject the file or the id of the scene
   */
  static Optional<Issue> findRadarGeometry(String subject, Product product, RasterInfo info) {
    boolean mapped = isGeoreferenced(info) && !info.crs().equals(Optional.of(Crs.PIXELS));
    return mapped || !product.sensor().equals("sentinel-1")
        ? Optional.empty()
        : Optional.of(radarGeometry(subject));
  }

  /** An image of a Sentinel-1 product as it is delivered. */
  static Issue radarGeometry(String subject) {
    return new Issue(
        "not-terrain-corrected",
        subject,
        subject
            + " is a Sentinel-1 image in radar geometry, which is not terrain-corrected; correct it,"
            + " for example with Range-Doppler Terrain Correction in SNAP, or order it as RTC.");
  }

  static Issue bands(String file, RasterInfo info, SourceOverride override) {
    int listed = override.bands().size();
    int count = info.bands().size();
    boolean onlyMask =
        listed == 0 && IntStream.range(0, count).allMatch(i -> BandLayout.isMask(info, i));
    if (onlyMask) {
      return new Issue(
          "bands",
          file,
          file
              + " is not used, because it contains only a mask; add the image that it belongs to.");
    }
    if (listed == 0 && count > MOST_LISTED) {
      return new Issue(
          "bands",
          file,
          file
              + " has "
              + count
              + " bands and nothing that says what they are; write those of one date into a file of"
              + " its own with \"gdal_translate -b 1 -b 2 -b 3 in.tif"
              + " out.tif\", one number for each band to show.");
    }
    String what =
        listed == 0
            ? " has "
                + count
                + " bands that neither descriptions nor a known sensor identify; say"
                + " what each is in "
            : " has "
                + count
                + (count == 1 ? " band" : " bands")
                + ", but sources.bands lists "
                + listed
                + "; correct the list as in ";
    return new Issue("bands", file, file + what + example(file, info) + ".");
  }

  /** An entry of {@code sources} that is accepted as it is, with as many bands as the file has. */
  private static String example(String file, RasterInfo info) {
    Matcher airbus = AIRBUS.matcher(file);
    boolean redFirst = airbus.find();
    boolean modis = MODIS.matcher(file).find();
    List<String> usual = redFirst ? AIRBUS_BANDS : modis ? MODIS_BANDS : USUAL_BANDS;
    List<String> bands = new ArrayList<>();
    for (int i = 0; i < info.bands().size(); i++) {
      boolean alpha = info.alphaBand().isPresent() && info.alphaBand().getAsInt() == i;
      bands.add(alpha ? "alpha" : i < usual.size() ? usual.get(i) : "other");
    }
    if (bands.size() <= 3 && !modis) {
      bands = List.of("red", "green", "blue").subList(0, bands.size());
    }
    return "sources: [{match: \""
        + (redFirst ? airbus.group() + "*" : everyDate(file))
        + "\", bands: ["
        + String.join(", ", bands)
        + "]}]";
  }

  /** A pattern that matches the file and those of other dates that are named like it. */
  private static String everyDate(String file) {
    String days = DAY_OF_YEAR.matcher(DATE.matcher(file).replaceAll("*")).replaceAll("*");
    return days.equals(file) ? YEAR.matcher(file).replaceAll("*") : days;
  }

  /** A file that is not as its STAC item states; what the file says is used. */
  static Issue misstated(String scene, String file, String what) {
    return new Issue(
        "misstated",
        scene,
        scene
            + ": "
            + file
            + " "
            + what
            + " its STAC item states; the file is right and is used. If its frame shows another place,"
            + " leave the scene out with select.drop.");
  }

  /** Band files of Sentinel-2 whose names do not say how they were processed. */
  static Issue baseline(String scene) {
    return new Issue(
        BASELINE,
        scene,
        scene
            + " has no processing baseline in its name or folders, so Sentinel-2's offset of -0.1 is"
            + " used for such scenes from 25 January 2022 on and not before; where the files are"
            + " harmonised or reprocessed, set sources.offset to 0 or -0.1.");
  }

  static Issue onlyAuxiliary(List<Location> files) {
    String first = files.get(0).name();
    int others = files.size() - 1;
    return new Issue(
        "auxiliary",
        first,
        first
            + (others == 0 ? "" : " and " + others + (others == 1 ? " other file" : " other files"))
            + (others == 0 ? " is" : " are")
            + " by name a mask or another layer that accompanies an image and is never shown; add"
            + " the images, or rename the file if it is one.");
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

  /** One entry of {@code sources} per file, for the colours as far as there are files. */
  private static String entries(List<SceneBand> bands) {
    return IntStream.range(0, Math.min(bands.size(), USUAL_BANDS.size()))
        .mapToObj(
            i -> "{match: \"" + pattern(bands.get(i)) + "\", bands: [" + USUAL_BANDS.get(i) + "]}")
        .collect(Collectors.joining(", "));
  }

  /** Matches the files of one band of all dates if they are named by it, else one file. */
  private static String pattern(SceneBand band) {
    String file = band.file().name();
    return file.matches(".*" + band.name() + "[_.-].*") ? "*" + band.name() + "[_.-]*" : file;
  }

  /** Why files of one product cannot be one scene; empty if they can. */
  static Optional<Issue> findMismatch(String file, Product product, List<SceneBand> bands) {
    boolean unknown = product.sensor().equals(Product.UNKNOWN.sensor());
    if (unknown && bands.size() > 1 && bands.stream().allMatch(b -> b.role() == BandRole.OTHER)) {
      SceneBand first = bands.get(0);
      if (bands.stream().allMatch(band -> band.file().equals(first.file()))) {
        return Optional.of(bands(first.file().name(), first.raster(), SourceOverride.NONE));
      }
      return Optional.of(
          new Issue(
              "bands",
              file,
              file
                  + " belongs to a scene with one file per band of an unknown sensor; say which band"
                  + " each file contains in sources: ["
                  + entries(bands)
                  + "]."));
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
