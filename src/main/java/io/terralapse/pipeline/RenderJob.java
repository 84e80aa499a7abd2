package io.terralapse.pipeline;

import io.terralapse.encode.Encoders;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.Undrawable;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.onset.Onset;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.Publication;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The whole job: find, select, grid, read, align, tone, draw, encode, publish.
 *
 * <p>{@link #render} and {@link #makeVideo} have the steps in order; what a step does is in the
 * package of its name.
 */
final class RenderJob {
  private final RunContext context;

  RenderJob(RunContext context) {
    this.context = context;
  }

  /**
   * Runs the job.
   *
   * @throws UserError if the settings or the scenes allow no video
   */
  RenderResult run() throws Exception {
    long began = System.nanoTime();
    return render().took((System.nanoTime() - began) / 1e9);
  }

  private RenderResult render() throws Exception {
    try (Publication publication = context.beginPublication()) {
      Outputs outputs = new Outputs(context.outputs().outputSettings(), publication);
      outputs.refuseFolders(
          context.outputs().renditions(),
          context.job().alignmentPage(),
          concat(context.outputs().further(), OverviewFiles.names(context.job())));
      context
          .outputs()
          .renditions()
          .forEach(files -> files.formats().forEach(one -> one.encoder().requireAvailable()));
      UpToDateCheck check = new UpToDateCheck(context);
      Optional<LastRun.State> unchanged = check.findUnchanged();
      if (unchanged.isPresent()) {
        return upToDate(
            outputs, new StoredWarnings(unchanged.get().dropped(), unchanged.get().issues()));
      }
      try {
        Undrawable.refuse(context.job().furniture());
        // Find and select.
        CandidateScenes candidates = context.georeferenced(context.findScenes());
        // Grid.
        LockFile lock = context.openLock();
        SceneInventory inventory = context.planReading(candidates, lock);
        inventory.requireDates(context.job(), context.options().leastDates());
        Optional<ComparedPanel> panel = ComparedPanel.plan(context);
        Optional<StoredWarnings> current = check.findCurrent(inventory, panel, lock);
        RenderResult result =
            current.isPresent()
                ? upToDate(outputs, current.get())
                : makeVideo(inventory, panel, lock, outputs, check);
        check.remember(inventory, panel, result.dropped(), result.issues());
        return result;
      } catch (NoUsableScenesException none) {
        throw none.asUserError(shown(outputs.publishRefusal(SceneAccount.refusal(context, none))));
      }
    }
  }

  private RenderResult makeVideo(
      SceneInventory planned,
      Optional<ComparedPanel> panel,
      LockFile lock,
      Outputs outputs,
      UpToDateCheck check)
      throws Exception {
    List<RenditionCanvas> canvases = RenditionDrawing.plan(context, planned);
    CompletableFuture<FurniturePainter> layout = layOutFurniture(planned, lock);
    // Read, align and tone.
    Measurement measured =
        Measurement.of(
            context, planned, lock, context.job().alignmentPage(), context.options().leastDates());
    SceneInventory inventory = measured.inventory();
    Optional<ComparedPanel.Measured> compared =
        panel.isPresent()
            ? Optional.of(panel.get().measure(inventory, measured, context.options().leastDates()))
            : Optional.empty();
    Optional<StoredWarnings> same = check.findSame(inventory, measured, compared);
    if (same.isPresent()) {
      return upToDate(outputs, same.get());
    }
    FillOrder fill = measured.fill(context.job().fill());
    FurniturePainter furniture =
        inventory.equals(planned) && fill == expectedFill(inventory)
            ? await(layout)
            : context.furniture(inventory, fill, lock);
    List<Onset> onsets = measured.onsets(context, inventory.plan().grid());
    FrameDrawing drawing =
        FrameDrawing.of(
            context,
            inventory,
            inventory.equals(planned) ? canvases : RenditionDrawing.plan(context, inventory),
            measured,
            fill,
            furniture,
            compared,
            OnsetLabels.of(context.job(), onsets, measured));
    LockUpdate next = LockUpdate.of(context, lock, inventory, measured, drawing);
    ReaderFiles readers = new ReaderFiles(context, drawing);
    // Draw and encode.
    List<DrawnRendition> drawn = drawing.renditions().run(drawing.plans(), drawing.segments());
    readers.drawMissing(drawing.renditions().encoders(drawn.get(0).rendition(), drawing.plans()));
    // Publish.
    RunResults results = new RunResults(inventory, measured, drawing, onsets);
    return new PublishStep(context, results, next, readers, outputs).publish(drawn);
  }

  private RenderResult upToDate(Outputs outputs, StoredWarnings warnings) throws IOException {
    outputs.deleteRefusal();
    return RenderResult.unchanged(
        context.options().ifChanged()
            ? "The set of usable scenes is that of the published video."
            : "Nothing has changed since the last run.",
        warnings.dropped(),
        warnings.issues());
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** A file as it is named from the current folder. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath();
    return String.valueOf(absolute.startsWith(here) ? here.relativize(absolute) : absolute);
  }

  /**
   * Lays out the furniture and loads the encoder while the scenes are read: half a second on one
   * core that pass 2 would begin with.
   */
  private CompletableFuture<FurniturePainter> layOutFurniture(
      SceneInventory inventory, LockFile lock) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (context.outputs().renditions().stream().anyMatch(RenditionFiles::mp4)) {
            Encoders.getH264();
          }
          return context.furniture(inventory, expectedFill(inventory), lock);
        },
        task -> {
          Thread thread = new Thread(task, "layout");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** The result, or the error of the user's that laying out found. */
  private static FurniturePainter await(CompletableFuture<FurniturePainter> layout) {
    try {
      return layout.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof UserError error) {
        throw error;
      }
      throw failure;
    }
  }

  /**
   * The filling as far as metadata tell it: gaps of unknown sensors are seen in the pixels only.
   */
  private FillOrder expectedFill(SceneInventory inventory) {
    boolean gaps =
        inventory.plan().acquisitions().stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .anyMatch(Scene::hasScanGaps);
    return context.job().fill() == FillOrder.AUTO && !gaps ? FillOrder.NONE : context.job().fill();
  }
}
