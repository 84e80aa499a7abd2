package io.terralapse.catalog.files;

import io.terralapse.access.http.RemoteAddress;
import io.terralapse.model.FailureReason;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Lists the files that a job's inputs (folders, files, globs, addresses) name and that may be or
 * describe scenes.
 *
 * <p>Folders are listed with everything below them, except names that begin with a dot and the
 * job's own output and cache folders. Links are followed; a link to a folder above it is skipped.
 * Every file is listed once, however many inputs or links lead to it, in the order of paths.
 */
public final class InputFiles {
  /** Deeper than any product (a SAFE folder has 6 levels). */
  private static final int MAX_DEPTH = 32;

  /** Files visited for one input; more usually means that a whole archive was named by mistake. */
  private static final int MAX_VISITED = 500_000;

  private static final String KINDS =
      "GeoTIFF, JPEG 2000, PNG, JPEG, a product's folder, zip or tar, a STAC document";

  private final Path base;
  private final OwnFiles own;
  private final ArchiveLister archives;

  /**
   * A lister for one job.
   *
   * @param base folder that relative inputs start from
   * @param own what the job writes, which is not listed
   */
  public InputFiles(Path base, OwnFiles own, ArchiveLister archives) {
    this.base = base.toAbsolutePath().normalize();
    this.own = own;
    this.archives = archives;
  }

  /**
   * All files of the inputs that may be or describe scenes, those in archives included.
   *
   * @throws UserError if an input does not exist or contains no such file
   */
  public FileListing list(List<String> inputs) {
    TreeSet<Path> paths = new TreeSet<>();
    List<Location> rasters = new ArrayList<>();
    List<Location> documents = new ArrayList<>();
    for (String input : inputs) {
      if (RemoteAddress.isRemote(input)) {
        addRemote(input, rasters, documents);
        continue;
      }
      Collection<Path> found = listInput(input);
      if (found.stream().allMatch(file -> FileListing.isDocument(nameOf(file))) && !isFile(input)) {
        throw noScenes(input);
      }
      paths.addAll(found);
    }
    List<Issue> issues = new ArrayList<>();
    Set<Path> real = new HashSet<>();
    for (Path file : paths) {
      if (!real.add(OwnFiles.real(file))) {
        continue;
      }
      if (FileListing.isArchive(nameOf(file))) {
        for (Location.Member member : members(file, issues)) {
          sort(member, rasters, documents);
        }
      } else {
        sort(new Location.Local(file), rasters, documents);
      }
    }
    return new FileListing(rasters, documents, issues);
  }

  private UserError noScenes(String input) {
    Optional<Path> folder = findPath(input).filter(Files::isDirectory);
    Map<String, List<String>> others = new TreeMap<>();
    folder.ifPresent(
        root ->
            walk(root, new Visitor(root, file -> isOtherRaster(file), input)).stream()
                .map(InputFiles::nameOf)
                .sorted()
                .forEach(
                    name ->
                        others
                            .computeIfAbsent(
                                OtherFormats.findFormat(name).orElse(""), k -> new ArrayList<>())
                            .add(name)));
    Optional<String> remedy =
        others.values().stream()
            .max(Comparator.comparingInt(List::size))
            .flatMap(names -> OtherFormats.findRemedy(names.get(0), names.size()));
    return UserError.usage(
        "scenes: \""
            + input
            + (folder.isPresent() ? "\" contains no scenes" : "\" matches no scene")
            + remedy
                .map(text -> ", but " + text)
                .orElse(
                    " ("
                        + KINDS
                        + "); "
                        + (folder.isPresent()
                            ? "put scenes there or name another folder"
                            : "correct the pattern, or name a folder"))
            + ".");
  }

  private static boolean isOtherRaster(Path file) {
    return OtherFormats.findFormat(nameOf(file)).isPresent();
  }

  /** An address is a document unless its name is a raster's. */
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
    } else if (FileListing.isDocument(file.name())) {
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
    return findPath(input).filter(Files::isRegularFile).isPresent();
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private Collection<Path> listInput(String input) {
    Optional<Path> literal = findPath(input).filter(Files::exists);
    if (literal.isEmpty()) {
      return listGlob(input);
    }
    if (Files.isDirectory(literal.get())) {
      return walk(literal.get(), file -> true, input);
    }
    if (!isInput(literal.get()) || nameOf(literal.get()).endsWith(".txt")) {
      throw UserError.usage(
          "scenes: \"" + input + "\" is not a scene (" + KINDS + "); convert it first.");
    }
    if (own.isOutput(literal.get())) {
      throw UserError.usage(
          "scenes: \"" + input + "\" is an output of this job; name another file.");
    }
    return List.of(literal.get());
  }

  /** Empty where the system does not allow * in a path: then the input can only be a pattern. */
  private Optional<Path> findPath(String input) {
    try {
      return Optional.of(base.resolve(input).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Lists from the last folder that the pattern names without wildcards. */
  private Collection<Path> listGlob(String input) {
    if (!PathGlob.isPattern(input)) {
      throw UserError.usage(
          "scenes: \"" + input + "\" does not exist in " + base + "; correct the path.");
    }
    String slashed = input.replace(base.getFileSystem().getSeparator(), "/");
    int wildcard = 0;
    while (!PathGlob.isPattern(slashed.substring(wildcard, wildcard + 1))) {
      wildcard++;
    }
    int cut = slashed.lastIndexOf('/', wildcard);
    Path root = base.resolve(slashed.substring(0, cut + 1)).normalize();
    if (!Files.isDirectory(root)) {
      throw UserError.usage(
          "scenes: \""
              + input
              + "\" begins in "
              + root
              + ", which does not exist; correct the path.");
    }
    PathGlob glob = PathGlob.of(slashed.substring(cut + 1));
    return walk(root, f -> glob.matchesWithin(PathGlob.slashed(root.relativize(f))), input);
  }

  private Collection<Path> walk(Path root, Predicate<Path> filter, String input) {
    return walk(root, new Visitor(root, file -> isInput(file) && filter.test(file), input));
  }

  private static List<Path> walk(Path root, Visitor visitor) {
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
    } catch (IOException e) {
      throw UserError.environment(
          "scenes: \""
              + visitor.input
              + "\" cannot be listed ("
              + FailureReason.of(e)
              + "); check the permissions of the folder.",
          e);
    }
    return visitor.found;
  }

  /** Collects the inputs of one folder. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> filter;
    private final String input;
    private final List<Path> found = new ArrayList<>();
    private int visited;

    Visitor(Path root, Predicate<Path> filter, String input) {
      this.root = root;
      this.filter = filter;
      this.input = input;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean skipped = !dir.equals(root) && (isHidden(dir) || own.isOwnFolder(dir));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (++visited > MAX_VISITED) {
        throw UserError.usage(
            "scenes: \""
                + input
                + "\" contains more than "
                + MAX_VISITED
                + " files; name a smaller folder.");
      }
      if (attributes.isRegularFile() && filter.test(file) && !own.isOutput(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A link to a folder above it, a dead link, or a folder without read permission: the rest of
      // the folder can be used without it.
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isInput(Path file) {
    String name = nameOf(file);
    return SceneFile.isRaster(name) || FileListing.isDocument(name) || FileListing.isArchive(name);
  }

  private static boolean isHidden(Path dir) {
    return nameOf(dir).startsWith(".");
  }
}
