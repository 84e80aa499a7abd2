package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.DescribedSensor;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.IndexName;
import io.terralapse.model.Issue;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneConditions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Builds scenes from files that no metadata describe: from their names and raster headers. */
public final class NamedSceneBuilder {
  /**
   * Reflectance of Landsat as USGS's processing on demand (ESPA) delivered it until Collection 1:
   * {@code LE70230282011250EDC00_sr_band3.tif} (USGS, LSDS-1368, LSDS-1370: scale 0.0001).
   */
  private static final Pattern ESPA_BAND =
      Pattern.compile("_(?:sr|toa)_band[1-9](?=[._-])", Pattern.CASE_INSENSITIVE);

  private final SourceOverrides overrides;
  private final SceneDates dates;

  /** A builder for one job. */
  public NamedSceneBuilder(SourceOverrides overrides, SceneDates dates) {
    this.overrides = overrides;
    this.dates = dates;
  }

  /** A file with a readable header. */
  private record Opened(SceneFile file, RasterInfo info) {}

  /**
   * Builds one scene. Of a scene with one file per band, files that cannot be read are left out
   * unless one of them is red, green or blue, or its band is unknown.
   *
   * @return empty if the files make no scene; then {@code issues} has at least one more entry
   */
  public Optional<Scene> build(SceneFiles files, HeaderReader.Headers headers, List<Issue> issues) {
    List<Opened> opened = new ArrayList<>();
    List<SceneFile> unreadable = new ArrayList<>();
    for (SceneFile file : files.files()) {
      HeaderReader.Header header = headers.get(file.location());
      if (header.info().isPresent()) {
        opened.add(new Opened(file, PixelGeoreference.complete(header.info().get())));
      } else {
        unreadable.add(file);
        issues.add(SceneIssues.unreadable(file.name(), header.problem()));
      }
    }
    return opened.isEmpty() ? Optional.empty() : build(files, opened, unreadable, issues);
  }

  private Optional<Scene> build(
      SceneFiles files, List<Opened> opened, List<SceneFile> unreadable, List<Issue> issues) {
    Opened first = opened.get(0);
    String subject = first.file().name();
    SceneDates.Dating dating = dates.find(files, first.info().tags());
    if (dating.date().isEmpty()) {
      issues.add(SceneIssues.undated(dating.file(), dating));
      return Optional.empty();
    }
    SceneIssues.findDateNote(dating.file(), dating).ifPresent(issues::add);
    SourceOverride override = overrides.of(first.file().location());
    List<String> descriptions = BandLayout.descriptions(first.info());
    Product product =
        override.applyTo(
            DescribedSensor.complete(dating.name().product(), files.name(), descriptions));
    Optional<Issue> misplaced = findMisplaced(files, opened, dating.file(), product);
    if (misplaced.isPresent()) {
      issues.add(misplaced.get());
      return Optional.empty();
    }
    if (unreadable.stream().anyMatch(file -> isNeeded(file, product))) {
      return Optional.empty();
    }
    Optional<Calibration> calibration = findCalibration(dating, product, first, descriptions);
    // The bands of a product, and its fill value, are not those of an image made of them.
    boolean rendered = dating.name().calibration().filter(Calibration.PICTURE::equals).isPresent();
    Product stored = rendered ? Product.UNKNOWN : product;
    SceneBands bands = new SceneBands();
    Optional<Issue> problem =
        files.isPerBand()
            ? addFiles(subject, opened, stored, calibration, bands)
            : addStack(first, stored, calibration, override, bands);
    if (problem.isPresent()) {
      issues.add(problem.get());
      return Optional.empty();
    }
    boolean settled = override.offset().isPresent() || override.scale().isPresent();
    if (!settled && isByDate(dating, product)) {
      noteBaseline(files.name(), first.info(), issues);
    }
    AcquisitionDate acquired = dating.date().get();
    return Optional.of(
        new Scene(
            files.name(),
            product,
            acquired,
            override.applyTo(quantity(files, bands.measured(), calibration)),
            bands.measured(),
            bands.alpha(),
            files.isPerBand() ? List.of() : findMasks(first, override),
            SceneConditions.UNKNOWN,
            override.credit().or(() -> Sensors.findCredit(product, acquired))));
  }

