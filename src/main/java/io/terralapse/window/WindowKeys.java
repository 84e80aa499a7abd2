package io.terralapse.window;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.header.SourceState;
import io.terralapse.raster.sidecar.SidecarRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Computes the content keys of windows. The keys of the parts of a file are cached on disk by the
 * state of the file (path, size, time of modification, file id), so that it is not hashed again.
 * Thread-safe.
 */
final class WindowKeys {
  private final DiskCache cache;
  private final RasterOpener opener;
  private final SourceState states = new SourceState();

  /** Keys that were read from the cache or put into it. */
  private final Map<String, String> byState = new ConcurrentHashMap<>();

  /**
   * Keys of remote files, which are taken as unchanged while a job runs. Otherwise everything would
   * be downloaded again in every pass from a server without entity tags.
   */
  private final Map<Part, String> remote = new ConcurrentHashMap<>();

  WindowKeys(DiskCache cache, RasterOpener opener) {
    this.opener = opener;
    this.cache = cache;
  }

  /** The key of a window: a hash of the content of its files and all parameters of the request. */
  String keyOf(WindowRequest request) throws IOException {
    StringBuilder text = describe(request);
    for (Part part : parts(request)) {
      text.append(keyOf(part)).append('\n');
    }
    return ContentKey.of(text.toString()).hex();
  }

  /** The key, if it is cached for all files. */
  Optional<String> findKnown(WindowRequest request) throws IOException {
    StringBuilder text = describe(request);
    for (Part part : parts(request)) {
      Optional<String> known = findState(part).flatMap(this::findKey);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      text.append(known.get()).append('\n');
    }
    return Optional.of(ContentKey.of(text.toString()).hex());
  }

  private Optional<String> findKey(String state) {
    Optional<String> known =
        Optional.ofNullable(byState.get(state))
            .or(() -> cache.findText(CacheSection.WINDOW_KEYS, entry(state)))
            .filter(ContentKey::isKey);
    known.ifPresent(key -> byState.put(state, key));
    return known;
  }

  private static String entry(String state) {
    return state + ".key";
  }

  /** The part of one file that is read. */
  private record Part(Location file, int level, PixelRect rect) {}

  private static List<Part> parts(WindowRequest request) {
    Stream<Part> bands =
        files(request).stream().map(file -> new Part(file, request.level(), request.rect()));
    Stream<Part> masks =
        request.maskWindows().stream().map(m -> new Part(m.mask().file(), m.level(), m.rect()));
    return Stream.concat(bands, masks).toList();
  }

  private static List<Location> files(WindowRequest request) {
    List<SceneBand> bands = new ArrayList<>(request.bands());
    request.scene().alpha().ifPresent(bands::add);
    return bands.stream().map(SceneBand::file).distinct().toList();
  }

  private static StringBuilder describe(WindowRequest request) {
    StringBuilder text = new StringBuilder();
    text.append(WindowHeader.VERSION).append('\n');
    text.append(request.level()).append(' ').append(request.rect()).append('\n');
    text.append(request.transform()).append(' ').append(request.crs()).append('\n');
    List<Location> files = files(request);
    for (SceneBand band : request.bands()) {
      text.append(files.indexOf(band.file())).append(' ').append(band.index()).append(' ');
      text.append(band.scale()).append(' ').append(band.offset()).append(' ');
      text.append(band.nodata()).append('\n');
    }
    for (MaskWindow mask : request.maskWindows()) {
      text.append(mask.mask().coding()).append(mask.mask().index()).append(mask.toMask());
    }
    request
        .scene()
        .alpha()
        .ifPresent(a -> text.append("alpha ").append(files.indexOf(a.file())).append(a.index()));
    return text;
  }

  private String keyOf(Part part) throws IOException {
    Optional<String> state = findState(part);
    Optional<String> known =
        state.flatMap(this::findKey).or(() -> Optional.ofNullable(remote.get(part)));
    if (known.isPresent()) {
      return known.get();
    }
    String key;
    try (Raster raster = opener.open(part.file())) {
      key = raster.keyOf(part.level(), part.rect()).hex();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          part.file().name() + " changed while the job was running; run the job again", e);
    }
    if (part.file() instanceof Location.Remote) {
      remote.put(part, key);
    }
    if (state.isPresent() && SourceState.isSettled(part.file()) && state.equals(findState(part))) {
      cache.tryWriteText(CacheSection.WINDOW_KEYS, entry(state.get()), key);
      byState.put(state.get(), key);
    }
    return key;
  }

  /** A key that changes when the file or the program changes; empty for remote files. */
  private Optional<String> findState(Part part) throws IOException {
    return states
        .find(part.file(), SidecarRaster.files(part.file()))
        .map(
            state ->
                ContentKey.of(
                        AlgorithmVersion.text()
                            + "\n"
                            + state
                            + "\n"
                            + part.level()
                            + " "
                            + part.rect())
                    .hex());
  }
}
