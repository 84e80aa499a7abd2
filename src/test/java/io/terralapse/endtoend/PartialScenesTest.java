package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes that fill only a part of their raster make a video without configuration. */
@Slow
class PartialScenesTest {
  private static final int SIDE = 240;
  private static final String[] DAYS = {"20050110", "20050211", "20050314"};

  @TempDir static Path root = Path.of("");

  private interface Data {
    boolean at(int date, int column, int row);
  }

  /** Land in the scale of surface reflectance of Landsat, each date in another tone. */
  private static float[] land(int date, int band, Data data) {
    Random random = new Random(band);
    float[] land = new float[SIDE * SIDE];
    for (int i = 0; i < land.length; i++) {
      int c = i % SIDE;
      int r = i / SIDE;
      double texture = Math.sin(c / 9.0 + band) * Math.cos(r / 7.0) + random.nextGaussian() / 5;
      double reflectance = 0.18 + 0.05 * texture + 0.04 * date;
      land[i] = data.at(date, c, r) ? Math.round((reflectance + 0.2) / 2.75e-5) : 0;
    }
    return land;
  }

  private static Path write(String name, String sensor, Data data, int... bands)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(name).resolve("scenes"));
    for (int date = 0; date < DAYS.length; date++) {
      for (int band : bands) {
        new TinyTiff(SIDE, SIDE, SampleType.UINT16)
            .deflated()
            .nodata("0")
            .georeferenced(32632, GeoTransform.northUp(400_000 + 30 * date, 5_600_000, 30))
            .write(
                folder.resolve(
                    sensor + "_L2SP_190024_" + DAYS[date] + "_20200831_02_T1_SR_B" + band + ".TIF"),
                land(date, band, data));
      }
    }
    return folder;
  }

  /** The part of a frame's upper half, in which nothing is drawn, that is black. */
  private static double black(Job job, String day) throws IOException {
    Path image = job.folder().resolve("frame.png");
    job.run("still", day, "-o", image.toString()).exits(0);
    BufferedImage frame = ImageIO.read(image.toFile());
    int black = 0;
    for (int y = 0; y < frame.getHeight() / 2; y++) {
      for (int x = 0; x < frame.getWidth(); x++) {
        black += (frame.getRGB(x, y) & 0xffffff) == 0 ? 1 : 0;
      }
    }
    return black / (frame.getHeight() / 2.0 * frame.getWidth());
  }

  @Test
  void wholeScenesThatAreTurnedInTheirRasterAreShownWhereTheyHaveData() throws IOException {
    Data turned =
        (date, c, r) -> {
          double u = c - SIDE / 2.0;
          double v = r - SIDE / 2.0;
          return Math.abs(u + 0.23 * v) < 0.4 * SIDE && Math.abs(v - 0.23 * u) < 0.4 * SIDE;
        };
    Path scenes = write("turned", "LC08", turned, 2, 3, 4);
    Job job = Job.in(root.resolve("turned"), scenes);
    job.run("render").exits(0);
    JsonNode ledger = job.ledger();
    assertEquals(3, ledger.path("outputs").get(0).path("segments").get(0).path("pictures").asInt());
    for (JsonNode scene : ledger.path("scenes")) {
      assertEquals(100, scene.path("coveragePercent").asDouble(), 0.2);
    }
    double pixel = ledger.path("grid").path("pixelSizeM").asDouble();
    double metres = ledger.path("grid").path("width").asInt() * pixel;
    assertTrue(metres > 0.6 * SIDE * 30, "width " + metres);
    assertTrue(black(job, "2005-02-11") < 0.001);
  }

  @Test
  void stripesWithoutDataAreFilledInTheToneOfTheFrame() throws IOException {
    Data striped = (date, c, r) -> Math.floorMod(r + c / 4 + 11 * date, 33) >= 11;
    Path scenes = write("striped", "LE07", striped, 1, 2, 3);
    Job job = Job.in(root.resolve("striped"), scenes, "coregister: {model: off}");
    Job.Outcome outcome = job.run("render").exits(0);
    assertTrue(outcome.err().contains("look.fill: none"), outcome.err());
    JsonNode scene = job.ledger().path("scenes").get(1);
    assertEquals(66, scene.path("coveragePercent").asDouble(), 2);
    assertEquals(33, scene.path("filledPercent").asDouble(), 2);
    assertEquals("used", scene.path("status").asText());
    assertTrue(black(job, "2005-02-11") < 0.001);

    job.run("render", "--set", "look.fill=none").exits(0);
    assertTrue(job.ledger().path("scenes").get(1).path("filledPercent").asDouble() == 0);
  }
}
