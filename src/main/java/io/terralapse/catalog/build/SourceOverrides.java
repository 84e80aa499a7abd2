package io.terralapse.catalog.build;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.PathGlob;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
   * @throws UserError if one of them names an unknown sensor
   */
  public SourceOverrides(Path base, List<SourceOverride> overrides) {
    this.base = base.toAbsolutePath().normalize();
    overrides.forEach(SourceOverrides::checkSensor);
    this.entries =
        overrides.stream()
            .map(o -> new Entry(o, PathGlob.of(o.match()), o.match().contains("/")))
            .toList();
  }

  private static void checkSensor(SourceOverride override) {
    if (override.sensor().filter(sensor -> !Sensors.isKnown(sensor)).isPresent()) {
      throw UserError.usage(
          "sources (match \""
              + override.match()
              + "\"): sensor \""
              + override.sensor().get()
              + "\" is unknown; use one of "
              + String.join(", ", Sensors.keywords())
              + ", or name the bands in sources.bands.");
    }
  }

  /**
   * One issue for each entry that matches none of these files, in the order of the entries.
   *
   * @param files a new stream of the files, taken once for each entry
   */
  public List<Issue> listUnmatched(Supplier<Stream<Location>> files) {
    return entries.stream()
        .filter(entry -> files.get().noneMatch(file -> matches(entry, file)))
        .map(entry -> entry.override().match())
        .map(
            match ->
                new Issue(
                    "unmatched",
                    "sources",
                    "sources (match \""
                        + match
                        + "\") matches no file; correct the pattern or remove the entry."))
        .toList();
  }

  /** The first entry that matches a file; {@link SourceOverride#NONE} if none does. */
  SourceOverride of(Location file) {
    return entries.stream()
        .filter(entry -> matches(entry, file))
        .map(Entry::override)
        .findFirst()
        .orElse(SourceOverride.NONE);
  }

  private boolean matches(Entry entry, Location file) {
    if (!entry.wholePath()) {
      return entry.glob().matches(file.name());
    }
    return entry.glob().matches(FilePath.of(file))
        || FilePath.from(base, file).filter(entry.glob()::matches).isPresent();
  }
}
