package io.terralapse.raster.header;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.sidecar.SidecarGeoreference;
import io.terralapse.raster.sidecar.SidecarRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Headers of rasters on disk, cached by the state of the file and of the files beside it, so that a
 * search over files that have not changed opens none. A file that cannot be read is opened each
 * time. Thread-safe; for one run.
 */
public final class HeaderCache {
  private final DiskCache cache;
  private final RasterOpener opener;
  private final SourceState states = new SourceState();
  private final Map<String, RasterInfo> fresh = new ConcurrentHashMap<>();

  /**
   * A cache of headers.
   *
   * @param cache the job's cache, not closed here
   */
  public HeaderCache(DiskCache cache, RasterOpener opener) {
    this.cache = cache;
    this.opener = opener;
  }

  /**
   * The header of a file, completed by its sidecar files.
   *
   * @throws IOException as {@link RasterOpener#info}
   */
  public RasterInfo info(Location file) throws IOException {
    Optional<String> entry = findEntry(file);
    Optional<RasterInfo> known =
        entry
            .flatMap(name -> cache.findText(CacheSection.HEADERS, name))
            .flatMap(HeaderText::parse);
    if (known.isPresent()) {
      return known.get();
    }
    RasterInfo info = opener.info(file);
    if (entry.isPresent() && SourceState.isSettled(file) && entry.equals(findEntry(file))) {
      fresh.put(entry.get(), info);
    }
    return info;
  }

  /**
   * Writes the headers that were read, if the cache's folder exists by now: a run that keeps
   * nothing else makes none.
   */
  public void keep() {
    if (cache.exists()) {
      fresh.forEach(
          (entry, info) -> cache.tryWriteText(CacheSection.HEADERS, entry, HeaderText.of(info)));
    }
    fresh.clear();
  }

  private Optional<String> findEntry(Location file) {
    try {
      List<Location> sidecars = new ArrayList<>(SidecarRaster.files(file));
      sidecars.addAll(SidecarGeoreference.files(file));
      return states
          .find(file, sidecars)
          .map(state -> ContentKey.of(AlgorithmVersion.text() + "\n" + state).hex() + ".hdr");
    } catch (IOException missing) {
      // The opener says what is wrong with it.
      return Optional.empty();
    }
  }
}
