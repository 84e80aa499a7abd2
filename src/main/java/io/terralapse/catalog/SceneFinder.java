package io.terralapse.catalog;

import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
  private final HeaderReader headers;
  private final Instant latest;

  /**
   * A finder for one job.
   *
   * @param settings where to look and how to date
   * @param opener reads headers; called from two threads
   */
  public SceneFinder(CatalogSettings settings, HeaderOpener opener) {
    this(settings, opener, Clock.systemUTC());
  }

  SceneFinder(CatalogSettings settings, HeaderOpener opener, Clock clock) {
    this.settings = settings;
    this.headers = new HeaderReader(opener);
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
    Path base = settings.base();
    Optional<DateManifest> manifest = settings.manifest().map(f -> DateManifest.read(base, f));
    Optional<DatePattern> pattern = settings.datePattern().map(DatePattern::new);
    SceneBuilder builder =
        new SceneBuilder(
            new SourceOverrides(base, settings.sources()),
            new SceneDates(base, manifest, pattern, latest));

    List<Location> files =
        new InputFiles(base)
            .list(settings.scenes()).stream().filter(f -> !AuxiliaryFiles.isAuxiliary(f)).toList();
    HeaderReader.Headers opened = headers.read(files);

    List<Issue> issues = new ArrayList<>();
    List<Scene> scenes = new ArrayList<>();
    for (SceneFiles candidate : SceneFiles.group(files)) {
      for (SceneFiles scene : split(candidate, opened)) {
        build(scene, opened, builder, issues).ifPresent(scenes::add);
      }
    }
    manifest.ifPresent(m -> issues.addAll(unmatched(m, files)));
    List<Scene> unique = UniqueIds.apply(scenes);
    return new Catalogue(
        unique.stream()
            .sorted(Comparator.comparing(Scene::acquired).thenComparing(Scene::id))
            .toList(),
        issues);
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
      SceneFiles files, HeaderReader.Headers opened, SceneBuilder builder, List<Issue> issues) {
    List<SceneBuilder.Opened> readable = new ArrayList<>();
    List<SceneFile> lost = new ArrayList<>();
    for (SceneFile file : files.files()) {
      HeaderReader.Header header = opened.get(file.location());
      header
          .info()
          .ifPresentOrElse(
              info -> readable.add(new SceneBuilder.Opened(file, info)), () -> lost.add(file));
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
