package io.terralapse.pipeline;

import io.terralapse.draw.DrawPass;
import io.terralapse.draw.FramePlan;
import io.terralapse.model.Grid;
import io.terralapse.pace.PaceSettings;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.run.MemoryPlan;
import io.terralapse.select.FillOrder;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * How much of pass 2 fits into the memory budget.
 *
 * @param fill from which dates gaps are filled
 * @param whole the grid of whole frames, given that of one panel
 */
record RenditionMemory(RunContext context, FillOrder fill, UnaryOperator<Grid> whole) {

  /** How many segments to process at the same time, given how many there are. */
  IntUnaryOperator encoders(RenditionCanvas canvas, List<FramePlan> frames) {
    int extra =
        DrawPass.extraBytesPerPixel(frames.stream().map(FramePlan::date).toList(), fill)
            + transitionBytes(canvas);
    return segments ->
        MemoryPlan.encoders(
            whole.apply(canvas.grid()),
            canvas.renditions().stream().map(Rendition::grid).map(whole).toList(),
            context.job().memoryBytes(),
            context.job().jobs(),
            segments,
            extra);
  }

  /**
   * How many pictures of one rendition of a canvas to draw at the same time, given how many there
   * are: drawing one takes the whole canvas, however small the rendition is.
   */
  IntUnaryOperator encoders(
      Rendition rendition, List<RenditionCanvas> canvases, List<FramePlan> frames) {
    RenditionCanvas canvas =
        canvases.stream()
            .filter(one -> one.renditions().contains(rendition))
            .findFirst()
            .orElseThrow();
    return encoders(new RenditionCanvas(canvas.grid(), List.of(rendition)), frames);
  }

  /**
   * Bytes per pixel of the canvas that transitions hold: the two pictures that each is between, of
   * every rendition, and the grounds that several renditions are cut from.
   */
  private int transitionBytes(RenditionCanvas canvas) {
    PaceSettings.Extras extras = context.job().pace().extras();
    if (extras.crossfade() + extras.wipe() == 0) {
      return 0;
    }
    long pixels = (long) canvas.grid().width() * canvas.grid().height();
    long sum = 0;
    for (Rendition rendition : canvas.renditions()) {
      sum += 8L * rendition.grid().width() * rendition.grid().height();
    }
    return (int) ((sum + pixels - 1) / pixels) + (canvas.renditions().size() > 1 ? 8 : 0);
  }
}
