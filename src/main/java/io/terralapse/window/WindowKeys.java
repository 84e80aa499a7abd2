package io.terralapse.window;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.sidecar.SidecarRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Computes the content keys of windows. The keys of the parts of a file are cached on disk by the
 * state of the file (size, time of modification), so that it is not hashed again. Thread-safe.
 */
final class WindowKeys {
  /** A more recently modified file may change again without a new time stamp: it is not cached. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final DiskCache cache;
  private final RasterOpener opener;

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
    return cache.findText(CacheSection.WINDOW_KEYS, entry(state)).filter(ContentKey::isKey);
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
    if (state.isPresent() && isSettled(part.file()) && state.equals(findState(part))) {
      cache.tryWriteText(CacheSection.WINDOW_KEYS, entry(state.get()), key);
    }
    return key;
  }

  /** The file on disk, or the archive that contains the file; empty for remote files. */
  private static Optional<Path> findOnDisk(Location file) {
    if (file instanceof Location.Local local) {
      return Optional.of(local.file());
    }
    return file instanceof Location.Member member
        ? Optional.of(member.archive())
        : Optional.empty();
  }

  /**
   * The state of the files beside a raster that change its pixels; empty if there are none. Those
   * in an archive change with the archive.
   */
  private static String sidecars(Location file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Location sidecar : SidecarRaster.files(file)) {
      if (sidecar instanceof Location.Local local && Files.isRegularFile(local.file())) {
        BasicFileAttributes a = Files.readAttributes(local.file(), BasicFileAttributes.class);
        text.append(sidecar.name()).append(' ').append(a.size()).append(' ');
        text.append(a.lastModifiedTime().toInstant()).append(' ');
      }
    }
    return text.toString();
  }

  private static boolean isSettled(Location file) throws IOException {
    Instant modified = Files.getLastModifiedTime(findOnDisk(file).orElseThrow()).toInstant();
    return modified.isBefore(Instant.now().minus(SETTLED));
  }

  /** A key that changes when the file changes; empty for remote files. */
  private static Optional<String> findState(Part part) throws IOException {
    return stateText(part.file())
        .map(state -> ContentKey.of(state + "\n" + part.level() + " " + part.rect()).hex());
  }

  /** The state of a file, which changes when the file changes; empty for remote files. */
  static Optional<String> stateText(Location file) throws IOException {
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
            sidecars(file)));
  }
}
