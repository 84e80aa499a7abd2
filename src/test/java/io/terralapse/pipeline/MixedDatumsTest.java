package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.ConfigLoader;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edge on the ground in a scene on the Dutch datum and in one on WGS 84. */
class MixedDatumsTest {
  private static final int SIZE = 160;

  /** The edge x = 155060 of EPSG:28992 in EPSG:32631, by PROJ 9.1.1: easting at two northings. */
  private static final double NORTH = 5_780_986.274;

  private static final double SOUTH = 5_780_826.358;
  private static final double EAST_AT_NORTH = 663_363.897;
  private static final double EAST_AT_SOUTH = 663_369.161;

  @TempDir Path folder = Path.of("");

  private interface Land {
    boolean isRed(double x, double y);
  }

  private void write(String name, int epsg, double x0, double y0, Land land) throws Exception {
    float[][] bands = new float[3][SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      int column = i % SIZE;
      int row = i / SIZE;
      boolean red = land.isRed(x0 + column + 0.5, y0 - row - 0.5);
      bands[red ? 0 : 2][i] = 200;
      bands[1][i] = 50;
    }
    new TinyTiff(SIZE, SIZE, SampleType.UINT8)
        .shorts(262, 2)
        .georeferenced(epsg, new GeoTransform(x0, 1, 0, y0, 0, -1))
        .write(folder.resolve("scenes").resolve(name), bands);
  }

  private static double eastOfEdge(double y) {
    return EAST_AT_NORTH + (NORTH - y) / (NORTH - SOUTH) * (EAST_AT_SOUTH - EAST_AT_NORTH);
  }

  private RunRequest request() {
    Progress quiet =
        new Progress() {
          @Override
          public void stage(String name, int total) {}

          @Override
          public void step() {}

          @Override
          public void note(String line) {}
        };
    return new RunRequest(
        ConfigLoader.load(folder.resolve("job.yaml"), Map.of(), Map.of()),
        TinyJob.PLAIN,
        quiet,
        new Cancellation());
  }

  private int edge(String date) throws Exception {
    StillResult still =
        new TimelapseJobs()
            .still(request(), new StillRequest(date, true, folder.resolve(date + ".png")));
    BufferedImage image = Objects.requireNonNull(ImageIO.read(still.out().toFile()));
    int row = image.getHeight() / 2;
    int column = 0;
    while (((image.getRGB(column, row) >> 16) & 255) > (image.getRGB(column, row) & 255)) {
      column++;
    }
    return column;
  }

  @Test
  void theEdgeIsAtOnePixelInBothFrames() throws Exception {
    Files.createDirectories(folder.resolve("scenes"));
    write("2020-01-01_x.tif", 28992, 155_000, 463_000, (x, y) -> x < 155_060);
    write("2021-01-01_x.tif", 32631, 663_306, 5_780_985, (x, y) -> x < eastOfEdge(y));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: job
        scenes: [scenes]
        grid: {t_srs: "EPSG:32631", tr: 1}
        coregister: {model: off}
        furniture: {credit: A B, date: false, scale_bar: false, north_arrow: false}
        """);
    int first = edge("2020-01-01");
    int second = edge("2021-01-01");
    assertTrue(first > 20, "the edge is inside the frame: " + first);
    assertEquals(first, second, 1);
    // The change of datum is accurate to a metre, which is a pixel.
    assertEquals(
        1, Objects.requireNonNull(new TimelapseJobs().plan(request(), false).positionAccuracyM()));
  }
}
