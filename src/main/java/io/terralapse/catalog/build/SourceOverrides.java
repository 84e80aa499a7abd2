package io.terralapse.catalog.build;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.PathGlob;
import io.terralapse.model.Location;
import java.nio.file.Path;
import java.util.List;

/** The entries of {@code sources}, looked up by file. Thread-safe. */
public final class SourceOverrides {
  private final Path base;
  private final List<Entry> entries;

  private record Entry(SourceOverride override, PathGlob glob, boolean wholePath) {}

  /**
   * Prepares the entries for look-up.
   *
   * @param base folder that patterns with a slash are relative to
   * @param overrides in the order of the configuration
   */
  public SourceOverrides(Path base, List<SourceOverride> overrides) {
    this.base = base.toAbsolutePath().normalize();
    this.entries =
        overrides.stream()
            .map(o -> new Entry(o, PathGlob.of(o.match()), o.match().contains("/")))
            .toList();
  }

  /** The first entry that matches a file; {@link SourceOverride#NONE} if none does. */
  SourceOverride of(Location file) {
    String path = FilePath.within(base, file).orElseGet(() -> FilePath.of(file));
    String name = file.name();
    return entries.stream()
        .filter(e -> e.glob().matches(e.wholePath() ? path : name))
        .map(Entry::override)
        .findFirst()
        .orElse(SourceOverride.NONE);
  }
}
