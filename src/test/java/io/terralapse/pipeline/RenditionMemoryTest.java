package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Grid;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fits into the budget when pictures are drawn. */
class RenditionMemoryTest {
  @TempDir Path folder = Path.of("");

  private static Grid grid(int side) {
    return new Grid("EPSG:32633", 500000, 5000000, 10, 10, side, side);
  }

  @Test
  void aSmallRenditionTakesWhatItsCanvasTakes() throws IOException {
    TinyJob job = new TinyJob(folder, 2);
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN, "jobs=8", "memory=1GiB"))) {
      RenditionMemory memory =
          new RenditionMemory(context, FillOrder.NONE, UnaryOperator.identity());
      Rendition large = new Rendition(grid(2500), context.job().main());
      Rendition small = new Rendition(grid(200), context.job().main());
      RenditionCanvas both = new RenditionCanvas(large.grid(), List.of(large, small));
      RenditionCanvas own = new RenditionCanvas(small.grid(), List.of(small));

      IntUnaryOperator cut = memory.encoders(small, List.of(both), List.of());
      IntUnaryOperator alone = memory.encoders(small, List.of(own), List.of());

      assertEquals(8, alone.applyAsInt(8));
      assertEquals(4, cut.applyAsInt(8));
    }
  }
}
