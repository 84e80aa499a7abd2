package io.terralapse.pipeline;

import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.onset.Onset;
import io.terralapse.select.FillOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the scenes and settings of a published job are drawn: found, read and measured again as a
 * render would, once for all files. Not thread-safe.
 */
final class Redrawing {
  private final RunContext context;
  private final int least;
  private @Nullable RunResults measured;

  /**
   * Nothing is read yet.
   *
   * @param context a run without the cache, so that nothing is taken from earlier ones
   * @param frames of the published video: where it has one, a single date is enough
   */
  Redrawing(RunContext context, int frames) {
    this.context = context;
    this.least = frames == 1 ? 1 : context.options().leastDates();
  }

  /**
   * What these scenes and settings give.
   *
   * @throws NoUsableScenesException if they give no frame
   */
  RunResults results() throws Exception {
    RunResults known = measured;
    if (known == null) {
      known = measure();
      measured = known;
    }
    return known;
  }

  private RunResults measure() throws Exception {
    LockFile lock = context.openLock();
    SceneInventory planned = context.planReading(context.georeferenced(context.findScenes()), lock);
    Measurement found = Measurement.of(context, planned, lock, false, least);
    SceneInventory inventory = found.inventory();
    FillOrder fill = found.fill(context.job().fill());
    Optional<ComparedPanel> panel = ComparedPanel.plan(context);
    List<Onset> onsets = found.onsets(context, inventory.plan().grid());
    FrameDrawing drawing =
        FrameDrawing.of(
            context,
            inventory,
            RenditionDrawing.plan(context, inventory),
            found,
            fill,
            context.furniture(inventory, fill, lock),
            panel.isPresent()
                ? Optional.of(panel.get().measure(inventory, found, 1))
                : Optional.empty(),
            OnsetLabels.of(context.job(), onsets, found));
    return new RunResults(inventory, found, drawing, onsets);
  }
}
