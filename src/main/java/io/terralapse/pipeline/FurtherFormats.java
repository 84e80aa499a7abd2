package io.terralapse.pipeline;

import io.terralapse.draw.DrawPass;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.Timing;
import io.terralapse.model.Grid;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PublishedFiles;
import io.terralapse.publish.SequenceSource;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import java.util.List;
import java.util.Optional;

/** Makes the further formats of drawn renditions, each from the finished pictures. */
final class FurtherFormats {
  private final RunContext context;
  private final List<FramePlan> frames;
  private final Timing timing;
  private final FillOrder fill;

  /**
   * The formats of a sequence.
   *
   * @param fill from which dates gaps were filled
   */
  FurtherFormats(RunContext context, List<FramePlan> frames, Timing timing, FillOrder fill) {
    this.context = context;
    this.frames = frames;
    this.timing = timing;
    this.fill = fill;
  }

  /** Stages all of them, after the videos. */
  void add(Outputs outputs, List<RenditionDrawing.Drawn> drawn) throws Exception {
    int count = drawn.stream().mapToInt(one -> one.files().formats().size()).sum();
    if (count == 0) {
      return;
    }
    Optional<PublishedFiles> earlier =
        context.options().noCache()
            ? Optional.empty()
            : PublishedFiles.find(context.job().outputDir(), context.job().name());
    context.progress().stage("encoding further formats", count);
    for (RenditionDrawing.Drawn one : drawn) {
      StoredPictures pictures = one.encoded().pictures().orElseThrow();
      for (SequenceOutput output : one.files().formats()) {
        SequenceSource source = new SequenceSource(output, pictures, timing);
        if (earlier.isEmpty() || !outputs.keepSequence(one.files(), source, earlier.get())) {
          drawMissing(pictures, one.grid());
          outputs.addSequence(one.files(), source, threads(output, pictures));
        }
        context.progress().step();
      }
    }
  }

  private int threads(SequenceOutput output, StoredPictures pictures) {
    return MemoryPlan.threads(
        context.job().memoryBytes(),
        context.job().jobs(),
        output.encoder().bytesPerThread(pictures.width(), pictures.height()));
  }

  /** Draws what the cache does not hold, several at a time. */
  private void drawMissing(StoredPictures pictures, Grid grid) throws Exception {
    List<Integer> missing = pictures.missing();
    if (missing.isEmpty()) {
      return;
    }
    int extra = DrawPass.extraBytesPerPixel(frames.stream().map(FramePlan::date).toList(), fill);
    int threads =
        MemoryPlan.encoders(
            grid, context.job().memoryBytes(), context.job().jobs(), missing.size(), extra);
    try (Workers workers = new Workers("draw", threads)) {
      workers.map(missing, pictures::get);
    }
  }
}