  /** What keeps the pixels from having a position on the Earth. */
  private static Optional<Issue> findMisplaced(
      SceneFiles files, List<Opened> opened, String dated, Product product) {
    if (files.folder().toUpperCase(Locale.ROOT).endsWith(".SAFE/MEASUREMENT")) {
      return Optional.of(SceneIssues.radarGeometry(dated));
    }
    for (Opened file : opened) {
      if (!SceneIssues.isGeoreferenced(file.info())) {
        return Optional.of(SceneIssues.noCrs(file.file().name(), file.info()));
      }
    }
    Opened first = opened.get(0);
    return SceneIssues.findRadarGeometry(first.file().name(), product, first.info());
  }

  /** The calibration that the names of a product's band files settle. */
  private static Optional<Calibration> findBandCalibration(Product product, SceneFile file) {
    boolean espa = product.sensor().equals("landsat") && ESPA_BAND.matcher(file.name()).find();
    return espa ? Optional.of(Calibration.TEN_THOUSANDTHS) : Optional.empty();
  }

  /** From stored values to reflectance; empty if nothing settles it, or they are none. */
  private static Optional<Calibration> findCalibration(
      SceneDates.Dating dating, Product product, Opened first, List<String> descriptions) {
    return dating
        .name()
        .calibration()
        .or(() -> findBandCalibration(product, first.file()))
        .or(
            () ->
                dating
                    .date()
                    .filter(date -> isByDate(dating, product))
                    .map(Calibration::ofSentinel2))
        .or(() -> findCalibration(product, descriptions))
        .filter(calibration -> !calibration.equals(Calibration.PICTURE));
  }

  /** True for names of ESA without a baseline. Names without a tile are those of others. */
  private static boolean isByDate(SceneDates.Dating dating, Product product) {
    return dating.name().calibration().isEmpty()
        && dating.date().filter(AcquisitionDate::isKnown).isPresent()
        && product.sensor().equals("sentinel-2")
        && product.tile().isPresent();
  }

  /** Says once in a job that the offset of Sentinel-2 is that of the date. */
  private static void noteBaseline(String scene, RasterInfo info, List<Issue> issues) {
    boolean counts =
        StoredValues.isCounts(info) && info.bands().stream().noneMatch(StoredValues::isScaled);
    if (counts && issues.stream().noneMatch(issue -> issue.code().equals(SceneIssues.BASELINE))) {
      issues.add(SceneIssues.baseline(scene));
    }
  }

  private static Optional<Calibration> findCalibration(Product product, List<String> descriptions) {
    boolean landsat =
        product.sensor().equals("landsat") && DescribedSensor.hasSurfaceReflectance(descriptions);
    return landsat ? Optional.of(Calibration.LANDSAT_C2_L2) : Sensors.findCalibration(product);
  }

  /**
   * The mask among the bands of a file, unless the user lists its bands. Of two masks the more
   * precise one is used: the cloud bits of QA60 are empty for years.
   */
  private static List<MaskBand> findMasks(Opened opened, SourceOverride override) {
    RasterInfo info = opened.info();
    List<MaskBand> masks = new ArrayList<>();
    for (int i = 0; override.bands().isEmpty() && i < info.bands().size(); i++) {
      int index = i;
      info.bands()
          .get(i)
          .description()
          .flatMap(Sensors::findMask)
          .map(layers -> layers.get(0).coding())
          .ifPresent(
              coding -> masks.add(new MaskBand(opened.file().location(), index, coding, info)));
    }
    return masks.stream()
        .sorted(Comparator.comparing((MaskBand mask) -> mask.coding() == MaskCoding.QA60))
        .limit(1)
        .toList();
  }

  private static boolean isNeeded(SceneFile file, Product product) {
    Optional<BandRole> role =
        file.token().flatMap(token -> Sensors.findRole(product, token.band()));
    return role.isEmpty()
        ? product.sensor().equals(Product.UNKNOWN.sensor())
        : BandLayout.isPrimary(role.get());
  }

