package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dated PNG and JPEG images with and without georeference. */
@Slow
final class ImagesWithoutGeoreferenceTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 16;

  private static final String UTM_33 =
      "PROJCS[\"WGS_1984_UTM_Zone_33N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
          + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
          + "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
          + "PARAMETER[\"Central_Meridian\",15.0],PARAMETER[\"Scale_Factor\",0.9996],"
          + "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

  @TempDir Path root = Path.of("");
  private Path scenes = Path.of("");

  /** A landscape of soft blots, cut out with its content moved right and down. */
  private static BufferedImage picture(int width, int height, int right, int down) {
    return picture(11, width, height, right, down);
  }

  private static BufferedImage picture(int seed, int width, int height, int right, int down) {
    Random random = new Random(seed);
    int w = WIDTH + 2 * MARGIN;
    int h = HEIGHT + 2 * MARGIN;
    float[] sum = new float[w * h];
    for (int blot = 0; blot < 3000; blot++) {
      int radius = 2 + random.nextInt(5);
      int x0 = random.nextInt(w);
      int y0 = random.nextInt(h);
      float value = random.nextFloat() - 0.5f;
      for (int y = Math.max(0, y0 - radius); y < Math.min(h, y0 + radius); y++) {
        for (int x = Math.max(0, x0 - radius); x < Math.min(w, x0 + radius); x++) {
          sum[y * w + x] += value;
        }
      }
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float v = sum[(y + MARGIN - down) * w + x + MARGIN - right];
        int grey = Math.max(0, Math.min(255, Math.round(128 + 60 * v)));
        image.setRGB(x, y, grey << 16 | grey << 8 | grey * 3 / 4);
      }
    }
    return image;
  }

  @BeforeEach
  void writePictures() throws IOException {
    scenes = Files.createDirectory(root.resolve("scenes"));
    ImageIO.write(picture(WIDTH, HEIGHT, 0, 0), "png", file("a_20200101.png"));
    ImageIO.write(picture(WIDTH, HEIGHT, 3, -2), "png", file("a_20210101.png"));
    ImageIO.write(picture(WIDTH - 21, HEIGHT, -4, 1), "jpeg", file("a_20220101.jpg"));
  }

  /** Frames in the pixels of the images. */
  private static final String NATIVE = "grid: {tr: 1}";

  private java.io.File file(String name) {
    return scenes.resolve(name).toFile();
  }

  @Test
  void imagesWithoutGeoreferenceAreAlignedAndShownInPixelCoordinates() throws IOException {
    Job job = Job.in(root.resolve("job"), scenes, NATIVE, "coregister: {reference: '2020-01-01'}");
    Job.Outcome plan = job.run("plan").exits(0);
    assertTrue(plan.out().contains("3 frames of 458x360, in pixel coordinates"), plan.out());
    JsonNode json = job.run("plan", "--json").exits(0).json();
    assertTrue(json.path("grid").path("pixelSizeM").isNull(), json.path("grid").toString());

    job.run("render").exits(0);
    assertEquals(3, DecodedFrames.pictures(job.video()).size());
    JsonNode ledger = job.ledger();
    assertEquals("PIXELS", ledger.path("grid").path("crs").asText());
    assertFalse(ledger.path("grid").has("transform"));
    assertTrue(ledger.path("grid").path("pixelSizeM").isNull());
    assertShift(ledger, 1, 3, -2);
    assertShift(ledger, 2, -4, 1);
  }

  private static void assertShift(JsonNode ledger, int scene, double dx, double dy) {
    JsonNode shift = ledger.path("scenes").get(scene).path("shift");
    assertEquals("aligned", shift.path("status").asText(), shift.toString());
    assertEquals(dx, shift.path("dxPx").asDouble(), 0.1, shift.toString());
    assertEquals(dy, shift.path("dyPx").asDouble(), 0.1, shift.toString());
    assertTrue(shift.path("dxM").isNull(), shift.toString());
  }

  @Test
  void theAreaIsGivenInPixels() throws IOException {
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            NATIVE,
            "aoi: {pixels: [100, 50, 200, 150]}",
            "coregister: {model: 'off'}");
    Job.Outcome plan = job.run("plan").exits(0);
    assertTrue(plan.out().contains("3 frames of 200x150, in pixel coordinates"), plan.out());
    job.run("render").exits(0);
  }

  @Test
  void worldFilesAndPrjFilesGeoreferenceImages() throws IOException {
    for (String name : new String[] {"a_20200101.pgw", "a_20210101.pgw", "a_20220101.jgw"}) {
      Files.writeString(scenes.resolve(name), "10\n0\n0\n-10\n500005\n5099995\n");
    }
    for (String name : new String[] {"a_20200101", "a_20210101"}) {
      Files.writeString(scenes.resolve(name + ".prj"), UTM_33);
    }
    Job job = Job.in(root.resolve("job"), scenes);
    Job.Outcome plan = job.run("plan").exits(0);
    assertTrue(
        plan.out().contains("2 frames of 480x360, 10.00 m per pixel, EPSG:32633"), plan.out());
    assertTrue(plan.err().contains("a_20220101.jpg has a geotransform but no CRS"), plan.err());
    Files.writeString(scenes.resolve("a_20220101.prj"), UTM_33);
    assertTrue(job.run("plan").exits(0).out().contains("3 frames of 458x360"));
    job.run("render").exits(0);
    assertEquals(10, job.ledger().path("grid").path("pixelSizeM").asDouble());
  }

  /** A picture turned about its middle, on black that is no data. */
  private static BufferedImage turned(BufferedImage image, double degrees, double scale) {
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.translate(image.getWidth() / 2.0, image.getHeight() / 2.0);
    g.rotate(Math.toRadians(degrees));
    g.scale(scale, scale);
    g.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    g.drawImage(image, 0, 0, null);
    g.dispose();
    return out;
  }

  @Test
  void rotatedImagesAreRotatedBack() throws IOException {
    ImageIO.write(turned(picture(WIDTH, HEIGHT, 5, 3), 14, 0.95), "png", file("a_20230101.png"));
    Job job =
        Job.in(root.resolve("turned"), scenes, NATIVE, "coregister: {reference: '2020-01-01'}");
    job.run("render").exits(0);
    JsonNode shift = job.ledger().path("scenes").get(3).path("shift");
    assertEquals("aligned", shift.path("status").asText(), shift.toString());
    assertEquals("similarity", shift.path("model").asText());
    // Where the content of the frame's middle stands: moved by (5, 3), then turned about the middle
    // of its own picture, which is 21 columns wider than the frame.
    double cos = 0.95 * Math.cos(Math.toRadians(14));
    double sin = 0.95 * Math.sin(Math.toRadians(14));
    double x = 5 - 22 / 2.0;
    double y = 3;
    assertEquals(cos * x - sin * y + 22 / 2.0, shift.path("dxPx").asDouble(), 0.3);
    assertEquals(sin * x + cos * y, shift.path("dyPx").asDouble(), 0.3);
  }

  @Test
  void theGeoreferenceOfAReferenceIsTransferredToImagesWithoutOne() throws IOException {
    Path base = root.resolve("base.png");
    ImageIO.write(picture(WIDTH, HEIGHT, 0, 0), "png", base.toFile());
    Files.writeString(root.resolve("base.pgw"), "10\n0\n0\n-10\n500005\n4999995\n");
    Files.writeString(root.resolve("base.prj"), UTM_33);
    ImageIO.write(turned(picture(WIDTH, HEIGHT, 0, 0), -9, 1.1), "png", file("a_20230101.png"));
    Job job =
        Job.in(root.resolve("transferred"), scenes, "coregister: {reference: '" + base + "'}");
    job.run("render").exits(0);
    JsonNode ledger = job.ledger();
    assertTrue(
        ledger.path("grid").path("crs").asText().contains("32633"), ledger.path("grid").toString());
    assertEquals(4, ledger.path("scenes").size());
    for (JsonNode scene : ledger.path("scenes")) {
      assertEquals("used", scene.path("status").asText(), scene.toString());
      assertEquals("aligned", scene.path("shift").path("status").asText(), scene.toString());
      // Little is left after the georeference was transferred.
      double left =
          Math.hypot(
              scene.path("shift").path("dxM").asDouble(),
              scene.path("shift").path("dyM").asDouble());
      assertTrue(left < 6, scene.toString());
    }
  }

  /** Half of one image beside half of another. */
  private static BufferedImage between(BufferedImage a, BufferedImage b) {
    BufferedImage out = new BufferedImage(a.getWidth(), a.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int grey = ((a.getRGB(x, y) & 0xFF00) + (b.getRGB(x, y) & 0xFF00)) >> 9;
        out.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    return out;
  }

  @Test
  void anImageThatNoLongerMatchesTheReferenceIsGeoreferencedFromItsNeighbour() throws IOException {
    Path base = root.resolve("base.png");
    BufferedImage old = picture(WIDTH, HEIGHT, 0, 0);
    ImageIO.write(old, "png", base.toFile());
    Files.writeString(root.resolve("base.pgw"), "10\n0\n0\n-10\n500005\n4999995\n");
    Files.writeString(root.resolve("base.prj"), UTM_33);
    BufferedImage now = picture(77, WIDTH, HEIGHT, 0, 0);
    ImageIO.write(between(old, now), "png", file("a_20230101.png"));
    ImageIO.write(picture(77, WIDTH, HEIGHT, 6, -3), "png", file("a_20240101.png"));
    ImageIO.write(picture(401, WIDTH, HEIGHT, 0, 0), "png", file("a_20250101.png"));
    Job job = Job.in(root.resolve("chain"), scenes, "coregister: {reference: '" + base + "'}");
    String said = job.run("render").exits(0).err();
    assertTrue(said.contains("a_20250101 could not be georeferenced"), said);
    assertFalse(said.contains("a_20240101 could not be georeferenced"), said);
    JsonNode scene = job.ledger().path("scenes").get(4);
    assertEquals("a_20240101", scene.path("id").asText());
    assertEquals("used", scene.path("status").asText(), scene.toString());
    assertEquals("aligned", scene.path("shift").path("status").asText(), scene.toString());
  }

  @Test
  void georeferencesAreMeasuredOnce() throws IOException {
    Path base = root.resolve("base.png");
    ImageIO.write(picture(WIDTH, HEIGHT, 0, 0), "png", base.toFile());
    Files.writeString(root.resolve("base.pgw"), "10\n0\n0\n-10\n500005\n4999995\n");
    Files.writeString(root.resolve("base.prj"), UTM_33);
    Job job = Job.in(root.resolve("once"), scenes, "coregister: {reference: '" + base + "'}");
    job.run("align").exits(0);
    Path edges = job.folder().resolve(".terralapse/edges");
    List<Path> before;
    try (Stream<Path> files = Files.list(edges)) {
      before = files.sorted().toList();
    }
    assertEquals(6, before.size(), "a place and a shift for each of three");
    // An edge that is measured again replaces its file by another one.
    Map<Path, Object> fileKeys = new HashMap<>();
    for (Path edge : before) {
      fileKeys.put(edge, Files.readAttributes(edge, BasicFileAttributes.class).fileKey());
    }
    job.run("align").exits(0);
    for (Path edge : before) {
      assertEquals(
          fileKeys.get(edge),
          Files.readAttributes(edge, BasicFileAttributes.class).fileKey(),
          edge.toString());
    }
  }
}
