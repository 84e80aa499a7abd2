package io.terralapse.pipeline;

import io.terralapse.inventory.SceneInventory;
import io.terralapse.onset.Onset;
import java.util.List;

/**
 * What a run found in the scenes, and draws of them.
 *
 * @param drawing how the frames are drawn
 * @param onsets the first change of each area that it was looked for in
 */
record RunResults(
    SceneInventory inventory, Measurement measured, FrameDrawing drawing, List<Onset> onsets) {
  /** Copies the list. */
  RunResults {
    onsets = List.copyOf(onsets);
  }
}
