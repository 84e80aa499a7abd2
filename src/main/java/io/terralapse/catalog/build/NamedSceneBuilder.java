package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Credits;
import io.terralapse.catalog.sensor.SensorBands;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a scene of files whose headers are known, or says why they make none.
 *
 * <p>The first band gives a scene its size and place, so red, green and blue come first where a
 * scene has one file per band; the panchromatic and the coarse bands of a product keep their own
 * sizes.
 */
public final class NamedSceneBuilder {
  private static final Pattern INDEX =
      Pattern.compile(
          "(?<![A-Za-z])(?:ndvi|evi2?|savi|ndwi|mndwi|ndsi|nbr2?|ndmi|ndbi)(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);

  /** Red, green, blue first, then by role; files of one role stay in the order of their names. */
  static final Comparator<SceneBand> ORDER =
      Comparator.<SceneBand>comparingInt(
              band ->
                  switch (band.role()) {
                    case RED -> 0;
                    case GREEN -> 1;
                    case BLUE -> 2;
                    default -> 3;
                  })
          .thenComparing(SceneBand::role);

  private final SourceOverrides overrides;
  private final SceneDates dates;

  public NamedSceneBuilder(SourceOverrides overrides, SceneDates dates) {
    this.overrides = overrides;
    this.dates = dates;
  }

  /** A file that could be opened. */
  public record Opened(SceneFile file, RasterInfo info) {}

  /**
   * The scene, or nothing and one more issue.
   *
   * @param files the scene's name and place
   * @param readable its readable files, in order, at least one
   * @param lost its files that cannot be read; a scene does without them unless one of them is red,
   *     green or blue, or nothing tells what it is
   */
  public Optional<Scene> build(
      SceneFiles files, List<Opened> readable, List<SceneFile> lost, List<Issue> issues) {
    List<Opened> opened =
        readable.stream()
            .map(o -> new Opened(o.file(), PixelGeoreference.placed(o.info())))
            .toList();
    String subject = opened.get(0).file().name();
    SceneDates.Dating dating = dates.find(files, opened.get(0).info().tags());
    if (dating.date().isEmpty()) {
      issues.add(SceneIssues.undated(subject, dating));
      return Optional.empty();
    }
    for (Opened file : opened) {
      if (!SceneIssues.hasPlace(file.info())) {
        issues.add(SceneIssues.noCrs(file.file().name()));
        return Optional.empty();
      }
    }
    Optional<SourceOverride> override = overrides.find(opened.get(0).file().location());
    Product product =
        override
            .flatMap(SourceOverride::sensor)
            .map(word -> SourceOverrides.withSensor(dating.reading().product(), word))
            .orElse(dating.reading().product());
    if (lost.stream().anyMatch(file -> isNeeded(file, product))) {
      return Optional.empty();
    }
    BandValues values = new BandValues(product, calibration(dating.reading(), product));
    Bands bands = new Bands(new ArrayList<>(), Optional.empty());
    Optional<Issue> problem =
        files.isPerBand()
            ? collectFiles(subject, opened, product, values, bands.colours())
            : Optional.empty();
    if (!files.isPerBand()) {
      Optional<Bands> stacked = stack(opened.get(0), product, values, override);
      problem =
          stacked.isPresent()
              ? Optional.empty()
              : Optional.of(SceneIssues.bands(subject, opened.get(0).info(), override));
      bands = stacked.orElse(bands);
    }
    if (problem.isPresent()) {
      issues.add(problem.get());
      return Optional.empty();
    }
    return Optional.of(
        new Scene(
            files.name(),
            product,
            dating.date().get(),
            quantity(files, bands.colours(), values, override),
            bands.colours(),
            bands.alpha(),
            List.of(),
            SceneConditions.UNKNOWN,
            override
                .flatMap(SourceOverride::credit)
                .or(() -> Credits.find(product.sensor(), dating.date().get()))));
  }

  private static boolean isNeeded(SceneFile file, Product product) {
    Optional<BandRole> role =
        file.token().flatMap(token -> SensorBands.find(product, token.band()));
    return role.isEmpty() ? product.sensor().equals("unknown") : BandLayout.isColour(role.get());
  }

  private record Bands(List<SceneBand> colours, Optional<SceneBand> alpha) {}

  /** One file with all bands; empty if its bands cannot be told. */
  private static Optional<Bands> stack(
      Opened opened, Product product, BandValues values, Optional<SourceOverride> override) {
    RasterInfo info = opened.info();
    int count = info.bands().size();
    boolean listed = override.filter(o -> !o.bands().isEmpty()).isPresent();
    Optional<List<BandUse>> uses =
        listed
            ? override.map(o -> BandLayout.listed(o, count)).filter(u -> u.size() == count)
            : BandLayout.find(product, info);
    if (uses.isEmpty()) {
      return Optional.empty();
    }
    List<SceneBand> colours = new ArrayList<>();
    Optional<SceneBand> alpha = Optional.empty();
    for (int i = 0; i < count; i++) {
      BandUse use = uses.get().get(i);
      String name = info.bands().get(i).description().orElse(Integer.toString(i + 1));
      SceneBand band = values.band(use.role(), name, opened.file().location(), i, info, override);
      switch (use.kind()) {
        case COLOUR -> colours.add(band);
        case ALPHA -> alpha = Optional.of(band);
        case SKIP -> {
          // The user wants it left out.
        }
      }
    }
    return colours.isEmpty() ? Optional.empty() : Optional.of(new Bands(colours, alpha));
  }

  /** One file per band. */
  private Optional<Issue> collectFiles(
      String subject,
      List<Opened> opened,
      Product product,
      BandValues values,
      List<SceneBand> bands) {
    for (Opened file : opened) {
      String name = file.file().token().orElseThrow().band();
      Optional<SourceOverride> own = overrides.find(file.file().location());
      BandRole role = SensorBands.find(product, name).orElse(BandRole.OTHER);
      if (own.isPresent() && !own.get().bands().isEmpty()) {
        BandUse use = BandLayout.listed(own.get(), 1).get(0);
        if (use.kind() != BandUse.Kind.COLOUR) {
          continue;
        }
        role = use.role();
      }
      bands.add(values.band(role, name, file.file().location(), 0, file.info(), own));
    }
    bands.sort(ORDER);
    return SceneIssues.findMismatch(subject, bands);
  }

  private static Optional<Calibration> calibration(ParsedName reading, Product product) {
    boolean tenThousandths =
        product.sensor().equals("sentinel-2") || product.sensor().equals("hls");
    return reading
        .calibration()
        .or(() -> tenThousandths ? Optional.of(Calibration.TEN_THOUSANDTHS) : Optional.empty());
  }

  private static Quantity quantity(
      SceneFiles files,
      List<SceneBand> bands,
      BandValues values,
      Optional<SourceOverride> override) {
    RasterInfo info = bands.get(0).raster();
    boolean colour = BandLayout.isTrueColor(bands.stream().map(SceneBand::role).toList());
    if (bands.size() == 1 && INDEX.matcher(files.name()).find()) {
      return Quantity.INDEX;
    }
    if (colour && !files.isPerBand() && info.sampleType() == SampleType.UINT8) {
      return Quantity.DISPLAY;
    }
    return values.isReflectance(info, override) ? Quantity.REFLECTANCE : Quantity.DN;
  }
}
