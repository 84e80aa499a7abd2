package io.terralapse.fuzz;

import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.access.archive.Archives;
import io.terralapse.annotation.OverlayParser;
import io.terralapse.cache.DiskCache;
import io.terralapse.catalog.dates.DateManifest;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.product.ProductParsers;
import io.terralapse.catalog.stac.StacParser;
import io.terralapse.config.ConfigLoader;
import io.terralapse.geo.GridParser;
import io.terralapse.grid.AreaParser;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import io.terralapse.raster.Raster;
import io.terralapse.raster.format.RasterFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Every parser that reads bytes of others, by name. Whatever the bytes are, only a {@link
 * UserError} or a {@link DataException} may be thrown, within seconds and within the heap.
 */
final class FuzzTargets {
  /** Reads bytes, which are in a file of the folder as well if the parser reads files. */
  interface Parser {
    void read(byte[] bytes, Path folder) throws IOException;
  }

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** A raster that claims to be larger is opened, and not read. */
  private static final int MOST_PIXELS = 1 << 20;

  private static final Map<String, Parser> PARSERS = new TreeMap<>();

  static {
    PARSERS.put("name", (bytes, folder) -> name(text(bytes)));
    PARSERS.put("mtl-text", (bytes, folder) -> ProductParsers.mtlText(bytes));
    PARSERS.put("mtl-json", (bytes, folder) -> ProductParsers.mtlJson(bytes));
    PARSERS.put("mtl-xml", (bytes, folder) -> ProductParsers.mtlXml(bytes));
    PARSERS.put("mtd", (bytes, folder) -> ProductParsers.safe(bytes));
    PARSERS.put("planet-json", (bytes, folder) -> ProductParsers.planetJson(bytes));
    PARSERS.put("planet-xml", (bytes, folder) -> ProductParsers.planetXml(bytes));
    PARSERS.put("stac", (bytes, folder) -> StacParser.item(bytes));
    PARSERS.put("ntv2", (bytes, folder) -> GridParser.ntv2(bytes));
    PARSERS.put(
        "geojson", (bytes, folder) -> AreaParser.geoJson(write(folder, "a.geojson", bytes)));
    PARSERS.put(
        "overlay", (bytes, folder) -> OverlayParser.draw(write(folder, "o.geojson", bytes)));
    PARSERS.put(
        "config",
        (bytes, folder) ->
            ConfigLoader.parse(text(bytes), folder.resolve("config.yaml"), Map.of(), Map.of()));
    PARSERS.put("lock", FuzzTargets::lock);
    PARSERS.put("ledger", FuzzTargets::ledger);
    for (String kind : List.of("csv", "json")) {
      PARSERS.put(
          "manifest-" + kind,
          (bytes, folder) -> DateManifest.read(folder, write(folder, "dates." + kind, bytes)));
    }
    for (String kind : List.of("tif", "jp2", "png", "jpg")) {
      PARSERS.put(kind, (bytes, folder) -> raster(write(folder, "x." + kind, bytes)));
    }
    for (String kind : List.of("zip", "tar", "tgz")) {
      PARSERS.put(kind, (bytes, folder) -> archive(write(folder, "x." + kind, bytes), folder));
    }
  }

  private FuzzTargets() {}

  /** All names, sorted. */
  static List<String> names() {
    return List.copyOf(PARSERS.keySet());
  }

  /**
   * Gives bytes to a parser.
   *
   * @param folder an existing one for files, whose content is replaced
   * @throws IOException of another kind than bad data, which is a failure of the disk or a finding
   */
  static void read(String name, byte[] bytes, Path folder) throws IOException {
    Parser parser = PARSERS.get(name);
    if (parser == null) {
      throw new IllegalArgumentException(name + " is none of " + names());
    }
    try {
      parser.read(bytes, folder);
    } catch (UserError | DataException refused) {
      String sentence = String.valueOf(refused.getMessage());
      if (sentence.isBlank() || sentence.length() > 100_000) {
        throw new IllegalStateException(name + " is refused by: " + sentence, refused);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Path write(Path folder, String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static void name(String text) {
    NameReader reader = new NameReader(LATEST);
    reader.read(text);
    reader.readPlain(text);
    // Its callers pass digits only.
    if (text.matches("[0-9]{7}")) {
      reader.readDayOfYear(text);
    }
  }

  private static void lock(byte[] bytes, Path folder) throws IOException {
    write(folder, "x.lock", bytes);
    LockFile.hash(LockFile.open(folder, "x", LockFile.Policy.KEEP).found());
  }

  private static void ledger(byte[] bytes, Path folder) throws IOException {
    Path file = write(folder, "x.ledger.json", bytes);
    PublishedLedger.find(file);
    PublishedScenes.find(file)
        .ifPresent(scenes -> LedgerChanges.between(Optional.of(scenes), scenes, List.of()));
  }

  private static void raster(Path file) throws IOException {
    try (Raster raster = new RasterFormats(new FileAccess()).open(new Location.Local(file))) {
      RasterInfo info = raster.info();
      int width = Math.min(64, info.width());
      int height = Math.min(64, info.height());
      int bands = Math.min(4, info.bands().size());
      if ((long) info.width() * info.height() > MOST_PIXELS) {
        return;
      }
      PixelRect rect = new PixelRect(0, 0, width, height);
      raster.keyOf(0, rect);
      raster.readNative(
          0,
          rect,
          IntStream.range(0, bands).toArray(),
          new byte[bands][width * height * info.sampleType().bytes()]);
    }
  }

  private static void archive(Path file, Path folder) throws IOException {
    try (DiskCache cache = new DiskCache(folder.resolve("cache"), 64 << 20)) {
      Archives archives = new Archives(cache);
      for (Location.Member member : archives.list(file).stream().limit(20).toList()) {
        try (ByteSource source = archives.open(member)) {
          source.read(0, new byte[(int) Math.min(1024, source.size())], 0, 0);
        }
      }
    }
  }
}
