package io.terralapse.model;

import java.util.List;
import java.util.Optional;

/**
 * The scenes of one overpass, which make one frame.
 *
 * @param id stable name: the first scene's id
 * @param acquired the earliest scene's date
 * @param scenes at least one, in a fixed order (by date, then id)
 */
public record Acquisition(String id, AcquisitionDate acquired, List<Scene> scenes) {

  /** Copies the list. */
  public Acquisition {
    scenes = List.copyOf(scenes);
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("acquisition without scenes: " + id);
    }
  }

  /** The distinct credits of the scenes, joined; empty if there are none. */
  public Optional<String> credit() {
    return creditOf(List.of(this));
  }

  /**
   * The distinct credits of the scenes of some acquisitions, joined, with those that differ in the
   * year at their end written once; empty if there are none.
   */
  public static Optional<String> creditOf(List<Acquisition> acquisitions) {
    String joined =
        CreditYears.join(
            acquisitions.stream()
                .flatMap(acquisition -> acquisition.scenes().stream())
                .map(Scene::credit)
                .flatMap(Optional::stream));
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
  }
}
