package io.terralapse.model;

import java.util.List;

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
}
