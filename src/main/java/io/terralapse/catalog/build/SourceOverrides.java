package io.terralapse.catalog.build;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.PathGlob;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The user's corrections, looked up by file. Thread-safe. */
public final class SourceOverrides {
  private final Path base;
  private final List<Entry> entries;

  private record Entry(SourceOverride override, PathGlob glob, boolean wholePath) {}

  /**
   * Corrections whose patterns are compared with file names, or, if they hold a slash, with paths
   * from {@code base}.
   */
  public SourceOverrides(Path base, List<SourceOverride> overrides) {
    this.base = base.toAbsolutePath().normalize();
    this.entries =
        overrides.stream()
            .map(o -> new Entry(o, PathGlob.of(o.match()), o.match().contains("/")))
            .toList();
  }

  /** The first correction that fits a file. */
  public Optional<SourceOverride> find(Location file) {
    String path = FilePath.within(base, file).orElseGet(() -> FilePath.of(file));
    String name = file.name();
    return entries.stream()
        .filter(e -> e.glob().matches(e.wholePath() ? path : name))
        .map(Entry::override)
        .findFirst();
  }

  /** The product with the user's sensor; words like {@code landsat-8} also say the platform. */
  public static Product withSensor(Product product, String word) {
    String sensor = word.strip().toLowerCase(Locale.ROOT);
    String platform = product.platform();
    switch (sensor) {
      case "landsat-8", "landsat-9" -> platform = "LC0" + sensor.charAt(8);
      case "landsat-7" -> platform = "LE07";
      case "landsat-4", "landsat-5" -> platform = "LT0" + sensor.charAt(8);
      case "landsat-1", "landsat-2", "landsat-3" -> platform = "LM0" + sensor.charAt(8);
      case "hls-s30", "hls-l30" -> platform = sensor.toUpperCase(Locale.ROOT);
      case "sentinel-2a", "sentinel-2b", "sentinel-2c", "sentinel-2d" ->
          platform = "S2" + sensor.substring(10).toUpperCase(Locale.ROOT);
      default -> {
        // A family without a platform in its name.
      }
    }
    String family = sensor;
    for (String known : List.of("landsat", "hls", "sentinel-2")) {
      family = sensor.startsWith(known) ? known : family;
    }
    return new Product(
        platform,
        family,
        product.track(),
        product.tile(),
        product.datatake(),
        product.level(),
        product.processed());
  }
}
