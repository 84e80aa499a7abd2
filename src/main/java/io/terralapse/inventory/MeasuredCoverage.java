package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.geo.Crs;
import io.terralapse.grid.SceneCoverage;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import io.terralapse.run.Workers;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import io.terralapse.window.FootprintReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Coverage as the pixels of the scenes tell it, each scene looked at once. Scenes on servers whose
 * metadata do not state a footprint are looked at only if they are few, since each takes a request.
 * Not thread-safe.
 */
final class MeasuredCoverage implements SceneCoverage {
  private static final int MOST_REMOTE = 50;

  private final BandRecipe bands;
  private final SceneSelector selector;
  private final FootprintReader reader;
  private final boolean readsRemote;
  private final int jobs;
  private final Map<String, Optional<DataFootprint>> known = new HashMap<>();

  /**
   * Looks at nothing yet.
   *
   * @param acquisitions all that are considered
   * @param jobs scenes to look at at the same time, at least 1
   */
  MeasuredCoverage(
      BandRecipe bands,
      SelectSettings select,
      FootprintReader reader,
      List<Acquisition> acquisitions,
      int jobs) {
    this.bands = bands;
    this.selector = new SceneSelector(select);
    this.reader = reader;
    this.jobs = Math.min(jobs, FootprintReader.mostThreads());
    long remote =
        acquisitions.stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .filter(scene -> isRemote(scene) && scene.footprint().isEmpty())
            .count();
    this.readsRemote = remote <= MOST_REMOTE;
  }

  private static boolean isRemote(Scene scene) {
    return scene.bands().get(0).file() instanceof Location.Remote;
  }

  /** Whether the scene's pixels are looked at; on a server only where nothing else is known. */
  private boolean isRead(Scene scene) {
    return !isRemote(scene) || (scene.footprint().isEmpty() && readsRemote);
  }

  /** Looks at the scenes whose metadata do not state a footprint, several at a time. */
  @Override
  public void prepare(List<Scene> scenes) {
    List<Scene> unknown =
        scenes.stream()
            .filter(scene -> isRead(scene) && scene.footprint().isEmpty())
            .filter(scene -> isGeoreferenced(scene) && !known.containsKey(scene.id()))
            .toList();
    try (Workers workers = new Workers("look", jobs)) {
      List<Optional<DataFootprint>> found = workers.map(unknown, this::read);
      for (int i = 0; i < found.size(); i++) {
        known.putIfAbsent(unknown.get(i).id(), found.get(i));
      }
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isGeoreferenced(Scene scene) {
    return scene.raster().crs().filter(crs -> !crs.equals(Crs.PIXELS)).isPresent();
  }

  @Override
  public Optional<DataFootprint> findFootprint(Scene scene) {
    if (!isRead(scene)) {
      return Optional.empty();
    }
    return known.computeIfAbsent(scene.id(), id -> read(scene));
  }

  private Optional<DataFootprint> read(Scene scene) {
    return bands
        .forScenes(List.of(scene))
        .findIn(scene)
        .filter(required -> !required.isEmpty())
        .flatMap(required -> reader.find(required, scene.alpha(), scene.hasScanGaps()));
  }

  @Override
  public Optional<String> judge(Acquisition acquisition, double coveragePercent) {
    return selector.judgeCoverage(acquisition, coveragePercent);
  }
}
