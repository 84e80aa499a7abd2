package io.terralapse.catalog.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a job writes, so that what it has written is never read as a scene. Links are resolved.
 *
 * @param outputDir folder of the outputs, absolute
 * @param name base name of every output file
 * @param cacheDir folder of the cache, absolute
 */
public record OwnFiles(Path outputDir, String name, Path cacheDir) {
  /** Resolves the folders. */
  public OwnFiles {
    outputDir = real(outputDir);
    cacheDir = real(cacheDir);
  }

  /**
   * True for the output folder and the cache folder. They are not listed along with a folder above
   * them, but can be named as inputs themselves.
   */
  boolean isOwnFolder(Path folder) {
    Path real = real(folder);
    return real.equals(outputDir) || real.equals(cacheDir);
  }

  /**
   * True for the job's outputs of the file types that are listed, which are no inputs even if the
   * scenes are in the output folder: the poster, the ledger, the lock.
   */
  boolean isOutput(Path file) {
    Path real = real(file);
    String fileName = String.valueOf(real.getFileName());
    return outputDir.equals(real.getParent())
        && (fileName.equals(name + "-poster.jpg")
            || fileName.equals(name + "-contact.png")
            || fileName.equals(name + "-chart.png")
            || (fileName.startsWith(name + ".") && fileName.endsWith(".json")));
  }

  /** The path without links; the path as it is where nothing exists yet. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
