package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds scenes from metadata and raster headers. The user's {@code sources} win over the metadata,
 * and the metadata over the raster's header.
 */
public final class DescribedSceneBuilder {
  private final SourceOverrides overrides;
  private final SceneDates dates;

  /** A builder for one job. */
  public DescribedSceneBuilder(SourceOverrides overrides, SceneDates dates) {
    this.overrides = overrides;
    this.dates = dates;
  }

  /**
   * Builds one scene.
   *
   * @return empty if it cannot be used; then {@code issues} has at least one more entry
   */
  public Optional<Scene> build(
      DescribedScene described, HeaderReader.Headers read, List<Issue> issues) {
    HeaderReader.Headers headers = StatedGeoreference.complete(described, read);
    SceneBands bands = new SceneBands();
    List<BandUse> layout = findLayout(described, headers);
    boolean readable = false;
    for (DescribedScene.Band band : described.bands()) {
      Optional<RasterInfo> info = findHeader(band.file(), band.index(), headers, issues);
      readable |= info.isPresent();
      boolean picture =
          described.bands().size() == 1 && info.isPresent() && isPicture(band, info.get());
      if (picture) {
        addPicture(band, info.get(), bands);
      } else {
        info.ifPresent(header -> add(band, header, layout, bands));
      }
    }
    if (bands.isEmpty()) {
      if (readable) {
        issues.add(SceneIssues.allSkipped(described.id()));
      }
      return Optional.empty();
    }
    bands.sort();
    List<SceneBand> measured = bands.measured();
    SourceOverride override = overrides.of(described.bands().get(0).file());
    Product product = override.applyTo(described.product());
    Optional<Issue> mismatch =
        SceneIssues.findRadarGeometry(described.id(), product, measured.get(0).raster())
            .or(() -> SceneIssues.findMismatch(described.id(), product, measured));
    if (mismatch.isPresent()) {
      issues.add(mismatch.get());
      return Optional.empty();
    }
    Location first = described.bands().get(0).file();
    SceneDates.Dating dating =
        dates.find(described, headers.get(first).info().map(RasterInfo::tags).orElse(Map.of()));
    if (dating.date().isEmpty()) {
      issues.add(SceneIssues.undated(described.id(), dating));
      return Optional.empty();
    }
    SceneIssues.findDateNote(described.id(), dating).ifPresent(issues::add);
    AcquisitionDate acquired = dating.date().get();
    return Optional.of(
        new Scene(
            described.id(),
            product,
            acquired,
            override.applyTo(quantity(described, measured)),
            measured,
            bands.alpha(),
            masks(described, measured.get(0), headers, issues),
            described.conditions(),
            override.credit().or(described::credit).or(() -> Sensors.findCredit(product, acquired)),
            described.footprint()));
  }

  /**
   * What the file says of its bands, where the metadata list all of its bands without saying what
   * any of them measures; else none.
   */
  private static List<BandUse> findLayout(DescribedScene described, HeaderReader.Headers headers) {
    Location file = described.bands().get(0).file();
    boolean unknown =
        described.bands().stream()
            .allMatch(band -> band.file().equals(file) && band.role() == BandRole.OTHER);
    return headers
        .get(file)
        .info()
        .filter(info -> unknown && info.bands().size() == described.bands().size())
        .flatMap(info -> BandLayout.find(described.product(), info))
        .orElse(List.of());
  }

  private static Optional<RasterInfo> findHeader(
      Location file, int index, HeaderReader.Headers headers, List<Issue> issues) {
    HeaderReader.Header header = headers.get(file);
    if (header.info().isEmpty()) {
      issues.add(SceneIssues.unreadable(file.name(), header.problem()));
      return Optional.empty();
    }
    if (index >= header.info().get().bands().size()) {
      issues.add(
          SceneIssues.unreadable(
              file.name(), "its metadata list a band " + (index + 1) + " that it does not have"));
      return Optional.empty();
    }
    return header.info();
  }

