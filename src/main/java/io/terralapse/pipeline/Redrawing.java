package io.terralapse.pipeline;

import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.page.PageContent;
import io.terralapse.select.FillOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the scenes and settings of a published job are drawn: found, read and measured again as a
 * render would, once for all files. Not thread-safe.
 */
final class Redrawing {
  /** What was found, and how it is drawn. */
  private record Measured(
      SceneInventory inventory, Measurement measurement, FrameDrawing drawing) {}

  private final RunContext context;
  private @Nullable Measured measured;

  /**
   * Nothing is read yet.
   *
   * @param context a run without the cache, so that nothing is taken from earlier ones
   */
  Redrawing(RunContext context) {
    this.context = context;
  }

  /**
   * How these scenes and settings are drawn.
   *
   * @throws NoUsableScenesException if they give no frame
   */
  FrameDrawing drawing() throws Exception {
    return measured().drawing();
  }

  /**
   * What the files say, once all frames have been drawn.
   *
   * @throws NoUsableScenesException if there are none
   */
  PageContent content() throws Exception {
    Measured known = measured();
    SceneAccount account =
        new SceneAccount(
            context,
            known.inventory(),
            known.measurement(),
            known.drawing(),
            known.measurement().onsets(context, known.inventory().plan().grid()));
    return ReaderFiles.content(context, account.draft(), account.acquisitions());
  }

  private Measured measured() throws Exception {
    Measured known = measured;
    if (known == null) {
      known = measure();
      measured = known;
    }
    return known;
  }

  private Measured measure() throws Exception {
    LockFile lock = context.openLock();
    SceneInventory inventory =
        context.planReading(context.georeferenced(context.findScenes()), lock);
    Measurement found =
        Measurement.of(context, inventory, lock, false, context.options().leastDates());
    FillOrder fill = found.fill(context.job().fill());
    Optional<ComparedPanel> panel = ComparedPanel.plan(context);
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
                : Optional.empty());
    return new Measured(inventory, found, drawing);
  }
}
