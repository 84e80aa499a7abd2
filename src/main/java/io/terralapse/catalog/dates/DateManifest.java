package io.terralapse.catalog.dates;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.access.TextFile;
import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.PathGlob;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The user's list of dates: CSV with rows of {@code path pattern,date} (RFC 4180, an optional
 * header row, comment lines that begin with {@code #}), or JSON, either an object of patterns and
 * dates or an array of {@code {"path": ..., "date": ...}}.
 *
 * <p>A pattern without a slash is matched against file names and folder names; one with a slash
 * against whole paths, and paths from the config's folder or from the manifest's, with {@code ..}
 * for what is outside of it. A folder's row applies to all files below it. Thread-safe.
 */
public final class DateManifest {
  /** A hundred thousand rows of forty characters. */
  private static final long MAX_BYTES = 4L << 20;

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();

  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");

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
   * @throws UserError naming the row, if a date is not one, or if the file cannot be read
   */
  public static DateManifest read(Path base, Path file) {
    Path path = base.resolve(file).toAbsolutePath().normalize();
    String text = text(path);
    List<Cell> cells = isJson(path, text) ? json(path, text) : csv(path, text);
    checkFilledIn(path, cells);
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

  private static void checkFilledIn(Path path, List<Cell> cells) {
    List<Cell> blank = cells.stream().filter(cell -> cell.date().isBlank()).toList();
    if (blank.isEmpty()) {
      return;
    }
    int others = blank.size() - 1;
    throw problem(
        path,
        blank.get(0).where()
            + (others == 0
                ? " has no date"
                : " and " + others + (others == 1 ? " other have" : " others have") + " no date")
            + "; write one such as 2021-08-03, 2021-08-03T10:20:30Z, 2021-08 or 2021, or remove what"
            + " is not to be shown");
  }

  /**
   * The date of a file, if a row matches it.
   *
   * @throws UserError if rows with different dates match it
   */
  public Optional<AcquisitionDate> find(Location raster) {
    Entry first = null;
    for (Entry entry : entries) {
      if (!matches(entry, raster)) {
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
                + " different dates; make one of the patterns more specific");
      }
      first = first == null ? entry : first;
    }
    return Optional.ofNullable(first).map(Entry::date);
  }

  /** One issue for each row that matches none of these files, in the order of the rows. */
  public List<Issue> listUnmatched(List<Location> rasters) {
    String name = String.valueOf(file.getFileName());
    return entries.stream()
        .filter(entry -> rasters.stream().noneMatch(raster -> matches(entry, raster)))
        .map(
            entry ->
                new Issue(
                    "unmatched",
                    name,
                    name
                        + ": "
                        + entry.text()
                        + " ("
                        + entry.where()
                        + ") matches no scene; correct the path or remove the entry."))
        .toList();
  }

  private boolean matches(Entry entry, Location raster) {
    for (Path root : roots) {
      Optional<String> relative = FilePath.from(root, raster);
      boolean matches =
          relative.isPresent()
              && (entry.anyFolder()
                  ? Arrays.stream(relative.get().split("/"))
                      .anyMatch(name -> !name.equals("..") && entry.glob().matches(name))
                  : entry.glob().matchesWithin(relative.get()));
      if (matches) {
        return true;
      }
    }
    return entry.anyFolder()
        ? entry.glob().matches(raster.name())
        : entry.glob().matchesWithin(FilePath.of(raster));
  }

  private static boolean isNamedJson(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static boolean isJson(Path path, String text) {
    String start = text.stripLeading();
    return isNamedJson(path) || (start.startsWith("{") && start.stripTrailing().endsWith("}"));
  }

  private static List<Cell> csv(Path path, String text) {
    List<Cell> cells = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, CSV)) {
      for (CSVRecord row : parser) {
        String where = "line " + (parser.getCurrentLineNumber() - lineBreaks(row));
        if ((row.size() == 1 && row.get(0).isBlank()) || row.get(0).startsWith("#")) {
          continue;
        }
        if (row.size() < 2) {
          throw problem(
              path,
              where
                  + ": a row needs a path, a comma and a date; write one such as *_a.tif,2021-08-03");
        }
        String second = row.get(1).strip();
        boolean heading = cells.isEmpty() && HEADINGS.contains(second.toLowerCase(Locale.ROOT));
        if (!heading) {
          cells.add(new Cell(where, row.get(0).stripTrailing(), second));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw problem(
          path,
          "is not valid CSV; close every quotation mark, and write one row of path and date a line");
    }
    return cells;
  }

  /** Line breaks inside the cells of a row, whose last line is the parser's current one. */
  private static long lineBreaks(CSVRecord row) {
    return row.stream().flatMap(cell -> LINE_BREAK.matcher(cell).results()).count();
  }

  private static List<Cell> json(Path path, String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw problem(
          path,
          (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
              + "is not valid JSON; check the quotation marks, commas and brackets there");
    }
    List<Cell> cells = new ArrayList<>();
    if (root.isObject()) {
      root.properties()
          .forEach(e -> cells.add(new Cell(e.getKey(), e.getKey(), e.getValue().asText())));
      return cells;
    }
    if (!root.isArray()) {
      throw problem(
          path,
          "is neither an object of patterns and dates nor an array of entries; write {\"*_a.tif\":"
              + " \"2021-08-03\"}");
    }
    for (JsonNode item : root) {
      String where = "entry " + (cells.size() + 1);
      if (!item.path("path").isTextual() || !item.path("date").isValueNode()) {
        throw problem(
            path,
            where
                + ": needs \"path\" and \"date\"; write {\"path\": \"*_a.tif\", \"date\": \"2021-08-03\"}");
      }
      cells.add(new Cell(where, item.path("path").asText(), item.path("date").asText()));
    }
    return cells;
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw problem(path, "is larger than 4 MiB; name a file that lists dates");
      }
      TextFile file = TextFile.read(path);
      if (file.wrongLine().isPresent()) {
        throw problem(
            path,
            "line "
                + file.wrongLine().getAsInt()
                + " is not UTF-8 text; save the file with the encoding UTF-8"
                + (isNamedJson(path) ? "" : " (in a spreadsheet: CSV UTF-8)"));
      }
      return file.text();
    } catch (NoSuchFileException missing) {
      throw problem(path, "does not exist; correct the path, or remove dates.manifest");
    } catch (IOException unreadable) {
      throw problem(
          path,
          "cannot be read ("
              + FailureReason.of(unreadable)
              + "); name a file that lists dates, and check its permissions");
    }
  }

  private static UserError problem(Path path, String what) {
    return UserError.usage("dates.manifest " + path.getFileName() + ": " + what + ".");
  }
}
