package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftPolicy;
import io.terralapse.config.JobSettings;
import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.pipeline.SceneInventory;
import io.terralapse.pipeline.Stores;
import io.terralapse.run.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures without georeference take it from the reference picture, if that one has it; one that
 * does not agree with the reference takes it from a picture near in time that has got a place. From
 * there on they are scenes like others. One that cannot be measured with confidence gets no place.
 */
public final class GeoreferenceTransfer {
  /** Bytes of a pixel while a pair is compared: both pictures' bands, planes and features. */
  private static final long BYTES_PER_PIXEL = 80;

  private static final int SHARE_OF_MEMORY = 4;

  private final Stores stores;
  private final Workers workers;
  private final List<String> inTime = new ArrayList<>();
  private final Map<String, Scene> placed = new HashMap<>();
  private final Map<String, Scene> open = new LinkedHashMap<>();
  private final Map<String, String> why = new HashMap<>();

  private GeoreferenceTransfer(Stores stores, Workers workers, List<Scene> scenes) {
    this.stores = stores;
    this.workers = workers;
    for (Scene scene : scenes) {
      inTime.add(scene.id());
      if (isPlain(scene)) {
        open.put(scene.id(), scene);
      }
    }
  }

  /** The candidates, with places for those that had none where that could be found. */
  public static SceneInventory.Candidates lend(
      JobSettings job, SceneInventory.Candidates candidates, Stores stores) throws Exception {
    if (candidates.reference().isEmpty() || !job.coregister().enabled()) {
      return candidates;
    }
    Scene reference = candidates.reference().get().scenes().get(0);
    List<Scene> scenes =
        candidates.acquisitions().stream().flatMap(one -> one.scenes().stream()).toList();
    if (isPlain(reference) || scenes.stream().noneMatch(GeoreferenceTransfer::isPlain)) {
      return candidates;
    }
    long bytes = BYTES_PER_PIXEL * GeoreferenceEstimator.pixels(reference.raster());
    long most = Math.max(1, job.memoryBytes() / SHARE_OF_MEMORY / Math.max(1, bytes));
    try (Workers workers = new Workers("places", (int) Math.min(job.jobs(), most))) {
      GeoreferenceTransfer places = new GeoreferenceTransfer(stores, workers, scenes);
      places.placeOn(reference);
      places.placeOnEachOther();
      return places.applied(candidates, reference);
    }
  }

  private static boolean isPlain(Scene scene) {
    return scene.raster().crs().filter(Crs.PIXELS::equals).isPresent();
  }

  private void placeOn(Scene reference) throws Exception {
    GeoreferenceEstimator finder =
        new GeoreferenceEstimator(stores.windows(), stores.edges(), reference);
    List<Scene> pictures = List.copyOf(open.values());
    List<Edge> edges = workers.map(pictures, finder::measure);
    for (int i = 0; i < pictures.size(); i++) {
      settle(pictures.get(i), edges.get(i), finder);
    }
  }

  private void settle(Scene picture, Edge edge, GeoreferenceEstimator finder) {
    if (edge.accepted()) {
      placed.put(picture.id(), finder.placed(picture, edge));
      open.remove(picture.id());
    } else {
      why.putIfAbsent(picture.id(), edge.reason());
    }
  }

  /** Goes on as long as a round places one: each may be what the next one agrees with. */
  private void placeOnEachOther() throws Exception {
    Set<String> asked = new HashSet<>();
    boolean more = true;
    while (more && !open.isEmpty()) {
      int before = open.size();
      for (Scene picture : List.copyOf(open.values())) {
        for (String near : ShiftPolicy.extraReferences(inTime, placed.keySet(), picture.id())) {
          if (open.containsKey(picture.id()) && asked.add(near + " " + picture.id())) {
            Scene lender = Objects.requireNonNull(placed.get(near));
            GeoreferenceEstimator finder =
                new GeoreferenceEstimator(stores.windows(), stores.edges(), lender);
            settle(picture, finder.measure(picture), finder);
          }
        }
      }
      more = open.size() < before;
    }
  }

  private SceneInventory.Candidates applied(SceneInventory.Candidates candidates, Scene reference) {
    List<Acquisition> acquisitions = new ArrayList<>();
    for (Acquisition one : candidates.acquisitions()) {
      List<Scene> scenes =
          one.scenes().stream().map(scene -> placed.getOrDefault(scene.id(), scene)).toList();
      acquisitions.add(new Acquisition(one.id(), one.acquired(), scenes));
    }
    List<Issue> issues = new ArrayList<>(candidates.issues());
    for (Scene scene : open.values()) {
      issues.add(
          new Issue(
              "unplaced",
              scene.id(),
              scene.id()
                  + " could not be placed on "
                  + reference.id()
                  + " ("
                  + why.get(scene.id())
                  + ")."));
    }
    return new SceneInventory.Candidates(
        candidates.bands(), acquisitions, candidates.reference(), candidates.dropped(), issues);
  }
}
