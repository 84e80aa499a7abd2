package io.terralapse.pipeline;

import io.terralapse.align.AlignedFrameWriter;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.Publication;
import io.terralapse.publish.TargetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pass 1 only: reads and aligns, and publishes the alignment page. A render finds what it left in
 * the cache.
 */
final class AlignJob {
  private final RunContext context;
  private final Optional<Path> writeAligned;

  AlignJob(RunContext context, Optional<Path> writeAligned) {
    this.context = context;
    this.writeAligned = writeAligned;
  }

  AlignResult run() throws Exception {
    try (Publication publication = context.beginPublication()) {
      Outputs outputs = new Outputs(context.outputs().outputSettings(), publication);
      outputs.refuseFolders(List.of(), true);
      writeAligned.ifPresent(
          folder -> TargetFile.refuseUnwritableFolder(folder, "name another --write-aligned"));
      CandidateScenes candidates = context.georeferenced(context.findScenes());
      LockFile lock = context.openLock();
      SceneInventory planned = context.planReading(candidates, lock);
      Measurement measured = Measurement.of(context, planned, lock, true, 1);
      SceneInventory inventory = measured.inventory();
      List<Path> written = writeFrames(inventory, measured);
      String page =
          outputs.addPage(
              measured.evidence(context, inventory).report(context.options().toolVersion()));
      outputs.publish();
      return result(inventory, measured, context.job().outputDir().resolve(page), written);
    } catch (NoUsableScenesException none) {
      throw none.asUserError();
    }
  }

  private List<Path> writeFrames(SceneInventory inventory, Measurement measured) throws Exception {
    return writeAligned.isEmpty()
        ? List.of()
        : new AlignedFrameWriter(
                inventory.plan().grid(), context.kernel(), context.stores().windows())
            .write(
                measured.dates(),
                measured.alignment(),
                writeAligned.get(),
                context.job().jobs(),
                context.progress());
  }

  private static AlignResult result(
      SceneInventory inventory, Measurement measured, Path page, List<Path> written) {
    List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
    dropped.addAll(measured.dropped());
    List<Issue> issues = new ArrayList<>(inventory.issues());
    issues.addAll(measured.issues());
    return new AlignResult(
        page,
        measured.alignment().anchor().map(AnchorChoice::id).orElse(""),
        measured.dates().stream()
            .map(
                date ->
                    new AlignResult.AlignedDate(
                        date.id(),
                        date.acquisition().acquired(),
                        measured.alignment().shiftOf(date)))
            .toList(),
        written,
        Dropped.of(dropped),
        issues);
  }
}
