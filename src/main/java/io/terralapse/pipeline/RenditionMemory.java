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

  /**
   * How many segments to process at the same time, given how many there are.
   *
   * @param canvas of the pictures that are drawn
   * @param encoded what is encoded of each, one for each video
   */
  IntUnaryOperator encoders(Grid canvas, List<Rendition> encoded, List<FramePlan> frames) {
    return segments ->
        MemoryPlan.encoders(
            whole.apply(canvas),
            grids(encoded),
            context.job().memoryBytes(),
            context.job().jobs(),
            segments,
            extraBytes(canvas, encoded, frames));
  }

  /** Whether videos can be encoded in one pass over the dates. */
  boolean fits(Grid canvas, List<Rendition> encoded, List<FramePlan> frames) {
    return MemoryPlan.fits(
        whole.apply(canvas),
        grids(encoded),
        context.job().memoryBytes(),
        extraBytes(canvas, encoded, frames));
  }

  private List<Grid> grids(List<Rendition> encoded) {
    return encoded.stream().map(Rendition::grid).map(whole).toList();
  }

  private int extraBytes(Grid canvas, List<Rendition> encoded, List<FramePlan> frames) {
    return DrawPass.extraBytesPerPixel(frames.stream().map(FramePlan::date).toList(), fill)
        + transitionBytes(canvas, encoded);
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
    return encoders(canvas.grid(), List.of(rendition), frames);
  }

  /**
   * Bytes per pixel of the canvas that transitions hold: the two pictures that each is between, of
   * every rendition, and the grounds that several renditions are cut from.
   */
  private int transitionBytes(Grid canvas, List<Rendition> encoded) {
    PaceSettings.Extras extras = context.job().pace().extras();
    if (extras.crossfade() + extras.wipe() == 0) {
      return 0;
    }
    long pixels = (long) canvas.width() * canvas.height();
    long sum = 0;
    for (Rendition rendition : encoded) {
      sum += 8L * rendition.grid().width() * rendition.grid().height();
    }
    return (int) ((sum + pixels - 1) / pixels) + (encoded.size() > 1 ? 8 : 0);
  }
}
