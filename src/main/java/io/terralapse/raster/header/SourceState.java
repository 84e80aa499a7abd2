package io.terralapse.raster.header;

import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of a file on disk and of the files beside it, as text that changes when one of them
 * does: path, size, time of modification and file id. Nothing is opened. The names in a folder are
 * listed once. Thread-safe; for one run.
 */
public final class SourceState {
  /** A more recently modified file may change again without a new time stamp. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Map<Path, Set<String>> folders = new ConcurrentHashMap<>();

  /** The file on disk, or the archive that contains the file; empty for remote files. */
  public static Optional<Path> findOnDisk(Location file) {
    if (file instanceof Location.Local local) {
      return Optional.of(local.file());
    }
    return file instanceof Location.Member member
        ? Optional.of(member.archive())
        : Optional.empty();
  }

  /**
   * The state of a file.
   *
   * @param sidecars files beside it that matter, most of which do not exist. Those in an archive
   *     change with the archive
   * @return empty for remote files
   * @throws IOException if there is no such file
   */
  public Optional<String> find(Location file, List<Location> sidecars) throws IOException {
    Optional<Path> disk = findOnDisk(file);
    if (disk.isEmpty()) {
      return Optional.empty();
    }
    BasicFileAttributes a = Files.readAttributes(disk.get(), BasicFileAttributes.class);
    return Optional.of(
        String.join(
            "\n",
            file instanceof Location.Member member ? member.entry() : "",
            disk.get().toAbsolutePath().toString(),
            Long.toString(a.size()),
            a.lastModifiedTime().toInstant().toString(),
            Objects.toString(a.fileKey(), ""),
            text(sidecars)));
  }

  private String text(List<Location> sidecars) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Location sidecar : sidecars) {
      if (sidecar instanceof Location.Local local
          && isListed(local.file())
          && Files.isRegularFile(local.file())) {
        BasicFileAttributes a = Files.readAttributes(local.file(), BasicFileAttributes.class);
        text.append(sidecar.name()).append(' ').append(a.size()).append(' ');
        text.append(a.lastModifiedTime().toInstant()).append(' ');
      }
    }
    return text.toString();
  }

  /** Whether the folder has a file of this name, in upper or lower case. */
  private boolean isListed(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null
        || folders
            .computeIfAbsent(folder, SourceState::names)
            .contains(lower(String.valueOf(file.getFileName())));
  }

  private static Set<String> names(Path folder) {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(lower(String.valueOf(file.getFileName()))));
    } catch (IOException unreadable) {
      // Then nothing beside the file can be found either.
      return Set.of();
    }
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a file on disk was last modified so long ago that another change would be seen.
   *
   * @throws IOException if there is no such file
   */
  public static boolean isSettled(Location file) throws IOException {
    Path disk = findOnDisk(file).orElseThrow();
    Instant modified = Files.getLastModifiedTime(disk).toInstant();
    return modified.isBefore(Instant.now().minus(SETTLED));
  }
}
