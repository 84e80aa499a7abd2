package io.terralapse.pipeline;

import io.terralapse.cache.CacheCleaning;
import io.terralapse.cache.DiskCache;
import io.terralapse.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where {@code verify} keeps its temporary files: in the cache of the job or, where that cannot be
 * written, such as in a read-only checkout, in a folder of its own, which is deleted with it.
 * Immutable.
 */
final class VerifyCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VerifyCache.class);

  private final Path folder;
  private final boolean temporary;

  private VerifyCache(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * Chooses the folder.
   *
   * @param cacheDir cache of the job, which need not exist
   * @throws io.terralapse.model.UserError (environment) if neither can be written
   */
  static VerifyCache of(Path cacheDir, Cancellation cancellation) {
    if (isWritable(cacheDir)) {
      return new VerifyCache(cacheDir, false);
    }
    try {
      VerifyCache cache = new VerifyCache(Files.createTempDirectory("terralapse-cache-"), true);
      LOG.info("{} cannot be written; {} is used instead", cacheDir, cache.folder);
      cancellation.onAbandon(cache::close);
      return cache;
    } catch (IOException failure) {
      throw DiskCache.unwritable(cacheDir, failure);
    }
  }

  /** Whether runs can make their folders in a cache: it, or what exists above, can be written. */
  private static boolean isWritable(Path cacheDir) {
    return Stream.of("running", "segments")
        .map(cacheDir::resolve)
        .allMatch(
            made -> {
              Path existing = made;
              while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
              }
              return Files.isDirectory(existing) && Files.isWritable(existing);
            });
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        CacheCleaning.everything(folder);
        Files.deleteIfExists(folder);
      } catch (IOException stays) {
        LOG.debug("{} is not deleted", folder, stays);
      }
    }
  }
}
