package io.terralapse.lock;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.FileHash;
import io.terralapse.model.Displacement;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lock as JSON: one date per line, for version control, and every number exact to the last bit.
 * It may have been edited or merged by hand, so every value is checked. Stateless.
 */
public final class LockJson {
  private static final long MAX_BYTES = 64L << 20;

  /** The shapes of tone curves. */
  private static final List<String> CURVES = List.of("linear", "filmic", "logarithmic");

  /** No estimated curve extends further beyond its range, as a multiple of it. */
  private static final double MOST_EXTENSION = 100;

  /** No grid that is planned is larger. */
  private static final int MAX_SIDE = 16_384;

  private static final long MAX_PIXELS = 1L << 27;

  /** Locks of jobs without grid files do not have it. */
  private static final String GRIDS = "grids";

  private static final String GRID = "grid";
  private static final String STRETCH = "stretch";
  private static final String FRAMES = "frames";
  private static final String FURNITURE = "furniture";
  private static final String ALIGNMENT = "alignment";
  private static final String DRAWING = "drawing";
  private static final String DATES = "dates";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private LockJson() {}

  /** The file's text, with line feeds; the same lock makes the same text. */
  public static String text(Lock lock) {
    StringBuilder text = new StringBuilder("{\n  \"lockVersion\": ").append(lock.lockVersion());
    if (!lock.grids().isEmpty()) {
      append(text, GRIDS, JSON.valueToTree(lock.grids()));
    }
    lock.grid().ifPresent(grid -> append(text, GRID, gridTree(grid)));
    lock.stretch().ifPresent(stretch -> append(text, STRETCH, JSON.valueToTree(stretch)));
    lock.frames()
        .ifPresent(
            frames ->
                append(text, FRAMES, JSON.createObjectNode().put("settings", frames.settings())));
    lock.furniture()
        .ifPresent(furniture -> append(text, FURNITURE, FurnitureJson.tree(furniture, JSON)));
    if (!lock.drawing().isEmpty()) {
      append(text, DRAWING, JSON.valueToTree(lock.drawing()));
    }
    lock.alignment().ifPresent(alignment -> append(text, ALIGNMENT, alignmentTree(alignment)));
    List<ObjectNode> dates = LockedDates.of(lock, JSON);
    if (!dates.isEmpty()) {
      text.append(",\n  \"").append(DATES).append("\": [");
      String separator = "\n    ";
      for (ObjectNode date : dates) {
        text.append(separator).append(line(date));
        // A line that is added changes no other line.
        separator = "\n  , ";
      }
      text.append("\n  ]");
    }
    return text.append("\n}\n").toString();
  }

  private static void append(StringBuilder text, String name, JsonNode value) {
    text.append(",\n  \"").append(name).append("\": ").append(line(value));
  }