  /**
   * Adds a band. The user's list of bands applies if the file has that many: one that is longer
   * belongs to other files that the pattern matches.
   */
  private void add(
      DescribedScene.Band band, RasterInfo info, List<BandUse> layout, SceneBands bands) {
    SourceOverride override = overrides.of(band.file());
    int count = info.bands().size();
    boolean listed = !override.bands().isEmpty() && override.bands().size() <= count;
    BandUse use =
        listed
            ? BandLayout.listed(override, count).get(band.index())
            : layout.isEmpty() ? BandUse.of(band.role()) : layout.get(band.index());
    StoredValues values = override.applyTo(values(band, info));
    bands.add(use, role -> values.band(role, band.name(), band.file(), band.index(), info));
  }

  /**
   * True for the only band of a scene, if it measures nothing and is to be shown as colours: a
   * scanned map, classes. The user's list of bands means the stored values.
   */
  private boolean isPicture(DescribedScene.Band band, RasterInfo info) {
    boolean measured = band.role() != BandRole.GREY && band.role() != BandRole.OTHER;
    return info.picture().isPresent() && !measured && overrides.of(band.file()).bands().isEmpty();
  }

  private static void addPicture(DescribedScene.Band band, RasterInfo info, SceneBands bands) {
    RasterInfo picture = info.asPicture();
    List<BandUse> uses =
        BandColours.find(picture)
            .orElse(Collections.nCopies(picture.bands().size(), BandUse.of(BandRole.GREY)));
    for (int i = 0; i < uses.size(); i++) {
      int index = info.firstPictureBand() + i;
      StoredValues values = new StoredValues(1, 0, picture.nodata());
      bands.add(uses.get(i), role -> values.band(role, band.name(), band.file(), index, picture));
    }
  }

  /** Values of colours are for display, whatever the product measures. */
  private static Quantity quantity(DescribedScene described, List<SceneBand> measured) {
    boolean colours =
        described.bands().size() == 1
            && BandLayout.isTrueColour(measured.stream().map(SceneBand::role).toList());
    return colours ? Quantity.DISPLAY : described.quantity().orElse(Quantity.DN);
  }

  private static StoredValues values(DescribedScene.Band band, RasterInfo info) {
    BandInfo stored = info.bands().get(band.index());
    // The metadata's scale replaces the header's calibration, offset included.
    double headerOffset = band.scale().isPresent() ? 0 : stored.offset();
    return new StoredValues(
        band.scale().orElse(stored.scale()),
        band.offset().orElse(headerOffset),
        band.nodata().isPresent() && !info.internalMask() ? band.nodata() : info.decisiveNodata());
  }

  private static List<MaskBand> masks(
      DescribedScene described, SceneBand first, HeaderReader.Headers headers, List<Issue> issues) {
    return described.masks().stream()
        .flatMap(mask -> findMask(described.id(), first, mask, headers, issues).stream())
        .toList();
  }

  /**
   * The mask of a scene.
   *
   * @param scene the scene's id, for the issue
   * @param first the scene's first band, whose CRS the mask must have
   * @return empty if it cannot be used; then {@code issues} has one more entry
   */
  static Optional<MaskBand> findMask(
      String scene,
      SceneBand first,
      DescribedScene.Mask mask,
      HeaderReader.Headers headers,
      List<Issue> issues) {
    HeaderReader.Header header = headers.get(mask.file());
    Optional<MaskBand> band =
        header
            .info()
            .flatMap(info -> find(mask, info))
            .filter(found -> found.raster().crs().equals(first.raster().crs()));
    if (band.isEmpty()) {
      issues.add(SceneIssues.mask(scene, mask.file().name(), header.problem()));
    }
    return band;
  }

  private static Optional<MaskBand> find(DescribedScene.Mask mask, RasterInfo info) {
    int index = mask.index();
    for (int i = 0; i < info.bands().size(); i++) {
      if (mask.description().isPresent()
          && mask.description().equals(info.bands().get(i).description())) {
        index = i;
      }
    }
    return index < info.bands().size()
        ? Optional.of(new MaskBand(mask.file(), index, mask.coding(), info))
        : Optional.empty();
  }
}