  /** Adds the bands of one file with all bands. */
  private static Optional<Issue> addStack(
      Opened opened,
      Product product,
      Optional<Calibration> calibration,
      SourceOverride override,
      SceneBands bands) {
    // Who lists as many bands as are stored means these, not the colours made of them.
    boolean stored = override.bands().size() == opened.info().bands().size();
    boolean picture = !stored && opened.info().picture().isPresent();
    RasterInfo info = picture ? opened.info().asPicture() : opened.info();
    int first = picture ? opened.info().firstPictureBand() : 0;
    // The bands of a product, and its calibration, are not those of a picture.
    Product bandsOf = picture ? Product.UNKNOWN : product;
    Optional<Calibration> valuesOf = picture ? Optional.empty() : calibration;
    int count = info.bands().size();
    Optional<List<BandUse>> uses =
        override.bands().isEmpty()
            ? BandLayout.find(bandsOf, info)
            : Optional.of(BandLayout.listed(override, count)).filter(u -> u.size() == count);
    for (int i = 0; uses.isPresent() && i < count; i++) {
      int index = i;
      String name = info.bands().get(i).description().orElse(Integer.toString(i + 1));
      bands.add(
          uses.get().get(i),
          role ->
              override
                  .applyTo(StoredValues.of(info, index, role, bandsOf, valuesOf))
                  .band(role, name, opened.file().location(), first + index, info));
    }
    if (picture && bands.alpha().isEmpty()) {
      addStoredAlpha(opened, bands);
    }
    return bands.isEmpty()
        ? Optional.of(SceneIssues.bands(opened.file().name(), info, override))
        : Optional.empty();
  }

  /** The alpha band of a file whose colours are made of its other bands. */
  private static void addStoredAlpha(Opened opened, SceneBands bands) {
    RasterInfo info = opened.info();
    if (info.alphaBand().isPresent()) {
      StoredValues values = new StoredValues(1, 0, OptionalDouble.empty());
      int index = info.alphaBand().getAsInt();
      bands.add(
          BandUse.ALPHA, role -> values.band(role, "alpha", opened.file().location(), index, info));
    }
  }

  /** Adds the bands of one file per band. */
  private Optional<Issue> addFiles(
      String subject,
      List<Opened> opened,
      Product product,
      Optional<Calibration> calibration,
      SceneBands bands) {
    // Without co-polarised backscatter, the first cross-polarised band is the image.
    Optional<Opened> crossPolarised =
        opened.stream().allMatch(file -> file.file().token().orElseThrow().isCrossPolarised())
            ? Optional.of(opened.get(0))
            : Optional.empty();
    for (Opened file : opened) {
      String name = file.file().token().orElseThrow().band();
      SourceOverride own = overrides.of(file.file().location());
      BandUse use =
          own.bands().isEmpty()
              ? BandUse.of(
                  crossPolarised.filter(file::equals).isPresent()
                      ? BandRole.GREY
                      : Sensors.findRole(product, name).orElse(BandRole.OTHER))
              : BandLayout.listed(own, 1).get(0);
      // The file has one band, which cannot be alpha of anything.
      bands.add(
          use.kind() == BandUse.Kind.ALPHA ? BandUse.SKIP : use,
          role ->
              own.applyTo(StoredValues.of(file.info(), 0, role, product, calibration))
                  .band(role, name, file.file().location(), 0, file.info()));
    }
    bands.sort();
    return SceneIssues.findMismatch(subject, product, bands.measured());
  }

  private static Quantity quantity(
      SceneFiles files, List<SceneBand> bands, Optional<Calibration> calibration) {
    RasterInfo info = bands.get(0).raster();
    boolean colour = BandLayout.isTrueColour(bands.stream().map(SceneBand::role).toList());
    boolean index =
        IndexName.find(files.name()).isPresent()
            || IndexName.findExactly(bands.get(0).name()).isPresent();
    if (bands.size() == 1 && index) {
      return Quantity.INDEX;
    }
    // Who declares a scale or an offset stores measured values, in 8 bits as well.
    boolean scaled = info.bands().stream().anyMatch(StoredValues::isScaled);
    if (colour && !scaled && !files.isPerBand() && info.sampleType() == SampleType.UINT8) {
      return Quantity.DISPLAY;
    }
    return calibration.isPresent() && StoredValues.isCounts(info)
        ? Quantity.REFLECTANCE
        : Quantity.DN;
  }
}
