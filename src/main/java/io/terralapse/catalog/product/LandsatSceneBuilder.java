package io.terralapse.catalog.product;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the scenes of one Landsat product from its metadata and files. Used once. */
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

  /**
   * The product's scenes: one, or two if surface reflectance was ordered along with Level 1 bands.
   *
   * @param candidates files that may belong to the product, nearest first
   */
  static DescribedScenes of(
      Location origin, Mtl mtl, LandsatProduct product, Collection<Location> candidates) {
    List<LandsatFile> files =
        LandsatFile.list(mtl, product.prefixes(), product.isLevel2(), candidates);
    boolean alone = candidates.stream().noneMatch(ListedFiles::isBandFormat);
    return new LandsatSceneBuilder(origin, mtl, product, files).build(alone);
  }

  /**
   * Describes the scenes.
   *
   * @param alone true if there are no rasters whose names begin with the product's
   */
  private DescribedScenes build(boolean alone) {
    Set<Location> own = new HashSet<>();
    files.forEach(file -> own.add(file.file()));
    if (isNight()) {
      issues.add(
          issue(
              "night",
              "was taken with the sun below the horizon, so it contains no reflectance; remove"
                  + " it"));
      return new DescribedScenes(List.of(), own, issues);
    }
    List<DescribedScene> scenes = new ArrayList<>();
    findScene(LandsatFile.Content.BAND).ifPresent(scenes::add);
    findScene(LandsatFile.Content.SURFACE).ifPresent(scenes::add);
    if (scenes.isEmpty()) {
      findScene(LandsatFile.Content.TOP_OF_ATMOSPHERE).ifPresent(scenes::add);
    }
    if (scenes.isEmpty()) {
      if (alone) {
        issues.add(issue("no-bands", "has no band files here; put them beside it"));
      }
      // Its files may still become scenes by their names.
      return new DescribedScenes(List.of(), Set.of(), issues);
    }
    return new DescribedScenes(scenes, own, issues);
  }

  private boolean isNight() {
    OptionalDouble sun = product.conditions().sunElevationDegrees();
    return sun.isPresent() && sun.getAsDouble() <= 0;
  }

  private Issue issue(String code, String what) {
    return new Issue(code, product.id(), product.id() + " (" + origin.name() + ") " + what + ".");
  }

  private record BandFile(LandsatFile file, BandRole role) {}

  private Optional<DescribedScene> findScene(LandsatFile.Content content) {
    Map<Integer, BandFile> found = new TreeMap<>();
    for (LandsatFile file : files) {
      Optional<BandRole> role = Sensors.findRole(product.product(), "B" + file.band());
      if (file.content() == content && role.isPresent()) {
        found.putIfAbsent(file.band(), new BandFile(file, role.get()));
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
            Optional.empty(),
            Optional.empty(),
            places()));
  }

  /** Where the metadata place the product's files. */
  private Map<Location, StatedRaster> places() {
    Map<Location, StatedRaster> places = new HashMap<>();
    for (LandsatFile file : files) {
      Optional<StatedRaster.Place> place = LandsatGeoreference.find(mtl, file.band());
      if (place.isPresent() && file.content() != LandsatFile.Content.OTHER) {
        // Every file is a kind of its own: its header is always read.
        places.put(
            file.file(),
            new StatedRaster(product.id() + file.file().name(), place, Optional.empty()));
      }
    }
    return places;
  }

  private static DescribedScene.Band band(
      int number, BandFile band, @Nullable Calibration values, double fill) {
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

  /** The mask that was computed with these values, else the one that was delivered. */
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
              .map(coding -> MaskLayer.of(coding).in(file.file()))
              .toList();
        }
      }
    }
    return List.of();
  }

  /** A calibration for every band, or none at all: the bands of a scene must be comparable. */
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
                + " are used as stored and cannot be compared with other dates; download the"
                + " product again"));
    return Map.of();
  }
}
