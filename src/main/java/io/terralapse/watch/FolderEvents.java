package io.terralapse.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes up when something happens in folders. Events say only that it is time to look: what has
 * happened is found by listing, so that lost events and file systems without any (network drives)
 * cost time and nothing else. Not thread-safe.
 */
final class FolderEvents implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  private final @Nullable WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean complete = true;

  FolderEvents() {
    WatchService opened = null;
    try {
      opened = FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException none) {
      LOG.info("The system reports no changes in folders; they are listed regularly instead");
    }
    service = opened;
  }

  /** Watches exactly these folders. */
  void watch(Set<Path> folders) {
    if (service == null) {
      return;
    }
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !folders.contains(entry.getKey()) || !entry.getValue().isValid();
              if (gone) {
                entry.getValue().cancel();
              }
              return gone;
            });
    complete = true;
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        add(folder);
      }
    }
  }

  private void add(Path folder) {
    try {
      keys.put(
          folder,
          folder.register(
              Objects.requireNonNull(service),
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException limit) {
      // Systems limit the number of watched folders.
      LOG.debug("{} is not watched", folder, limit);
      complete = false;
    }
  }

  /** Whether every folder reports its changes. */
  boolean isComplete() {
    return service != null && complete;
  }

  /**
   * Waits.
   *
   * @return true if something has happened, false if the time is over
   */
  boolean await(long nanos) throws InterruptedException {
    if (service == null) {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return false;
    }
    WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
    boolean happened = key != null;
    while (key != null) {
      key.pollEvents();
      key.reset();
      key = service.poll();
    }
    return happened;
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
  }
}