  private static String line(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("records of numbers and texts can be written", impossible);
    }
  }

  /** Without the dates, which have lines of their own. */
  private static ObjectNode alignmentTree(Lock.Alignment alignment) {
    ObjectNode tree = JSON.valueToTree(alignment);
    tree.remove(DATES);
    return tree;
  }

  /**
   * Reads a lock.
   *
   * @return empty if there is no such file
   * @throws UserError (usage) if it is not a lock, or one of another version
   * @throws IOException if the disk fails
   */
  public static Optional<Lock> find(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw damaged(file, "it is larger than 64 MiB", null);
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      int version = tree.path("lockVersion").asInt(0);
      if (version > Lock.VERSION) {
        throw UserError.usage(
            file.getFileName()
                + ": was written by a newer Terralapse (lock version "
                + version
                + "); use that version, or run with --relock to replace it.");
      }
      Lock lock =
          version == Lock.VERSION ? read(tree) : readEarlier(tree, version, gridFiles(tree));
      if (version < Lock.WITHOUT_GRID || (lock.alignment().isEmpty() && lock.grid().isEmpty())) {
        throw damaged(file, "it holds neither a grid nor an alignment, or another version", null);
      }
      if (!lock.alignment().stream()
          .flatMap(a -> a.dates().stream())
          .allMatch(LockJson::isFinite)) {
        throw damaged(file, "it holds values that are not finite", null);
      }
      return Optional.of(lock);
    } catch (IllegalArgumentException e) {
      throw damaged(file, "its grid, stretch or dates are not valid", e);
    } catch (JsonProcessingException e) {
      throw damaged(file, reason(e), e);
    } catch (CharConversionException e) {
      throw damaged(file, "it is not UTF-8", e);
    }
  }

  /** Why a text cannot be understood; the parser's own words name classes of the program. */
  private static String reason(JsonProcessingException problem) {
    if (problem instanceof JsonMappingException mapping) {
      String at =
          mapping.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return "a value" + (at.isEmpty() ? "" : " of " + at) + " is missing or not valid";
    }
    return "it is damaged or cut off in line " + problem.getLocation().getLineNr();
  }

  private static Lock read(JsonNode tree) throws JsonProcessingException {
    LockedDates dates = LockedDates.read(tree.path(DATES), JSON);
    Optional<Lock.Alignment> alignment = Optional.empty();
    if (tree.path(ALIGNMENT) instanceof ObjectNode aligned) {
      ObjectNode complete = aligned.deepCopy();
      complete.set(DATES, JSON.createArrayNode());
      Lock.Alignment without = JSON.treeToValue(complete, Lock.Alignment.class);
      alignment =
          Optional.of(
              new Lock.Alignment(
                  without.basis(), without.anchor(), without.excluded(), dates.aligned()));
    }
    return new Lock(
        Lock.VERSION,
        gridFiles(tree),
        tree.has(GRID) ? Optional.of(grid(tree.get(GRID))) : Optional.empty(),
        tree.has(STRETCH) ? Optional.of(stretch(tree.get(STRETCH))) : Optional.empty(),
        tree.has(FRAMES) ? Optional.of(dates.frames(tree.get(FRAMES))) : Optional.empty(),
        alignment,
        tree.has(FURNITURE)
            ? Optional.of(FurnitureJson.read(tree.get(FURNITURE), JSON))
            : Optional.empty(),
        drawing(tree.path(DRAWING)));
  }

  /** A lock of an earlier version, whose alignment has its dates in itself. */
  private static Lock readEarlier(JsonNode tree, int version, List<Lock.GridFile> grids)
      throws JsonProcessingException {
    Optional<Lock.Alignment> alignment =
        version == Lock.WITHOUT_GRID || tree.has(ALIGNMENT)
            ? Optional.ofNullable(JSON.treeToValue(tree.get(ALIGNMENT), Lock.Alignment.class))
            : Optional.empty();
    Optional<Lock.PublishedGrid> grid =
        version == Lock.WITHOUT_FRAMES && tree.has(GRID)
            ? Optional.of(grid(tree.get(GRID)))
            : Optional.empty();
    return Lock.of(version, grids, grid, alignment);
  }

  private static SortedMap<String, String> drawing(JsonNode tree) {
    SortedMap<String, String> settings = new TreeMap<>();
    tree.properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }

  private static List<Lock.GridFile> gridFiles(JsonNode tree) throws JsonProcessingException {
    return tree.has(GRIDS)
        ? List.of(JSON.treeToValue(tree.get(GRIDS), Lock.GridFile[].class))
        : List.of();
  }

  /**
   * The stretch of a tree.
   *
   * @throws IllegalArgumentException if nothing can be shown with it
   */
  private static Lock.PublishedStretch stretch(JsonNode tree) throws JsonProcessingException {
    ObjectNode complete = JSON.createObjectNode().put("curve", "linear");
    complete.put("contrast", 1.0).put("shoulder", 1.0);
    complete.put("shadows", 0.0).put("highlights", 0.0).put("saturation", 1.0);
    if (tree instanceof ObjectNode found) {
      // Locks of earlier versions have no curve, or one that ends with the range.
      complete.setAll(found);
    }
    Lock.PublishedStretch stretch = JSON.treeToValue(complete, Lock.PublishedStretch.class);
    boolean sound =
        !stretch.low().isEmpty()
            && stretch.low().size() == stretch.high().size()
            && Double.isFinite(stretch.gamma())
            && stretch.gamma() > 0
            && CURVES.contains(stretch.curve())
            && Double.isFinite(stretch.contrast())
            && stretch.contrast() > 0
            && Double.isFinite(stretch.shoulder())
            && stretch.shoulder() > 0
            && isExtension(stretch.shadows())
            && isExtension(stretch.highlights())
            && Double.isFinite(stretch.saturation())
            && stretch.saturation() >= 0;
    for (int i = 0; sound && i < stretch.low().size(); i++) {
      double range = stretch.high().get(i) - stretch.low().get(i);
      sound = Double.isFinite(range) && range > 0;
    }
    if (!sound) {
      throw new IllegalArgumentException("values are missing or do not ascend");
    }
    return stretch;
  }

  /** Whether a curve can extend so far, as a multiple of its range. */
  private static boolean isExtension(double parts) {
    return parts >= 0 && parts <= MOST_EXTENSION;
  }

  private static ObjectNode gridTree(Lock.PublishedGrid published) {
    Grid grid = published.grid();
    ObjectNode tree = JSON.createObjectNode();
    tree.put("settings", published.settings());
    tree.put("crs", grid.crs());
    tree.put("originX", grid.originX());
    tree.put("originY", grid.originY());
    tree.put("pixelSize", grid.pixelSize());
    if (grid.hasGroundSize()) {
      tree.put("pixelSizeM", grid.pixelSizeM());
    }
    tree.put("width", grid.width());
    tree.put("height", grid.height());
    return tree;
  }

  /**
   * The grid of a tree.
   *
   * @throws IllegalArgumentException if a value is missing or no video has such a grid
   */
  private static Lock.PublishedGrid grid(JsonNode tree) {
    double x = tree.path("originX").asDouble(Double.NaN);
    double y = tree.path("originY").asDouble(Double.NaN);
    double pixel = tree.path("pixelSize").asDouble(Double.NaN);
    double ground = tree.path("pixelSizeM").asDouble(Double.NaN);
    int width = tree.path("width").asInt(0);
    int height = tree.path("height").asInt(0);
    String crs = tree.path("crs").asText("");
    boolean sound =
        Double.isFinite(x + y + pixel)
            && !crs.isBlank()
            && Math.max(width, height) <= MAX_SIDE
            && (long) width * height <= MAX_PIXELS;
    if (!sound) {
      throw new IllegalArgumentException("values are missing or too large");
    }
    return new Lock.PublishedGrid(
        tree.path("settings").asText(""), new Grid(crs, x, y, pixel, ground, width, height));
  }

  private static UserError damaged(Path file, String why, @Nullable Throwable cause) {
    return new UserError(
        ExitCode.USAGE,
        file.getFileName()
            + ": is not a lock ("
            + why
            + "); restore it from version control, or run with --relock to replace it.",
        cause);
  }

  /** Whether all numbers are finite, so that a frame can be drawn with them. */
  private static boolean isFinite(Lock.Date date) {
    Shift s = date.shift();
    Displacement d = s.displacement();
    DoubleStream own =
        DoubleStream.of(
            s.dxPx(), s.dyPx(), s.uncertaintyPx(), s.confidence(), s.residualPx(), s.closurePx());
    DoubleStream linear = DoubleStream.of(d.dx(), d.dy(), d.a(), d.b(), d.c(), d.d());
    DoubleStream splines =
        d.splines().stream()
            .flatMapToDouble(
                spline ->
                    DoubleStream.concat(
                        DoubleStream.of(spline.originX(), spline.originY(), 1 / spline.step()),
                        Stream.concat(spline.x().stream(), spline.y().stream())
                            .mapToDouble(Double::doubleValue)));
    return DoubleStream.concat(own, DoubleStream.concat(linear, splines))
        .allMatch(Double::isFinite);
  }

  /** Writes a lock atomically; a file that has the same content already is not touched. */
  public static void write(Lock lock, Path file) throws IOException {
    byte[] text = text(lock).getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), text)) {
      return;
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    // Not Files.createTempFile: its permissions are for the owner only, and a lock is committed.
    Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
    try {
      Files.write(temporary, text);
      FileHash.force(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
