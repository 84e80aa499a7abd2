package io.terralapse.catalog.dates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.PathGlob;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Dates that the user wrote down for files: a CSV of {@code path pattern,date} rows (a header row
 * may come first), or JSON, either an object of patterns and dates or an array of {@code {"path":
 * ..., "date": ...}}.
 *
 * <p>A pattern without a slash is compared with file names and folder names; one with a slash with
 * paths from the config's folder or from the manifest's own. A folder's row holds for all files
 * below it.
 */
public final class DateManifest {
  /** A hundred thousand rows of forty characters. */
  private static final long MAX_BYTES = 4L << 20;

  private static final Set<String> HEADINGS =
      Set.of("date", "datetime", "acquired", "acquisition_date", "acquisition date", "time");

  private final Path file;
  private final List<Path> roots;
  private final List<Entry> entries;

  private record Entry(
      String where, String text, boolean anyFolder, PathGlob glob, AcquisitionDate date) {}

  private record Cell(String where, String path, String date) {}

  private DateManifest(Path file, List<Path> roots, List<Entry> entries) {
    this.file = file;
    this.roots = roots;
    this.entries = entries;
  }

  /**
   * Reads a manifest.
   *
   * @param base the config's folder
   * @param file the manifest, absolute or from {@code base}
   * @throws UserError naming the row, if a date is none, or if the file cannot be read
   */
  public static DateManifest read(Path base, Path file) {
    Path path = base.resolve(file).toAbsolutePath().normalize();
    String text = text(path);
    List<Cell> cells = isJson(path, text) ? json(path, text) : csv(path, text);
    List<Entry> entries = new ArrayList<>();
    for (Cell cell : cells) {
      String glob = cell.path().replace('\\', '/').replaceFirst("^\\./", "").replaceFirst("/$", "");
      AcquisitionDate date =
          DateParser.parse(cell.date(), DateSource.MANIFEST)
              .orElseThrow(
                  () ->
                      problem(
                          path,
                          cell.where()
                              + ": \""
                              + cell.date()
                              + "\" is not a date; write 2021-08-03, 2021-08-03T10:20:30Z, 2021-08"
                              + " or 2021"));
      entries.add(
          new Entry(cell.where(), cell.path(), !glob.contains("/"), PathGlob.of(glob), date));
    }
    Path home = base.toAbsolutePath().normalize();
    Path own = path.getParent();
    return new DateManifest(path, own == null ? List.of(home) : List.of(home, own), entries);
  }

  /**
   * The date of a file, if a row fits it.
   *
   * @throws UserError if rows with different dates fit it
   */
  public Optional<AcquisitionDate> find(Location raster) {
    Entry first = null;
    for (Entry entry : entries) {
      if (!fits(entry, raster)) {
        continue;
      }
      if (first != null && !first.date().equals(entry.date())) {
        throw problem(
            file,
            first.where()
                + " and "
                + entry.where()
                + " give "
                + raster.name()
                + " different dates; make one of the patterns narrower");
      }
      first = first == null ? entry : first;
    }
    return Optional.ofNullable(first).map(Entry::date);
  }

  /** The patterns that fit none of these files, as written, in the order of the rows. */
  public List<String> listUnmatched(List<Location> rasters) {
    return entries.stream()
        .filter(entry -> rasters.stream().noneMatch(raster -> fits(entry, raster)))
        .map(entry -> entry.text() + " (" + entry.where() + ")")
        .toList();
  }

  /** The manifest's own name. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  private boolean fits(Entry entry, Location raster) {
    for (Path root : roots) {
      Optional<String> relative = FilePath.within(root, raster);
      boolean fits =
          relative.isPresent()
              && (entry.anyFolder()
                  ? Arrays.stream(relative.get().split("/")).anyMatch(entry.glob()::matches)
                  : entry.glob().matchesWithin(relative.get()));
      if (fits) {
        return true;
      }
    }
    return entry.anyFolder()
        ? entry.glob().matches(raster.name())
        : entry.glob().matchesWithin(FilePath.of(raster));
  }

  private static boolean isJson(Path path, String text) {
    String start = text.stripLeading();
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".json")
        || (start.startsWith("{") && start.stripTrailing().endsWith("}"));
  }

  private static List<Cell> csv(Path path, String text) {
    List<Cell> cells = new ArrayList<>();
    for (CsvRows.Row row : CsvRows.parse(text)) {
      String where = "line " + row.line();
      List<String> columns = row.cells();
      if (columns.size() < 2) {
        throw problem(path, where + ": a row needs a path pattern, a comma and a date");
      }
      String second = columns.get(1);
      boolean heading = cells.isEmpty() && HEADINGS.contains(second.toLowerCase(Locale.ROOT));
      if (!heading) {
        cells.add(new Cell(where, columns.get(0), second));
      }
    }
    return cells;
  }

  private static List<Cell> json(Path path, String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw problem(path, "not valid JSON: " + e.getOriginalMessage());
    }
    List<Cell> cells = new ArrayList<>();
    if (root.isObject()) {
      root.properties()
          .forEach(e -> cells.add(new Cell(e.getKey(), e.getKey(), e.getValue().asText())));
      return cells;
    }
    if (!root.isArray()) {
      throw problem(path, "neither an object of patterns and dates nor an array of them");
    }
    for (JsonNode item : root) {
      String where = "entry " + (cells.size() + 1);
      if (!item.path("path").isTextual() || !item.path("date").isValueNode()) {
        throw problem(path, where + ": needs \"path\" and \"date\"");
      }
      cells.add(new Cell(where, item.path("path").asText(), item.path("date").asText()));
    }
    return cells;
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw problem(path, "larger than 4 MiB; is it a list of dates?");
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw problem(path, "cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static UserError problem(Path path, String what) {
    return UserError.usage("dates.manifest " + path.getFileName() + ": " + what + ".");
  }
}
