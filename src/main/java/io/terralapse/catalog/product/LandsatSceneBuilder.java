package io.terralapse.catalog.product;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.SensorBands;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes drafts of one Landsat product's metadata and files. */
final class LandsatSceneBuilder {
  /** Fill of every delivered band of Level 1 and of Collection 2 (USGS LSDS-1618, LSDS-1619). */
  private static final double FILL = 0;

  /** Fill of the reflectances computed on demand from Collection 1 (USGS LSDS-1368). */
  private static final double DERIVED_FILL = -9999;

  private final Location origin;
  private final Mtl mtl;
  private final LandsatProduct product;
  private final List<LandsatFile> files;
  private final List<Issue> issues = new ArrayList<>();

  private LandsatSceneBuilder(
      Location origin, Mtl mtl, LandsatProduct product, List<LandsatFile> files) {
    this.origin = origin;
    this.mtl = mtl;
    this.product = product;
    this.files = files;
  }

  /** What came of one product. */
  record Made(List<DescribedScene> drafts, Set<Location> claimed, List<Issue> issues) {}

  /**
   * The product's scenes: one, or two where reflectances were ordered beside the delivered bands.
   *
   * @param candidates files that may be the product's, nearest first
   */
  static Made of(
      Location origin, Mtl mtl, LandsatProduct product, Collection<Location> candidates) {
    List<LandsatFile> files =
        LandsatFile.sort(mtl, product.prefixes(), product.isLevel2(), candidates);
    boolean alone = candidates.stream().noneMatch(ListedFiles::isBandFormat);
    return new LandsatSceneBuilder(origin, mtl, product, files).make(alone);
  }

  /** {@code alone}: no raster is there whose name begins as the product's. */
  private Made make(boolean alone) {
    Set<Location> claimed = new HashSet<>();
    files.forEach(file -> claimed.add(file.file()));
    if (isNight()) {
      issues.add(
          issue(
              "night",
              "was taken with the sun below the horizon, so it shows no reflectance; leave it"
                  + " out"));
      return new Made(List.of(), claimed, issues);
    }
    List<DescribedScene> drafts = new ArrayList<>();
    draft(LandsatFile.Content.BAND).ifPresent(drafts::add);
    draft(LandsatFile.Content.SURFACE).ifPresent(drafts::add);
    if (drafts.isEmpty()) {
      draft(LandsatFile.Content.TOP).ifPresent(drafts::add);
    }
    if (drafts.isEmpty()) {
      if (alone) {
        issues.add(issue("no-bands", "has none of its band files here; put them beside it"));
      }
      // Without a scene the names of the files are all that is left to go by.
      return new Made(List.of(), Set.of(), issues);
    }
    return new Made(drafts, claimed, issues);
  }

  private boolean isNight() {
    OptionalDouble sun = product.conditions().sunElevationDegrees();
    return sun.isPresent() && sun.getAsDouble() <= 0;
  }

  private Issue issue(String code, String what) {
    return new Issue(code, product.id(), product.id() + " (" + origin.name() + ") " + what + ".");
  }

  private record Found(LandsatFile file, BandRole role) {}

  private Optional<DescribedScene> draft(LandsatFile.Content content) {
    Map<Integer, Found> found = new TreeMap<>();
    for (LandsatFile file : files) {
      Optional<BandRole> role = SensorBands.find(product.product(), "B" + file.band());
      if (file.content() == content && role.isPresent()) {
        found.putIfAbsent(file.band(), new Found(file, role.get()));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Calibration> values = calibrate(content, found.keySet());
    double fill = content == LandsatFile.Content.BAND ? FILL : DERIVED_FILL;
    List<DescribedScene.Band> bands = new ArrayList<>();
    found.forEach((number, band) -> bands.add(band(number, band, values.get(number), fill)));
    return Optional.of(
        new DescribedScene(
            product.id(),
            origin,
            product(content),
            product.acquired(),
            Optional.of(values.isEmpty() ? Quantity.DN : Quantity.REFLECTANCE),
            bands,
            masks(content),
            product.conditions(),
            Optional.empty()));
  }

  private static DescribedScene.Band band(
      int number, Found band, @Nullable Calibration values, double fill) {
    return new DescribedScene.Band(
        band.file().file(),
        0,
        band.role(),
        "B" + number,
        values == null ? OptionalDouble.empty() : OptionalDouble.of(values.scale()),
        values == null ? OptionalDouble.empty() : OptionalDouble.of(values.offset()),
        OptionalDouble.of(fill));
  }

  private Product product(LandsatFile.Content content) {
    Product own = product.product();
    return content == LandsatFile.Content.SURFACE
        ? new Product(
            own.platform(),
            own.sensor(),
            own.track(),
            own.tile(),
            own.datatake(),
            2,
            own.processed())
        : own;
  }

  /** The mask that was made for these values, else the one that was delivered. */
  private List<DescribedScene.Mask> masks(LandsatFile.Content content) {
    List<LandsatFile.Content> order =
        content == LandsatFile.Content.BAND
            ? List.of(
                LandsatFile.Content.QA_PIXEL, LandsatFile.Content.BQA, LandsatFile.Content.PIXEL_QA)
            : List.of(
                LandsatFile.Content.PIXEL_QA,
                LandsatFile.Content.QA_PIXEL,
                LandsatFile.Content.BQA);
    for (LandsatFile.Content kind : order) {
      for (LandsatFile file : files) {
        if (file.content() == kind) {
          return kind.coding().stream()
              .map(coding -> new DescribedScene.Mask(file.file(), 0, Optional.empty(), coding))
              .toList();
        }
      }
    }
    return List.of();
  }

  /** A calibration for every band, or none at all: a scene's bands must mean the same. */
  private Map<Integer, Calibration> calibrate(LandsatFile.Content content, Set<Integer> bands) {
    LandsatScale scale = new LandsatScale(mtl, product);
    Map<Integer, Calibration> values = new TreeMap<>();
    for (int band : bands) {
      Optional<Calibration> value =
          content == LandsatFile.Content.BAND
              ? scale.find(band)
              : Optional.of(Calibration.TEN_THOUSANDTHS);
      value.ifPresent(one -> values.put(band, one));
    }
    if (values.size() == bands.size()) {
      return values;
    }
    issues.add(
        issue(
            "uncalibrated",
            "lacks REFLECTANCE_MULT_BAND, REFLECTANCE_ADD_BAND or SUN_ELEVATION, so its values"
                + " stay as they are stored and do not compare with other dates; fetch the"
                + " product again"));
    return Map.of();
  }
}
