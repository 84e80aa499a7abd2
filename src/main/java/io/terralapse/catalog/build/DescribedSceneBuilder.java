package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Credits;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes scenes of what metadata and raster headers say together. What the user says wins over the
 * metadata, and the metadata over the raster's own header.
 */
public final class DescribedSceneBuilder {
  private final SourceOverrides overrides;
  private final SceneDates dates;

  public DescribedSceneBuilder(SourceOverrides overrides, SceneDates dates) {
    this.overrides = overrides;
    this.dates = dates;
  }

  /** The scene, or nothing and one more issue. */
  public Optional<Scene> build(
      DescribedScene draft, HeaderReader.Headers headers, List<Issue> issues) {
    Optional<SourceOverride> override = overrides.find(draft.bands().get(0).file());
    List<SceneBand> bands = new ArrayList<>();
    for (DescribedScene.Band band : draft.bands()) {
      findHeader(band.file(), band.index(), headers, issues)
          .ifPresent(info -> bands.add(band(band, info, overrides.find(band.file()))));
    }
    if (bands.isEmpty()) {
      return Optional.empty();
    }
    bands.sort(NamedSceneBuilder.ORDER);
    Optional<Issue> mismatch = SceneIssues.findMismatch(draft.id(), bands);
    if (mismatch.isPresent()) {
      issues.add(mismatch.get());
      return Optional.empty();
    }
    SceneDates.Dating dating = dates.find(draft, headers.get(draft.bands().get(0).file()));
    if (dating.date().isEmpty()) {
      issues.add(SceneIssues.undated(draft.id(), dating));
      return Optional.empty();
    }
    Product product =
        override
            .flatMap(SourceOverride::sensor)
            .map(word -> SourceOverrides.withSensor(draft.product(), word))
            .orElse(draft.product());
    AcquisitionDate acquired = dating.date().get();
    return Optional.of(
        new Scene(
            draft.id(),
            product,
            acquired,
            draft.quantity().orElse(Quantity.DN),
            bands,
            Optional.empty(),
            masks(draft, bands.get(0), headers, issues),
            draft.conditions(),
            override
                .flatMap(SourceOverride::credit)
                .or(draft::credit)
                .or(() -> Credits.find(product.sensor(), acquired))));
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
              file.name(),
              "its metadata promise a band " + (index + 1) + " that it does not have"));
      return Optional.empty();
    }
    return header.info();
  }

  private static SceneBand band(
      DescribedScene.Band draft, RasterInfo info, Optional<SourceOverride> override) {
    BandInfo stored = info.bands().get(draft.index());
    OptionalDouble userScale = override.map(SourceOverride::scale).orElse(OptionalDouble.empty());
    OptionalDouble userOffset = override.map(SourceOverride::offset).orElse(OptionalDouble.empty());
    double scale = userScale.orElse(draft.scale().orElse(stored.scale()));
    // A scale of one's own does not go with another's offset.
    double offset =
        userOffset.orElse(
            userScale.isPresent()
                ? 0
                : draft.offset().orElse(draft.scale().isPresent() ? 0 : stored.offset()));
    OptionalDouble said = override.map(SourceOverride::nodata).orElse(OptionalDouble.empty());
    OptionalDouble nodata = said;
    if (said.isEmpty()) {
      nodata = draft.nodata().isPresent() ? draft.nodata() : info.nodata();
    } else if (Double.isNaN(said.getAsDouble())) {
      nodata = OptionalDouble.empty();
    }
    return new SceneBand(
        draft.role(), draft.name(), draft.file(), draft.index(), scale, offset, nodata, info);
  }

  private static List<MaskBand> masks(
      DescribedScene draft, SceneBand first, HeaderReader.Headers headers, List<Issue> issues) {
    return draft.masks().stream()
        .flatMap(mask -> findMask(draft.id(), first, mask, headers, issues).stream())
        .toList();
  }

  /** The mask of a scene; empty and an issue if it cannot be used. */
  public static Optional<MaskBand> findMask(
      Scene scene, DescribedScene.Mask mask, HeaderReader.Headers headers, List<Issue> issues) {
    return findMask(scene.id(), scene.bands().get(0), mask, headers, issues);
  }

  private static Optional<MaskBand> findMask(
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
