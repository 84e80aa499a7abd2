package io.terralapse.catalog;

import io.terralapse.catalog.build.NamedScenes;
import io.terralapse.catalog.build.SceneAssembly;
import io.terralapse.catalog.build.SceneHeaders;
import io.terralapse.catalog.build.SourceOverrides;
import io.terralapse.catalog.dates.DateManifest;
import io.terralapse.catalog.dates.FileDatePattern;
import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.FileListing;
import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.InputFiles;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Entry point of the catalogue: finds a job's scenes.
 *
 * <p>In: folders, files, globs, addresses and searches. Out: dated scenes with named bands, and an
 * issue for every file that cannot be used. Bad data never stops the search; wrong settings do
 * ({@link io.terralapse.model.UserError}). The result does not depend on the number of threads or
 * on the order in which the system lists files. Thread-safe.
 */
public final class SceneFinder {
  private final CatalogSettings settings;
  private final CatalogAccess access;
  private final BandFilter filter;
  private final Instant latest;

  /**
   * A finder for one job.
   *
   * @param settings inputs and dates
   * @param access to files and servers
   * @param filter which bands of a described product to open; of a product without any of them all
   *     bands are opened, so that messages can say what it has
   */
  public SceneFinder(CatalogSettings settings, CatalogAccess access, BandFilter filter) {
    this(settings, access, filter, Optional.empty());
  }

  /**
   * A finder for one job, some scenes of which are published.
   *
   * @param past a time that has come even if the machine's clock says that it has not: scenes that
   *     were published must not become scenes of the future because a clock was set back
   */
  public SceneFinder(
      CatalogSettings settings, CatalogAccess access, BandFilter filter, Optional<Instant> past) {
    this(settings, access, filter, past, Clock.systemUTC());
  }

  SceneFinder(
      CatalogSettings settings,
      CatalogAccess access,
      BandFilter filter,
      Optional<Instant> past,
      Clock clock) {
    this.settings = settings;
    this.filter = filter;
    this.access = access;
    // One day of tolerance for wrong clocks and for local dates east of Greenwich.
    Instant now = clock.instant();
    this.latest = past.filter(now::isBefore).orElse(now).plus(Duration.ofDays(1));
  }

  /**
   * Finds the scenes of the settings.
   *
   * @throws io.terralapse.model.UserError if an input does not exist or contains no scene, if the
   *     manifest or the pattern gives something that is not a date, or if {@code sources} names an
   *     unknown band
   */
  public Catalogue find() {
    return find(settings, Optional.empty());
  }

  /**
   * Finds the scenes of the settings, those without a date included: they are {@link
   * AcquisitionDate#UNDATED}.
   *
   * @throws io.terralapse.model.UserError as {@link #find}
   */
  public Catalogue findWithUndated() {
    return find(settings, Optional.of(AcquisitionDate.UNDATED));
  }

  /**
   * Finds one image that serves as a reference and is no frame, so that it needs no date: without
   * one, it is {@link AcquisitionDate#UNDATED}.
   *
   * @param file the image or the folder of a product, absolute or relative to the settings' base
   * @throws io.terralapse.model.UserError as {@link #find}
   */
  public Catalogue findReference(Path file) {
    return find(settings.forFile(file), Optional.of(AcquisitionDate.UNDATED));
  }

  /**
   * The date of one file and what its names say of its product, whether or not it makes a scene.
   * The manifest and the pattern are not used.
   *
   * @param info its header
   */
  public SceneDates.Dating date(Location file, RasterInfo info) {
    SceneFiles alone =
        new SceneFiles(
            SceneFile.stem(file),
            FilePath.folder(file),
            List.of(new SceneFile(file, Optional.empty())));
    return new SceneDates(
            settings.base(),
            Optional.empty(),
            Optional.empty(),
            latest,
            Optional.empty(),
            List.of(file))
        .find(alone, info.tags());
  }

  /**
   * Finds the scenes of the settings as {@link #find} does, without reading the headers of files
   * about which STAC items state enough. Such files must be confirmed before their pixels are read.
   *
   * @throws io.terralapse.model.UserError as {@link #find}
   */
  public FoundScenes search() {
    return search(settings, Optional.empty(), SceneHeaders::derive);
  }

  private Catalogue find(CatalogSettings inputs, Optional<AcquisitionDate> defaultDate) {
    return search(inputs, defaultDate, SceneHeaders::read).catalogue();
  }

  /** How headers are found. */
  @FunctionalInterface
  private interface HeaderSource {
    SceneHeaders of(HeaderReader reader, List<DescribedScene> scenes, List<Location> others);
  }

  private FoundScenes search(
      CatalogSettings inputs, Optional<AcquisitionDate> defaultDate, HeaderSource source) {
    Path base = inputs.base();
    Optional<DateManifest> manifest = inputs.manifest().map(f -> DateManifest.read(base, f));
    Optional<FileDatePattern> pattern = inputs.datePattern().map(FileDatePattern::new);
    SourceOverrides overrides = new SourceOverrides(base, inputs.sources());
    FileListing listing =
        new InputFiles(base, inputs.own(), access.archives()).list(inputs.scenes());
    SceneDates dates =
        new SceneDates(base, manifest, pattern, latest, defaultDate, listing.rasters());
    DescribedScenes described = new SceneDescriber(inputs, access).describe(listing);
    List<DescribedScene> filtered =
        described.scenes().stream().map(scene -> scene.filtered(filter)).toList();
    NamedScenes named = NamedScenes.among(listing.rasters(), described.files());
    SceneHeaders headers =
        source.of(new HeaderReader(access.headers()), filtered, named.files().distinct().toList());
    List<Issue> before = new ArrayList<>(listing.issues());
    before.addAll(described.issues());
    List<Issue> after = manifest.map(m -> m.listUnmatched(listing.rasters())).orElse(List.of());
    return new FoundScenes(
        new SceneAssembly(filtered, named, overrides, dates, before, after),
        headers,
        unmatched(overrides, listing, described));
  }

  private static List<Issue> unmatched(
      SourceOverrides overrides, FileListing listing, DescribedScenes described) {
    boolean incomplete =
        described.issues().stream().anyMatch(i -> i.code().equals(DescribedScenes.INCOMPLETE));
    return incomplete
        ? List.of()
        : overrides.listUnmatched(
            () -> Stream.concat(listing.rasters().stream(), described.files().stream()));
  }
}
