package io.terralapse.catalog;

import io.terralapse.catalog.build.DescribedSceneBuilder;
import io.terralapse.catalog.build.NamedSceneBuilder;
import io.terralapse.catalog.build.NamedScenes;
import io.terralapse.catalog.build.SceneIssues;
import io.terralapse.catalog.build.SourceOverrides;
import io.terralapse.catalog.build.UniqueIds;
import io.terralapse.catalog.dates.DateManifest;
import io.terralapse.catalog.dates.FileDatePattern;
import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.FileListing;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.InputFiles;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a job's scenes.
 *
 * <p>In: folders, files and globs. Out: dated scenes with named bands, and an issue for every file
 * that makes none. Bad data never stops the search; settings that cannot be meant do ({@link
 * io.terralapse.model.UserError}). The result does not depend on the number of threads or on the
 * order in which the system lists files.
 */
public final class SceneFinder {
  private final CatalogSettings settings;
  private final CatalogAccess access;
  private final BandFilter wish;
  private final Instant latest;

  /**
   * A finder for one job.
   *
   * @param settings where to look and how to date
   * @param access reaches what is there
   * @param wish which bands of a described product to open; a product that has none of them is
   *     opened whole, so that it can be said what it has
   */
  public SceneFinder(CatalogSettings settings, CatalogAccess access, BandFilter wish) {
    this(settings, access, wish, Clock.systemUTC());
  }

  SceneFinder(CatalogSettings settings, CatalogAccess access, BandFilter wish, Clock clock) {
    this.settings = settings;
    this.wish = wish;
    this.access = access;
    // A day of grace for clocks that go wrong and plain dates east of Greenwich.
    this.latest = clock.instant().plus(Duration.ofDays(1));
  }

  /**
   * Looks now.
   *
   * @throws io.terralapse.model.UserError if an input leads nowhere, the manifest or the pattern
   *     gives something that is no date, or a source names an unknown band
   */
  public Catalogue find() {
    return find(Optional.empty());
  }

  /**
   * Looks for pictures that serve as a reference and are no frames, so that they need no date:
   * those without one are given 1 January 1970.
   *
   * @throws io.terralapse.model.UserError as {@link #find}
   */
  public Catalogue findReferences() {
    return find(Optional.of(AcquisitionDate.on(LocalDate.EPOCH, DateSource.MANIFEST)));
  }

  private Catalogue find(Optional<AcquisitionDate> otherwise) {
    Path base = settings.base();
    Optional<DateManifest> manifest = settings.manifest().map(f -> DateManifest.read(base, f));
    Optional<FileDatePattern> pattern = settings.datePattern().map(FileDatePattern::new);
    SourceOverrides overrides = new SourceOverrides(base, settings.sources());
    SceneDates dates = new SceneDates(base, manifest, pattern, latest, otherwise);

    FileListing listing = new InputFiles(base, access.archives()).list(settings.scenes());
    DescribedScenes described = new SceneDescriber(settings, access).describe(listing);
    List<Issue> issues = new ArrayList<>(listing.issues());
    issues.addAll(described.issues());
    List<DescribedScene> wanted =
        described.drafts().stream().map(draft -> draft.only(wish)).toList();
    NamedScenes named = NamedScenes.among(listing.rasters(), described.claimed());
    HeaderReader.Headers headers =
        new HeaderReader(access.headers())
            .read(Stream.concat(files(wanted), named.files()).distinct().toList());

    List<Scene> scenes = new ArrayList<>();
    DescribedSceneBuilder drafts = new DescribedSceneBuilder(overrides, dates);
    for (DescribedScene draft : wanted) {
      drafts.build(draft, headers, issues).ifPresent(scenes::add);
    }
    NamedSceneBuilder builder = new NamedSceneBuilder(overrides, dates);
    for (SceneFiles candidate : named.scenes()) {
      for (SceneFiles scene : split(candidate, headers)) {
        build(scene, headers, builder, issues)
            .map(built -> named.masked(scene, built, headers, issues))
            .ifPresent(scenes::add);
      }
    }
    manifest.ifPresent(m -> issues.addAll(unmatched(m, listing.rasters())));
    return new Catalogue(
        UniqueIds.apply(scenes).stream()
            .sorted(Comparator.comparing(Scene::acquired).thenComparing(Scene::id))
            .toList(),
        issues);
  }

  private static Stream<Location> files(List<DescribedScene> drafts) {
    return drafts.stream()
        .flatMap(
            draft ->
                Stream.concat(
                    draft.bands().stream().map(DescribedScene.Band::file),
                    draft.masks().stream().map(DescribedScene.Mask::file)));
  }

  /** Names may differ in a word that looks like a band's though every file is a whole picture. */
  private static List<SceneFiles> split(SceneFiles candidate, HeaderReader.Headers opened) {
    boolean whole =
        candidate.isPerBand()
            && candidate.files().stream()
                .flatMap(f -> opened.get(f.location()).info().stream())
                .anyMatch(info -> info.bands().size() > 1);
    return whole
        ? candidate.files().stream()
            .map(f -> new SceneFiles(SceneFile.stem(f.location()), candidate.folder(), List.of(f)))
            .toList()
        : List.of(candidate);
  }

  private static Optional<Scene> build(
      SceneFiles files,
      HeaderReader.Headers opened,
      NamedSceneBuilder builder,
      List<Issue> issues) {
    List<NamedSceneBuilder.Opened> readable = new ArrayList<>();
    List<SceneFile> lost = new ArrayList<>();
    for (SceneFile file : files.files()) {
      HeaderReader.Header header = opened.get(file.location());
      header
          .info()
          .ifPresentOrElse(
              info -> readable.add(new NamedSceneBuilder.Opened(file, info)), () -> lost.add(file));
      if (header.info().isEmpty()) {
        issues.add(SceneIssues.unreadable(file.name(), header.problem()));
      }
    }
    return readable.isEmpty() ? Optional.empty() : builder.build(files, readable, lost, issues);
  }

  private static List<Issue> unmatched(DateManifest manifest, List<Location> files) {
    return manifest.listUnmatched(files).stream()
        .map(
            entry ->
                new Issue(
                    "unmatched",
                    manifest.name(),
                    manifest.name() + " dates " + entry + ", which fits no scene; correct it."))
        .toList();
  }
}
