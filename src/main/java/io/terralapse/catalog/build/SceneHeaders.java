package io.terralapse.catalog.build;

import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.HeaderReader.Header;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of a job's files. Those of files on servers, about which metadata state enough, are
 * derived from that and from a few headers of files of the same layout, if these are as stated; all
 * others are read. Immutable.
 */
public final class SceneHeaders {
  private final HeaderReader reader;
  private final List<DescribedScene> scenes;
  private final Map<Location, Header> read;
  private final Map<Location, Header> derived;

  private SceneHeaders(
      HeaderReader reader,
      List<DescribedScene> scenes,
      Map<Location, Header> read,
      Map<Location, Header> derived) {
    this.reader = reader;
    this.scenes = scenes;
    this.read = read;
    this.derived = derived;
  }

  /**
   * Reads the headers of all files.
   *
   * @param others files of scenes without metadata
   */
  public static SceneHeaders read(
      HeaderReader reader, List<DescribedScene> scenes, List<Location> others) {
    Set<Location> files = new HashSet<>();
    List<Location> all = new ArrayList<>();
    scenes.stream().flatMap(scene -> scene.files().stream()).filter(files::add).forEach(all::add);
    others.stream().filter(files::add).forEach(all::add);
    return new SceneHeaders(reader, scenes, reader.read(all).byFile(), Map.of());
  }

  /**
   * Reads the headers that cannot be derived.
   *
   * @param others files of scenes without metadata
   */
  public static SceneHeaders derive(
      HeaderReader reader, List<DescribedScene> scenes, List<Location> others) {
    Map<String, HeaderSample> samples = new LinkedHashMap<>();
    Set<Location> now = new HashSet<>(others);
    List<Location> first = new ArrayList<>(others);
    for (DescribedScene scene : scenes) {
      for (Location file : scene.files()) {
        if (!now.add(file)) {
          continue;
        }
        Optional<StatedRaster> stated = findStated(scene, file);
        Optional<String> layout = stated.flatMap(StatedRaster::layout);
        if (layout.isPresent()) {
          samples.computeIfAbsent(layout.get(), key -> new HeaderSample()).add(file, stated.get());
        } else {
          first.add(file);
        }
      }
    }
    samples.values().forEach(sample -> first.addAll(sample.firstAndLast()));
    Map<Location, Header> read = new LinkedHashMap<>(reader.read(first).byFile());
    List<Location> middle =
        samples.values().stream().flatMap(sample -> sample.another(read).stream()).toList();
    read.putAll(reader.read(middle).byFile());
    Map<Location, Header> derived = new HashMap<>();
    List<Location> rest = new ArrayList<>();
    for (HeaderSample sample : samples.values()) {
      derived.putAll(sample.derive(read));
      sample.files().stream()
          .filter(file -> !read.containsKey(file) && !derived.containsKey(file))
          .forEach(rest::add);
    }
    read.putAll(reader.read(rest).byFile());
    return new SceneHeaders(reader, scenes, read, derived);
  }

  /** Statements about files that are read anyway, or whose header dates the scene, are not used. */
  private static Optional<StatedRaster> findStated(DescribedScene scene, Location file) {
    return file instanceof Location.Remote && scene.acquired().isPresent()
        ? Optional.ofNullable(scene.rasters().get(file))
        : Optional.empty();
  }

  /** The same headers, those of some files read instead of derived. */
  public SceneHeaders confirmed(Collection<Location> files) {
    List<Location> unread = files.stream().filter(derived::containsKey).distinct().toList();
    Map<Location, Header> more = new LinkedHashMap<>(read);
    more.putAll(reader.read(unread).byFile());
    Map<Location, Header> rest = new HashMap<>(derived);
    unread.forEach(rest::remove);
    return new SceneHeaders(reader, scenes, more, rest);
  }

  /** The files whose headers are derived. */
  public Set<Location> derivedFiles() {
    return Set.copyOf(derived.keySet());
  }

  /** All headers, by file. */
  HeaderReader.Headers byFile() {
    Map<Location, Header> all = new LinkedHashMap<>(read);
    all.putAll(derived);
    return new HeaderReader.Headers(all);
  }

  /** An issue for every scene of which a header was read that is not as its metadata state. */
  public List<Issue> contradictions() {
    List<Issue> issues = new ArrayList<>();
    for (DescribedScene scene : scenes) {
      scene.files().stream()
          .flatMap(file -> findContradiction(scene, file).stream())
          .findFirst()
          .ifPresent(issues::add);
    }
    return issues;
  }

  private Optional<Issue> findContradiction(DescribedScene scene, Location file) {
    Header header = read.get(file);
    Optional<RasterInfo> info = header == null ? Optional.empty() : header.info();
    return findStated(scene, file)
        .flatMap(StatedRaster::place)
        .flatMap(
            place ->
                info.flatMap(raster -> HeaderSample.findDifference(place, raster))
                    .map(what -> SceneIssues.misstated(scene.id(), file.name(), what)));
  }
}
