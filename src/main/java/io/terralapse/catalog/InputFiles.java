package io.terralapse.catalog;

import io.terralapse.access.http.RemoteAddress;
import io.terralapse.model.Issue;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the folders, files and globs of a job into the files that may be or describe scenes.
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

  private static final String KINDS =
      "GeoTIFF, JPEG 2000, PNG, JPEG, a product's folder, zip or tar, a STAC document";

  private final Path base;
  private final Path output;
  private final ArchiveLister archives;

  /** Inputs are relative to {@code base}. */
  InputFiles(Path base, ArchiveLister archives) {
    this.base = base.toAbsolutePath().normalize();
    this.output = this.base.resolve("output");
    this.archives = archives;
  }

  /**
   * All files of the inputs that may be or describe scenes; archives are looked into.
   *
   * @throws UserError if an input does not exist, or leads to no such file
   */
  Listing list(List<String> inputs) {
    TreeMap<Path, Path> byPath = new TreeMap<>();
    List<Location> rasters = new ArrayList<>();
    List<Location> documents = new ArrayList<>();
    for (String input : inputs) {
      if (RemoteAddress.isRemote(input)) {
        addRemote(input, rasters, documents);
        continue;
      }
      Collection<Path> found = listInput(input);
      if (found.stream().allMatch(file -> Listing.isDocument(nameOf(file))) && !isFile(input)) {
        throw UserError.usage(
            "scenes: \""
                + input
                + "\" leads to no scene ("
                + KINDS
                + "); put scenes there or name another folder.");
      }
      found.forEach(file -> byPath.put(file, file));
    }
    List<Issue> issues = new ArrayList<>();
    Set<Path> real = new HashSet<>();
    for (Path file : byPath.values()) {
      if (!real.add(realPath(file))) {
        continue;
      }
      if (Listing.isArchive(nameOf(file))) {
        for (Location.Member member : members(file, issues)) {
          sort(member, rasters, documents);
        }
      } else {
        sort(new Location.Local(file), rasters, documents);
      }
    }
    return new Listing(rasters, documents, issues);
  }

  /** An address whose name does not say raster leads to a document. */
  private static void addRemote(String input, List<Location> rasters, List<Location> documents) {
    Location file;
    try {
      file = RemoteAddress.parse(input);
    } catch (IllegalArgumentException e) {
      throw UserError.usage("scenes: \"" + input + "\": " + e.getMessage() + ".");
    }
    List<Location> kind = SceneFile.isRaster(file.name()) ? rasters : documents;
    if (!kind.contains(file)) {
      kind.add(file);
    }
  }

  private static void sort(Location file, List<Location> rasters, List<Location> documents) {
    if (SceneFile.isRaster(file.name())) {
      rasters.add(file);
    } else if (Listing.isDocument(file.name())) {
      documents.add(file);
    }
  }

  private List<Location.Member> members(Path archive, List<Issue> issues) {
    try {
      return archives.list(archive).stream()
          .sorted(Comparator.comparing(Location.Member::entry))
          .toList();
    } catch (IOException e) {
      issues.add(new Issue("unreadable", nameOf(archive), e.getMessage() + "."));
      return List.of();
    }
  }

  private boolean isFile(String input) {
    Path literal = resolve(input);
    return literal != null && Files.isRegularFile(literal);
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private Collection<Path> listInput(String input) {
    Path literal = resolve(input);
    if (literal != null && Files.isDirectory(literal)) {
      return walk(literal, file -> true, input);
    }
    if (literal != null && Files.exists(literal)) {
      if (!isWanted(literal) || nameOf(literal).endsWith(".txt")) {
        throw UserError.usage(
            "scenes: \"" + input + "\" is no scene (" + KINDS + "); convert it first.");
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
            if (attributes.isRegularFile() && isWanted(file) && wanted.test(file)) {
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

  private static boolean isWanted(Path file) {
    String name = nameOf(file);
    return SceneFile.isRaster(name) || Listing.isDocument(name) || Listing.isArchive(name);
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
