package io.terralapse.window;

import io.terralapse.model.PixelRect;
import io.terralapse.raster.RasterOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pass 1a's store: native pixels and flags of the wanted part of each scene, read from the scene's
 * files once and kept on disk under {@code windows/} by their content. Thread-safe.
 *
 * <p>A window is written under a temporary name and renamed when it is whole; one that is found
 * damaged is built again.
 */
public final class WindowStore {
  private final StoreFolder folder;
  private final WindowKeys keys;
  private final RasterOpener opener;

  /** Windows whose bytes this run has checked already; the passes open each several times. */
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  /**
   * Opens or begins the store.
   *
   * @param cacheDir the job's cache folder; made if missing
   * @param maxBytes windows not used in this run go, least recently used first, while all of them
   *     take more than this
   * @param opener opens the scenes' files
   * @throws io.terralapse.model.UserError if the folder cannot be written
   */
  public WindowStore(Path cacheDir, long maxBytes, RasterOpener opener) {
    this.opener = opener;
    folder = new StoreFolder(cacheDir.toAbsolutePath(), maxBytes);
    keys = new WindowKeys(folder, opener);
  }

  /**
   * The window, from the store or else from the scene's files. The caller closes it.
   *
   * @throws IOException if the scene cannot be read: one sentence that names the file
   * @throws io.terralapse.model.UserError if the store cannot be written (a full disk)
   */
  public StoredWindow fetch(WindowRequest request) throws IOException {
    String key = keys.keyOf(request);
    Path file = folder.window(key);
    Optional<StoredWindow> stored = findSound(file, request, key);
    if (stored.isPresent()) {
      folder.touch(file);
      return stored.get();
    }
    Path temporary = folder.temporary();
    try {
      WindowBuilder.build(request, opener, key, temporary);
      folder.publish(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
    folder.evict();
    checked.add(key);
    return StoredWindow.open(file, request.scene().id(), key, false);
  }

  /**
   * The key of what {@link #fetch} would read, from the memo if the scene's files have not changed
   * since.
   *
   * @throws IOException if the scene cannot be read
   */
  public String keyOf(WindowRequest request) throws IOException {
    return keys.keyOf(request);
  }

  private Optional<StoredWindow> findSound(Path file, WindowRequest request, String key) {
    try {
      StoredWindow sound =
          StoredWindow.open(file, request.scene().id(), key, !checked.contains(key));
      checked.add(key);
      return Optional.of(sound);
    } catch (IOException e) {
      // Missing or damaged comes to the same: it is built again in its place.
      return Optional.empty();
    }
  }

  /**
   * Bytes of disk that fetching the window will take at most: 0 if it is known to be stored
   * already, which is found out without reading a scene.
   */
  public long bytesNeeded(WindowRequest request) {
    try {
      if (keys.findKnown(request).filter(folder::hasWindow).isPresent()) {
        return 0;
      }
    } catch (IOException e) {
      // The file is gone or unreadable; fetch says so, an estimate need not.
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
