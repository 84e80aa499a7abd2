package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.Scene;
import java.util.List;
import java.util.Optional;

/** What the planner of {@code aoi: scenes} asks about scenes beyond their headers. */
public interface SceneCoverage {
  /** Every scene fills its raster, and no acquisition covers too little. */
  SceneCoverage COMPLETE =
      new SceneCoverage() {
        @Override
        public Optional<DataFootprint> findFootprint(Scene scene) {
          return Optional.empty();
        }

        @Override
        public Optional<String> judge(Acquisition acquisition, double coveragePercent) {
          return Optional.empty();
        }
      };

  /** Announces scenes that {@link #findFootprint} will be called for, to look at them together. */
  default void prepare(List<Scene> scenes) {}

  /**
   * The part of a scene's raster that has data; empty if that is all of it, or if it is unknown.
   */
  Optional<DataFootprint> findFootprint(Scene scene);

  /**
   * Why an acquisition that covers only part of the common area is not used, one sentence; empty if
   * it is used.
   *
   * @param coveragePercent most of the area that it can cover, 0 to 100
   */
  Optional<String> judge(Acquisition acquisition, double coveragePercent);
}
