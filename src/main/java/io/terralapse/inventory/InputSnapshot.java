package io.terralapse.inventory;

import io.terralapse.access.http.RemoteAddress;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DateSource;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state of every local file that decides what a job finds: path, size, times and file id. Two
 * equal snapshots mean that nothing changed, which is known without opening a file. The converse
 * does not hold: a fresh checkout of the same files has another snapshot.
 *
 * <p>There is no snapshot of a job with inputs on servers, or of more than {@value #MAX_FILES}
 * files.
 */
public final class InputSnapshot {
  private static final int MAX_FILES = 50_000;

  /** As deep as the search for scenes goes. */
  private static final int MAX_DEPTH = 32;

  private InputSnapshot() {}

  /**
   * Takes the snapshot of a job's inputs.
   *
   * @return its hash; empty if there is none
   */
  public static Optional<String> of(JobSettings job) {
    Optional<String> own = ofPanel(job);
    return job.comparison().isEmpty()
        ? own
        : own.flatMap(
            first -> ofPanel(job.comparison().get().panel()).map(second -> first + "+" + second));
  }

  private static Optional<String> ofPanel(JobSettings job) {
    if (!job.catalog().searches().isEmpty()
        || job.catalog().scenes().stream().anyMatch(RemoteAddress::isRemote)) {
      return Optional.empty();
    }
    try {
      Set<String> lines = new TreeSet<>();
      for (String input : job.catalog().scenes()) {
        walk(root(job.catalog().base(), input), MAX_DEPTH, job, lines);
      }
      for (Path file : namedFiles(job)) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          walk(folder, 1, job, lines);
        }
      }
      return Optional.of(ContentKey.of(String.join("\n", lines)).hex());
    } catch (IOException | InvalidPathException unavailable) {
      return Optional.empty();
    }
  }

  /**
   * Whether snapshots cover everything that an inventory was made from. Items of a STAC catalogue
   * may link to documents and files anywhere.
   */
  public static boolean covers(SceneInventory inventory) {
    return Stream.concat(
            inventory.plan().acquisitions().stream().flatMap(one -> one.scenes().stream()),
            inventory.dropped().stream().map(one -> one.scene()))
        .map(scene -> scene.acquired())
        .map(AcquisitionDate::source)
        .noneMatch(DateSource.STAC::equals);
  }

  /** The folder below which an input's files are: for a file, the folder that it is in. */
  private static Path root(Path base, String input) {
    int wildcard = 0;
    while (wildcard < input.length() && "*?[{".indexOf(input.charAt(wildcard)) < 0) {
      wildcard++;
    }
    Path literal = base.resolve(input.substring(0, wildcard)).normalize();
    Path parent = literal.getParent();
    return Files.isDirectory(literal) || parent == null ? literal : parent;
  }

  /** Files that the settings name beside the scenes. */
  private static List<Path> namedFiles(JobSettings job) {
    List<Path> files = new ArrayList<>();
    job.catalog().manifest().ifPresent(files::add);
    job.coregister().exclude().ifPresent(files::add);
    job.coregister().referenceImage().ifPresent(files::add);
    job.overlays().forEach(overlay -> files.add(overlay.geojson()));
    files.addAll(job.furniture().style().files());
    job.onset().forEach(area -> files.add(area.geojson()));
    Stream.concat(Stream.of(job.grid().aoi()), job.focus().stream())
        .filter(AreaOfInterest.GeoJson.class::isInstance)
        .forEach(area -> files.add(((AreaOfInterest.GeoJson) area).file()));
    return files.stream().map(job.catalog().base()::resolve).toList();
  }

  private static void walk(Path root, int depth, JobSettings job, Collection<String> lines)
      throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(root)
                    && (folder.getFileName().toString().startsWith(".")
                        || folder.equals(job.outputDir())
                        || folder.equals(job.cacheDir()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              lines.add(file + " " + state(file));
            }
            if (lines.size() > MAX_FILES) {
              throw new IOException("more than " + MAX_FILES + " files");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            lines.add(file + " unreadable");
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * The state of one file. The change time and the file id (on Unix) tell a file that was replaced
   * by one of the same size and modification time.
   *
   * @throws IOException if there is no such file
   */
  public static String state(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String changed =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? String.valueOf(Files.getAttribute(file, "unix:ctime"))
            : "";
    return String.join(
        " ",
        Long.toString(attributes.size()),
        attributes.lastModifiedTime().toInstant().toString(),
        String.valueOf(attributes.fileKey()),
        changed);
  }
}
