package io.terralapse.catalog;

import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the folders, files and globs of a job into raster files.
 *
 * <p>Folders are walked with everything below them; names that begin with a dot and the job's own
 * output folder are passed over; links are followed, and one that leads back into itself is left.
 * Every file comes once, however many inputs or links lead to it, in the order of paths.
 */
final class InputFiles {
  /** Deeper than any product tree (a SAFE folder has 6 levels), shallower than an accident. */
  private static final int MAX_DEPTH = 32;

  /** Files looked at for one input; a whole archive is given by mistake more often than not. */
  private static final int MAX_VISITED = 500_000;

  private final Path base;
  private final Path output;

  /** Inputs are relative to {@code base}. */
  InputFiles(Path base) {
    this.base = base.toAbsolutePath().normalize();
    this.output = this.base.resolve("output");
  }

  /**
   * All raster files of the inputs.
   *
   * @throws UserError if an input does not exist, or leads to no raster file
   */
  List<Location> list(List<String> inputs) {
    if (inputs.isEmpty()) {
      throw UserError.usage(
          "The setting scenes is empty: name at least one folder, file or pattern with scenes.");
    }
    TreeMap<Path, Path> byPath = new TreeMap<>();
    for (String input : inputs) {
      Collection<Path> found = listInput(input);
      if (found.isEmpty()) {
        throw UserError.usage(
            "scenes: \""
                + input
                + "\" leads to no GeoTIFF file (.tif, .tiff); put scenes there or name another"
                + " folder.");
      }
      found.forEach(file -> byPath.put(file, file));
    }
    Set<Path> real = new HashSet<>();
    return byPath.values().stream()
        .filter(file -> real.add(realPath(file)))
        .map(file -> (Location) new Location.Local(file))
        .toList();
  }

  private Collection<Path> listInput(String input) {
    Path literal = resolve(input);
    if (literal != null && Files.isDirectory(literal)) {
      return walk(literal, file -> true, input);
    }
    if (literal != null && Files.exists(literal)) {
      if (!isRaster(literal)) {
        throw UserError.usage(
            "scenes: \"" + input + "\" is not a GeoTIFF file (.tif, .tiff); convert it first.");
      }
      return List.of(literal);
    }
    if (!PathGlob.isPattern(input)) {
      throw UserError.usage(
          "scenes: \"" + input + "\" does not exist in " + base + "; correct the path.");
    }
    return glob(input);
  }

  private @Nullable Path resolve(String input) {
    try {
      return base.resolve(input).normalize();
    } catch (InvalidPathException e) {
      // Some systems refuse * in a path; then it can only be a pattern.
      return null;
    }
  }

  /** Walks from the last folder that the pattern names in plain. */
  private Collection<Path> glob(String input) {
    String slashed = input.replace(base.getFileSystem().getSeparator(), "/");
    int wild = 0;
    while (!PathGlob.isPattern(slashed.substring(wild, wild + 1))) {
      wild++;
    }
    int cut = slashed.lastIndexOf('/', wild);
    Path root = base.resolve(slashed.substring(0, cut + 1)).normalize();
    if (!Files.isDirectory(root)) {
      throw UserError.usage(
          "scenes: \"" + input + "\" begins in " + root + ", which does not exist.");
    }
    PathGlob glob = PathGlob.of(slashed.substring(cut + 1));
    return walk(root, f -> glob.matchesWithin(PathGlob.slashed(root.relativize(f))), input);
  }

  private Collection<Path> walk(Path root, Predicate<Path> wanted, String input) {
    List<Path> found = new ArrayList<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          private int visited;

          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean skipped = !dir.equals(root) && (isHidden(dir) || dir.equals(output));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++visited > MAX_VISITED) {
              throw UserError.usage(
                  "scenes: \""
                      + input
                      + "\" holds more than "
                      + MAX_VISITED
                      + " files; name a smaller folder.");
            }
            if (attributes.isRegularFile() && isRaster(file) && wanted.test(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A link into itself, a dead link, or a folder that may not be read: what lies behind
            // it is not among the scenes, and the rest of the folder is none the worse.
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
    } catch (IOException e) {
      throw UserError.environment("scenes: \"" + input + "\" cannot be listed: " + e, e);
    }
    return found;
  }

  private static boolean isRaster(Path file) {
    return SceneFile.isRaster(file.getFileName().toString());
  }

  private static boolean isHidden(Path dir) {
    return dir.getFileName() != null && dir.getFileName().toString().startsWith(".");
  }

  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }
}
