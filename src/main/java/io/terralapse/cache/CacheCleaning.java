package io.terralapse.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the files of a cache on request. Only what has the name of an entry, or of an entry that
 * was not finished, is deleted, and folders that become empty by that: the folder may also hold
 * files of the user. Links are not followed. Used once.
 */
public final class CacheCleaning {
  private static final long MAX_STATE_BYTES = 64L << 20;
  private static final String STATES = "last-run";
  private static final String STATE_ENDING = ".json";
  private static final String IGNORE = ".gitignore";

  /** Process id, part of a UUID, and a number, as {@link DiskCache#temporary} makes them. */
  private static final Pattern TEMPORARY = Pattern.compile("[0-9]+-[0-9a-f]{8}\\.[0-9]+\\.tmp");

  private final Path root;
  private final Optional<Instant> usedBefore;
  private final Set<Path> emptied = new HashSet<>();
  private long freedBytes;
  private int freedFiles;
  private long keptBytes;

  private CacheCleaning(Path root, Optional<Instant> usedBefore) {
    this.root = root;
    this.usedBefore = usedBefore;
  }

  /**
   * What was deleted.
   *
   * @param freedBytes sum of the lengths of the deleted files
   * @param freedFiles their number
   * @param keptBytes sum of the lengths of the cache's files that are left
   */
  public record Result(long freedBytes, int freedFiles, long keptBytes) {}

  /** The runs that use a cache now, by process id and a part of their own. */
  public static List<String> running(Path root) {
    return RunMarker.running(root).ids().stream().sorted().toList();
  }

  /**
   * Deletes entries.
   *
   * @param usedBefore only those that were last used before; empty for all
   */
  public static Result entries(Path root, Optional<Instant> usedBefore) throws IOException {
    CacheCleaning cleaning = new CacheCleaning(root, usedBefore);
    for (String folder : CacheSection.topFolders()) {
      cleaning.walk(root.resolve(folder));
    }
    return new Result(cleaning.freedBytes, cleaning.freedFiles, cleaning.keptBytes);
  }

  /**
   * Deletes all entries, what is remembered of the last runs, and the folder itself unless it holds
   * anything else.
   */
  public static Result everything(Path root) throws IOException {
    CacheCleaning cleaning = new CacheCleaning(root, Optional.empty());
    for (String folder : CacheSection.topFolders()) {
      cleaning.walk(root.resolve(folder));
    }
    cleaning.deleteStates();
    // Runs leave the folders of their sections; those that are empty go.
    for (CacheSection section : CacheSection.values()) {
      CacheContents.tryDelete(section.folder(root));
    }
    CacheSection.topFolders().forEach(name -> CacheContents.tryDelete(root.resolve(name)));
    CacheContents.tryDelete(root.resolve("running"));
    cleaning.deleteRoot();
    return new Result(cleaning.freedBytes, cleaning.freedFiles, cleaning.keptBytes);
  }

  private void walk(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && isOwn(file)) {
              take(file, attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
            // A folder that was empty before may be somebody else's.
            if (emptied.contains(visited) && CacheContents.tryDelete(visited)) {
              emptied.add(visited.getParent());
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private boolean isOwn(Path file) {
    return CacheSection.find(root.relativize(file)).isPresent()
        || TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
  }

  private void take(Path file, BasicFileAttributes attributes) throws IOException {
    boolean kept =
        usedBefore.isPresent()
            && !attributes.lastModifiedTime().toInstant().isBefore(usedBefore.get());
    if (kept) {
      keptBytes += attributes.size();
    } else if (Files.deleteIfExists(file)) {
      freedBytes += attributes.size();
      freedFiles++;
      emptied.add(file.getParent());
    }
  }

  /** States of last runs say themselves that they are: they have a checksum over their name. */
  private void deleteStates() throws IOException {
    Path folder = root.resolve(STATES);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + STATE_ENDING)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String key = STATES + "/" + name.substring(0, name.length() - STATE_ENDING.length());
        long size = Files.size(file);
        boolean own =
            Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && size <= MAX_STATE_BYTES
                && CheckedText.open(key, Files.readAllBytes(file)).isPresent();
        if (own && Files.deleteIfExists(file)) {
          freedBytes += size;
          freedFiles++;
        }
      }
    }
    CacheContents.tryDelete(folder);
  }

  private void deleteRoot() throws IOException {
    Path ignore = root.resolve(IGNORE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        if (!file.equals(ignore)) {
          return;
        }
      }
    }
    boolean own =
        Files.isRegularFile(ignore, LinkOption.NOFOLLOW_LINKS)
            && Files.size(ignore) == 2
            && Files.readString(ignore, StandardCharsets.UTF_8).equals("*\n");
    if (own) {
      Files.delete(ignore);
      CacheContents.tryDelete(root);
    }
  }
}
