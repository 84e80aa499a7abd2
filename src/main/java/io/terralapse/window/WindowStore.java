package io.terralapse.window;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.RasterOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The store of windows: native pixels and flags of the required part of each scene, read from its
 * files once and kept on disk in {@code windows/} by content key. Thread-safe.
 *
 * <p>A window is written to a temporary file, which is renamed when it is complete; a damaged one
 * is built again.
 */
public final class WindowStore {
  private final DiskCache cache;
  private final WindowKeys keys;
  private final RasterOpener opener;
  private final ReadBudget budget = ReadBudget.ofHeap();

  /** Keys of the windows whose checksums have been verified in this run. */
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  /**
   * Opens or creates the store.
   *
   * @param cache the job's cache, not closed here
   * @param opener opens the files of the scenes
   * @throws io.terralapse.model.UserError if the folder cannot be written
   */
  public WindowStore(DiskCache cache, RasterOpener opener) {
    this.opener = opener;
    this.cache = cache;
    cache.prepare(CacheSection.WINDOWS);
    keys = new WindowKeys(cache, opener);
  }

  /**
   * The window, from the store or else from the files of the scene. The caller closes it.
   *
   * @throws io.terralapse.model.DataException if a file of the scene is damaged or not supported
   * @throws IOException if a file of the scene cannot be read
   * @throws io.terralapse.model.UserError if the store cannot be written (a full disk)
   */
  public StoredWindow fetch(WindowRequest request) throws IOException {
    String key = keys.keyOf(request);
    Path file = cache.file(CacheSection.WINDOWS, entry(key));
    Optional<StoredWindow> stored = findSound(file, request, key);
    if (stored.isPresent()) {
      cache.markUsed(CacheSection.WINDOWS, entry(key));
      return stored.get();
    }
    Path temporary = cache.temporary(CacheSection.WINDOWS, entry(key));
    try {
      WindowBuilder.build(request, opener, key, temporary, budget);
      cache.publish(temporary, CacheSection.WINDOWS, entry(key));
    } finally {
      Files.deleteIfExists(temporary);
    }
    checked.add(key);
    return StoredWindow.open(file, request.scene().id(), key, false);
  }

  /**
   * The key of the window that {@link #fetch} would return, without hashing files that have not
   * changed.
   *
   * @throws IOException if the scene cannot be read
   */
  public String keyOf(WindowRequest request) throws IOException {
    return keys.keyOf(request);
  }

  /** Keys are of the content, on which locks rely; what is stored also depends on the program. */
  static String entry(String key) {
    return ContentKey.of(AlgorithmVersion.text() + key).hex() + ".tlw";
  }

  private Optional<StoredWindow> findSound(Path file, WindowRequest request, String key) {
    try {
      StoredWindow sound =
          StoredWindow.open(file, request.scene().id(), key, !checked.contains(key));
      checked.add(key);
      return Optional.of(sound);
    } catch (IOException e) {
      // A damaged window is built again like a missing one.
      return Optional.empty();
    }
  }

  /**
   * Maximum size on disk that fetching the window needs: 0 if it is known to be stored. No file of
   * the scene is read.
   */
  public long bytesNeeded(WindowRequest request) {
    try {
      if (keys.findKnown(request)
          .filter(key -> cache.contains(CacheSection.WINDOWS, entry(key)))
          .isPresent()) {
        return 0;
      }
    } catch (IOException e) {
      // The file is missing or not readable; fetch reports it, an estimate need not.
      return 0;
    }
    return bytes(request);
  }

  /** Bytes of disk that a window takes at most. */
  public static long bytes(WindowRequest request) {
    PixelRect rect = request.rect();
    long perPixel = 1;
    for (var band : request.bands()) {
      perPixel += band.raster().sampleType().bytes();
    }
    int header = WindowHeader.bytes(request.crs(), request.bands().size(), rect.height());
    return header + perPixel * rect.width() * rect.height();
  }
}
