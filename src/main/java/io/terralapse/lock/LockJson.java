package io.terralapse.lock;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lock as JSON: one value per line, for version control, and every number exact to the last
 * bit. It may have been edited or merged by hand, so every value is checked. Stateless.
 */
public final class LockJson {
  private static final long MAX_BYTES = 64L << 20;

  /** No grid that is planned is larger. */
  private static final int MAX_SIDE = 16_384;

  private static final long MAX_PIXELS = 1L << 27;

  /** Locks of jobs without grid files do not have it. */
  private static final String GRIDS = "grids";

  /** Locks of earlier versions do not have it. */
  private static final String FURNITURE = "furniture";

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
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      ObjectNode tree = JSON.createObjectNode();
      tree.put("lockVersion", lock.lockVersion());
      if (!lock.grids().isEmpty()) {
        tree.set(GRIDS, JSON.valueToTree(lock.grids()));
      }
      lock.grid().ifPresent(grid -> tree.set("grid", gridTree(grid)));
      lock.furniture().ifPresent(furniture -> tree.set(FURNITURE, JSON.valueToTree(furniture)));
      lock.alignment().ifPresent(alignment -> tree.set("alignment", JSON.valueToTree(alignment)));
      return JSON.writer(printer).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("records of numbers and texts can be written", impossible);
    }
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
      Optional<Lock.Alignment> alignment = Optional.empty();
      if (version == Lock.WITHOUT_GRID || tree.has("alignment")) {
        alignment =
            Optional.ofNullable(JSON.treeToValue(tree.get("alignment"), Lock.Alignment.class));
      }
      Optional<Lock.PublishedGrid> grid =
          version == Lock.VERSION && tree.has("grid")
              ? Optional.of(grid(tree.get("grid")))
              : Optional.empty();
      if (version < Lock.WITHOUT_GRID || (alignment.isEmpty() && grid.isEmpty())) {
        throw damaged(file, "it holds neither a grid nor an alignment, or another version", null);
      }
      if (!alignment.stream().flatMap(a -> a.dates().stream()).allMatch(LockJson::isFinite)) {
        throw damaged(file, "it holds values that are not finite", null);
      }
      List<Lock.GridFile> grids =
          tree.has(GRIDS)
              ? List.of(JSON.treeToValue(tree.get(GRIDS), Lock.GridFile[].class))
              : List.of();
      Optional<Lock.Furniture> furniture =
          tree.has(FURNITURE)
              ? Optional.of(JSON.treeToValue(tree.get(FURNITURE), Lock.Furniture.class))
              : Optional.empty();
      return Optional.of(new Lock(version, grids, grid, alignment, furniture));
    } catch (IllegalArgumentException e) {
      throw damaged(file, "its grid is no grid of pixels", e);
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("it is not JSON");
      throw damaged(file, first, e);
    }
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
