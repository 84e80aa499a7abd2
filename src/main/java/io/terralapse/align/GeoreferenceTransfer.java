package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.network.ShiftPolicy;
import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives images without georeference that of a reference image: directly where they match it, or by
 * way of an image near in time that has been georeferenced already. From then on they are treated
 * like other scenes. An image that cannot be matched with confidence stays without georeference and
 * gets an issue.
 */
public final class GeoreferenceTransfer {
  /** Bytes per pixel while a pair is compared: both images' bands, planes and features. */
  private static final long BYTES_PER_PIXEL = 80;

  /** The comparisons may take this part of the memory budget. */
  private static final int MEMORY_DIVISOR = 4;

  /**
   * The outcome.
   *
   * @param acquisitions those given, with georeferenced scenes where that was possible
   * @param issues one, {@code unplaced}, for each image that was not georeferenced
   */
  public record Result(List<Acquisition> acquisitions, List<Issue> issues) {}

  private final WindowStore store;
  private final EdgeCache cache;
  private final Workers workers;
  private final List<String> inTime = new ArrayList<>();
  private final Map<String, Scene> placed = new HashMap<>();
  private final Map<String, Scene> open = new LinkedHashMap<>();
  private final Map<String, String> why = new HashMap<>();

  private GeoreferenceTransfer(
      WindowStore store, EdgeCache cache, Workers workers, List<Scene> scenes) {
    this.store = store;
    this.cache = cache;
    this.workers = workers;
    for (Scene scene : scenes) {
      inTime.add(scene.id());
      if (isPlain(scene)) {
        open.put(scene.id(), scene);
      }
    }
  }

  /**
   * Whether there is anything to transfer: the reference has a georeference, and some scene has
   * none.
   */
  public static boolean isNeeded(Scene reference, List<Acquisition> acquisitions) {
    return !isPlain(reference)
        && acquisitions.stream()
            .flatMap(one -> one.scenes().stream())
            .anyMatch(GeoreferenceTransfer::isPlain);
  }

  /**
   * Transfers the georeference of a scene.
   *
   * @param reference a scene with georeference
   * @param acquisitions in order of time
   * @param memoryBytes the budget of the whole process
   * @param jobs most threads, at least 1
   */
  public static Result transfer(
      Scene reference,
      List<Acquisition> acquisitions,
      WindowStore store,
      EdgeCache cache,
      long memoryBytes,
      int jobs)
      throws Exception {
    List<Scene> scenes = acquisitions.stream().flatMap(one -> one.scenes().stream()).toList();
    long bytes = BYTES_PER_PIXEL * GeoreferenceEstimator.pixels(reference.raster());
    long most = Math.max(1, memoryBytes / MEMORY_DIVISOR / Math.max(1, bytes));
    try (Workers workers = new Workers("georeference", (int) Math.min(jobs, most))) {
      GeoreferenceTransfer transfer = new GeoreferenceTransfer(store, cache, workers, scenes);
      transfer.fromReference(reference);
      transfer.fromNeighbours();
      return transfer.result(acquisitions, reference);
    }
  }

  private static boolean isPlain(Scene scene) {
    return scene.raster().crs().filter(Crs.PIXELS::equals).isPresent();
  }

  private void fromReference(Scene reference) throws Exception {
    GeoreferenceEstimator estimator = new GeoreferenceEstimator(store, cache, reference);
    List<Scene> images = List.copyOf(open.values());
    List<Edge> edges = workers.map(images, estimator::measure);
    for (int i = 0; i < images.size(); i++) {
      settle(images.get(i), edges.get(i), estimator);
    }
  }

  private void settle(Scene image, Edge edge, GeoreferenceEstimator estimator) {
    if (edge.accepted()) {
      placed.put(image.id(), estimator.georeferenced(image, edge));
      open.remove(image.id());
    } else {
      why.putIfAbsent(image.id(), edge.reason());
    }
  }

  /** Repeats while a round succeeds: each new georeference may be what the next image matches. */
  private void fromNeighbours() throws Exception {
    Set<String> tried = new HashSet<>();
    boolean progressed = true;
    while (progressed && !open.isEmpty()) {
      int before = open.size();
      for (Scene image : List.copyOf(open.values())) {
        for (String near : ShiftPolicy.extraReferences(inTime, placed.keySet(), image.id())) {
          if (open.containsKey(image.id()) && tried.add(near + " " + image.id())) {
            Scene neighbour = Objects.requireNonNull(placed.get(near));
            GeoreferenceEstimator estimator = new GeoreferenceEstimator(store, cache, neighbour);
            settle(image, estimator.measure(image), estimator);
          }
        }
      }
      progressed = open.size() < before;
    }
  }

  private Result result(List<Acquisition> acquisitions, Scene reference) {
    List<Acquisition> georeferenced = new ArrayList<>();
    for (Acquisition one : acquisitions) {
      List<Scene> scenes =
          one.scenes().stream().map(scene -> placed.getOrDefault(scene.id(), scene)).toList();
      georeferenced.add(new Acquisition(one.id(), one.acquired(), scenes));
    }
    List<Issue> issues = new ArrayList<>();
    for (Scene scene : open.values()) {
      issues.add(
          new Issue(
              "unplaced",
              scene.id(),
              scene.id()
                  + " could not be georeferenced from "
                  + reference.id()
                  + " ("
                  + why.get(scene.id())
                  + ")."));
    }
    return new Result(georeferenced, issues);
  }
}
