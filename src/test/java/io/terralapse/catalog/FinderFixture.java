package io.terralapse.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.catalog.files.NamePattern;
import io.terralapse.catalog.files.OwnFiles;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.catalog.stac.StacHttp;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the finder over a temporary folder with invented headers, at the start of 2026. */
abstract class FinderFixture {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  Path base;
  HeaderFixtures rasters;
  List<String> inputs = List.of("scenes");
  List<SourceOverride> sources = List.of();
  Optional<NamePattern> pattern = Optional.empty();
  Optional<Path> manifest = Optional.empty();
  String outputDir = "output";

  @BeforeEach
  final void makeFolder(@TempDir Path folder) {
    base = folder;
    rasters = new HeaderFixtures(base);
  }

  Catalogue find() {
    return finder().find();
  }

  SceneFinder finder() {
    return finder(Optional.empty());
  }

  /** A finder that knows of a time that has come. */
  SceneFinder finder(Optional<Instant> past) {
    CatalogAccess access =
        new CatalogAccess(new FileAccess(), rasters::open, archive -> List.of(), new NoServers());
    CatalogSettings settings =
        new CatalogSettings(
            base,
            new OwnFiles(base.resolve(outputDir), "timelapse", base.resolve("cache")),
            inputs,
            List.of(),
            sources,
            pattern,
            manifest);
    return new SceneFinder(settings, access, BandFilter.ALL, past, CLOCK);
  }

  Scene single() {
    Catalogue found = find();
    assertEquals(1, found.scenes().size(), () -> found.issues().toString());
    return found.scenes().get(0);
  }

  Issue singleIssue() {
    Catalogue found = find();
    assertEquals(List.of(), found.scenes());
    assertEquals(1, found.issues().size(), () -> found.issues().toString());
    return found.issues().get(0);
  }

  static List<BandRole> roles(Scene scene) {
    return scene.bands().stream().map(SceneBand::role).toList();
  }

  List<String> ids() {
    return find().scenes().stream().map(Scene::id).toList();
  }

  SourceOverride override(String match, List<String> bands) {
    return new SourceOverride(
        match,
        bands,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static String sentence(UserError error) {
    return Objects.requireNonNull(error.getMessage());
  }

  /** These tests use no network. */
  private static final class NoServers implements StacHttp {
    @Override
    public byte[] get(URI uri, int limit) throws IOException {
      throw new IOException(uri + " cannot be reached");
    }

    @Override
    public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
      throw new IOException(uri + " cannot be reached");
    }
  }
}
