package io.terralapse.watch;

import io.terralapse.access.http.RemoteAddress;
import io.terralapse.config.JobSettings;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a job's local inputs, and the folders that they are in. Hidden files, the job's own
 * folders and names that programs give to files they are still writing are left out. Immutable.
 */
final class WatchedFiles {
  /** As deep as the search for scenes goes. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_FILES = 200_000;

  /** Endings of unfinished downloads and copies: browsers, curl, wget, rsync, FileZilla, aria2. */
  private static final List<String> UNFINISHED =
      List.of(
          ".part",
          ".tmp",
          ".temp",
          ".partial",
          ".crdownload",
          ".download",
          ".filepart",
          ".aria2",
          ".swp",
          "~");

  private final List<Path> roots;
  private final Set<Path> own;

  private WatchedFiles(List<Path> roots, Set<Path> own) {
    this.roots = roots;
    this.own = own;
  }

  /**
   * The size and the time of a file.
   *
   * @param modified as the file system has it
   */
  record FileState(long size, Instant modified) {}

  /**
   * What was found at one moment.
   *
   * @param files by their paths
   * @param folders that were looked into
   */
  record Listing(Map<Path, FileState> files, Set<Path> folders) {}

  /** The inputs of a job that are on disk. */
  static WatchedFiles of(JobSettings job) {
    List<Path> roots =
        job.catalog().scenes().stream()
            .filter(input -> !RemoteAddress.isRemote(input))
            .flatMap(input -> root(job.catalog().base(), input).stream())
            .distinct()
            .toList();
    return new WatchedFiles(roots, Set.of(job.outputDir(), job.cacheDir()));
  }

  /** The file or folder of an input, which need not exist yet; of a pattern, its last folder. */
  private static Optional<Path> root(Path base, String input) {
    try {
      int wildcard = 0;
      while (wildcard < input.length() && "*?[{".indexOf(input.charAt(wildcard)) < 0) {
        wildcard++;
      }
      boolean literal = wildcard == input.length() || Files.exists(base.resolve(input));
      String fixed = literal ? input : input.substring(0, input.lastIndexOf('/', wildcard) + 1);
      return Optional.of(base.resolve(fixed).normalize());
    } catch (InvalidPathException never) {
      // The run says so.
      return Optional.empty();
    }
  }

  /** The files and folders that are watched; empty if all inputs are on servers. */
  List<Path> roots() {
    return roots;
  }

  /** Whether every input is there. */
  boolean exist() {
    return roots.stream().allMatch(Files::exists);
  }

  /** Whether a name is that of a file that is still being written, or hidden. */
  static boolean isUnfinished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || name.startsWith("~")
        || UNFINISHED.stream().anyMatch(lower::endsWith);
  }

  /** Lists the files; what cannot be read now is left out. */
  Listing list() throws IOException {
    Map<Path, FileState> files = new TreeMap<>();
    Set<Path> folders = new TreeSet<>();
    for (Path root : roots) {
      if (Files.isRegularFile(root)) {
        add(root, files);
        folders.add(root.toAbsolutePath().getParent());
      } else if (Files.isDirectory(root)) {
        walk(root, files, folders);
      }
    }
    return new Listing(files, folders);
  }

  private static void add(Path file, Map<Path, FileState> files) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    add(file, attributes, files);
  }

  private static void add(Path file, BasicFileAttributes attributes, Map<Path, FileState> files) {
    if (attributes.isRegularFile() && !isUnfinished(String.valueOf(file.getFileName()))) {
      files.put(file, new FileState(attributes.size(), attributes.lastModifiedTime().toInstant()));
    }
  }

  private void walk(Path root, Map<Path, FileState> files, Set<Path> folders) throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(root)
                    && (String.valueOf(folder.getFileName()).startsWith(".")
                        || own.contains(folder));
            if (!skipped) {
              folders.add(folder);
            }
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!own.contains(file.getParent())) {
              add(file, attributes, files);
            }
            if (files.size() > MAX_FILES) {
              throw new IOException("there are more than " + MAX_FILES + " files");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
