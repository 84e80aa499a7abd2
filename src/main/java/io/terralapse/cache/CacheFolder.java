package io.terralapse.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the folder of a cache tidy: out of version control, and without what killed runs left. */
public final class CacheFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
  private static final String IGNORE = ".gitignore";

  /** What a cache has beside its sections: the markers of runs, and the state of the last ones. */
  private static final List<String> OTHERS = List.of("running", "last-run");

  private CacheFolder() {}

  /**
   * Writes a {@code .gitignore} that covers the folder, so that a cache beside a configuration is
   * never committed. Nothing is written if there is one already, or if the folder also holds files
   * of the user, which git is to see.
   *
   * @param root an existing folder
   */
  public static void keepOutOfGit(Path root) {
    Path ignore = root.resolve(IGNORE);
    if (Files.exists(ignore)) {
      return;
    }
    try {
      if (holdsNothingElse(root)) {
        Files.write(ignore, "*\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException unwritable) {
      LOG.debug("{} could not be written", ignore, unwritable);
    }
  }

  private static boolean holdsNothingElse(Path root) throws IOException {
    Set<String> own = new HashSet<>(CacheSection.topFolders());
    own.addAll(OTHERS);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        if (!own.contains(String.valueOf(file.getFileName()))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Deletes the folders of runs that have ended without doing so: those that nobody has locked. */
  static void deleteEndedRuns(Path root) {
    Path runs = CacheSection.RUNS.folder(root);
    if (!Files.isDirectory(runs)) {
      return;
    }
    Set<String> running = RunMarker.running(root).ids();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs, CacheContents.RUN + "*")) {
      for (Path folder : folders) {
        String id = String.valueOf(folder.getFileName()).substring(CacheContents.RUN.length());
        if (!running.contains(id)) {
          deleteAll(folder);
        }
      }
    } catch (IOException inUse) {
      LOG.debug("{} could not be emptied", runs, inUse);
    }
  }

  /** Deletes a folder with all that is in it; without effect if there is none. */
  static void deleteAll(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
