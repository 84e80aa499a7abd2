package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan of a large search requests, and what happens if items contradict their files. */
@Slow
class StacPlanTest {
  private static final int ITEMS = 1000;
  private static final List<String> BANDS = List.of("red", "green", "blue", "scl");

  /** Two files of each of four assets. */
  private static final int SAMPLES = 2 * BANDS.size();

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final String AREA =
      "aoi: {te: [500100, 5099600, 500500, 5099900], te_srs: 'EPSG:32633'}";
  private static final String PRIVATE = "access: {allow_private: true}";

  @TempDir static Path root = Path.of("");
  private static StacSite site;

  @BeforeAll
  static void serve() throws IOException {
    site = new StacSite();
    for (String band : BANDS) {
      SampleType type = band.equals("scl") ? SampleType.UINT8 : SampleType.UINT16;
      for (int variant = 0; variant < 3; variant++) {
        Path file = root.resolve(band + ".tif");
        new TinyTiff(WIDTH + 2 * variant, HEIGHT, type)
            .georeferenced(32633, place(variant))
            .nodata("0")
            .write(file, new float[(WIDTH + 2 * variant) * HEIGHT]);
        site.file(band + "-" + variant + ".tif", Files.readAllBytes(file));
      }
    }
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static GeoTransform place(int variant) {
    return GeoTransform.northUp(500_000 - 30 * variant, 5_100_000, 10);
  }

  private static ObjectNode item(String id, int number) {
    ObjectNode item = StacSite.JSON.createObjectNode();
    item.put("type", "Feature").put("stac_version", "1.0.0").put("id", id);
    item.put("collection", "some").putArray("links");
    String day = LocalDate.of(2016, 1, 1).plusDays(2L * number).toString();
    item.putObject("properties").put("datetime", day + "T10:00:31Z");
    item.putObject("assets");
    return item;
  }

  private static ObjectNode asset(ObjectNode item, String key, int variant) {
    ObjectNode asset = item.withObject("/assets").putObject(key);
    String address = "/files/" + item.path("id").asText() + "/" + key + "-" + variant + ".tif";
    asset.put("href", site.home() + address).put("type", "image/tiff; application=geotiff");
    asset.putArray("eo:bands").addObject().put("common_name", key);
    return asset;
  }

  private static void statePlace(ObjectNode node, int width, int height, GeoTransform at) {
    node.putArray("proj:shape").add(height).add(width);
    ArrayNode transform = node.putArray("proj:transform");
    transform.add(at.xPerColumn()).add(at.xPerRow()).add(at.x0());
    transform.add(at.yPerColumn()).add(at.yPerRow()).add(at.y0());
  }

  private static List<ObjectNode> sentinel2(Consumer<ObjectNode> change) {
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      ObjectNode item = item("S2A_33TWM_" + i + "_L2A", i);
      ObjectNode properties = item.withObject("/properties");
      properties.put("platform", "sentinel-2a").put("constellation", "sentinel-2");
      properties.put("grid:code", "MGRS-33TWM");
      BANDS.forEach(band -> asset(item, band, 0));
      change.accept(item);
      items.add(item);
    }
    return items;
  }

  private static void stateAssets(ObjectNode item) {
    item.withObject("/properties").put("proj:epsg", 32633);
    item.path("assets").forEach(asset -> statePlace((ObjectNode) asset, WIDTH, HEIGHT, place(0)));
  }

  private static JsonNode plan(String collection, String... more) throws IOException {
    Job job = job(collection, site.search(collection), more);
    return job.run("plan", "--json").exits(0).json();
  }

  private static Job job(String name, String scenes, String... more) throws IOException {
    Path folder = Files.createDirectories(root.resolve("job-" + name));
    String text =
        "name: job\nscenes: [" + scenes + "]\n" + PRIVATE + "\n" + String.join("\n", more);
    Files.writeString(folder.resolve("config.yaml"), text + "\n");
    return new Job(folder);
  }

  private static long used(JsonNode plan) {
    long used = 0;
    for (JsonNode scene : plan.path("scenes")) {
      used += scene.path("status").asText().equals("used") ? 1 : 0;
    }
    return used;
  }

  @Test
  void whatItemsStateIsNotRequested() throws IOException {
    site.collection("stated", sentinel2(StacPlanTest::stateAssets));
    JsonNode plan = plan("stated", AREA);
    assertEquals(ITEMS, used(plan));
    assertEquals(SAMPLES, site.takeRequests("/files/S2A"));
    assertEquals(ITEMS / StacSite.PAGE, site.takeRequests("/search"));
    JsonNode again = plan("stated", AREA);
    assertEquals(plan.path("grid"), again.path("grid"), "planned with the cache");
    assertEquals(ITEMS, used(again));
    assertTrue(site.takeRequests("/files/S2A") <= SAMPLES);
  }

  @Test
  void theAreaOfScenesNeedsNoOverviews() throws IOException {
    site.collection("scenes", sentinel2(StacPlanTest::stateAssets));
    JsonNode plan = plan("scenes", "aoi: scenes", "grid: {tr: 10}");
    assertEquals(ITEMS, used(plan));
    assertEquals(SAMPLES, site.takeRequests("/files/S2A"));
    assertEquals(WIDTH, plan.path("grid").path("width").asInt());
  }

  @Test
  void itemsOfOneTileHaveOnePlace() throws IOException {
    site.collection("tile", sentinel2(item -> {}));
    assertEquals(ITEMS, used(plan("tile", AREA)));
    assertEquals(SAMPLES, site.takeRequests("/files/S2A"));
  }

  @Test
  void theItemsPlaceIsThatOfItsAssets() throws IOException {
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      int variant = i % 3;
      ObjectNode item = item("LC08_L2SP_190028_" + i, i);
      ObjectNode properties = item.withObject("/properties");
      properties.put("platform", "landsat-8").put("proj:code", "EPSG:32633");
      statePlace(properties, WIDTH + 2 * variant, HEIGHT, place(variant));
      for (String band : BANDS.subList(0, i == 500 ? 2 : 3)) {
        asset(item, band, variant);
      }
      items.add(item);
    }
    site.collection("landsat", items);
    JsonNode plan = plan("landsat", AREA);
    assertEquals(ITEMS - 1, used(plan), "one item has no blue");
    assertEquals(SAMPLES - 2, site.takeRequests("/files/LC08"));
  }

  @Test
  void filesOfWhichNothingIsStatedAreOpened() throws IOException {
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ObjectNode item = item("survey-" + i, i);
      BANDS.subList(0, 3).forEach(band -> asset(item, band, 0));
      items.add(item);
    }
    site.collection("survey", items);
    assertEquals(30, used(plan("survey", AREA)));
    assertEquals(90, site.takeRequests("/files/survey"));
  }

  @Test
  void aStatementThatTheFirstFileContradictsIsNotUsed() throws IOException {
    List<ObjectNode> items =
        sentinel2(
            item -> {
              stateAssets(item);
              // Upper left corners of another catalogue's kind: half a tile to the north.
              statePlace(item.withObject("/assets/red"), WIDTH, HEIGHT, shifted(0, 240));
            });
    site.collection("wrong", items.subList(0, 20));
    JsonNode plan = plan("wrong", "aoi: scenes", "grid: {tr: 10}");
    assertEquals(20, used(plan));
    assertEquals(20 + SAMPLES - 2, site.takeRequests("/files/S2A"), "all files of the red band");
    assertEquals(HEIGHT, plan.path("grid").path("height").asInt());
    assertTrue(plan.path("issues").toString().contains("24 pixels away"), plan.toString());
  }

  private static GeoTransform shifted(double x, double y) {
    return place(0).shifted(x / 10, -y / 10);
  }

  @Test
  void aRenderUsesWhatTheFileSays() throws IOException {
    SyntheticScenes scenes =
        new SyntheticScenes(new SyntheticScenes.Options(160, 120, 6, 5, 1.0, false, false));
    List<Path> files = scenes.write(root.resolve("made"));
    List<ObjectNode> silent = new ArrayList<>();
    List<ObjectNode> stated = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      site.file("image-" + i + ".tif", Files.readAllBytes(files.get(i)));
      silent.add(picture(i));
      ObjectNode item = picture(i);
      // Neither the first item nor the last, whose headers a plan reads.
      item.withObject("/properties").put("proj:code", i == 2 ? "EPSG:32632" : "EPSG:32633");
      statePlace(
          item.withObject("/properties"), i == 3 ? 80 : 160, 120, shifted(i == 4 ? 300 : 0, 0));
      stated.add(item);
    }
    site.collection("silent", silent);
    site.collection("contrary", stated);
    String area = "aoi: {te: [500200, 5099000, 501400, 5099800], te_srs: 'EPSG:32633'}";
    Job expected = job("silent", site.search("silent"), area);
    expected.run("render").exits(0);
    Job job = job("contrary", site.search("contrary"), area);
    Job.Outcome outcome = job.run("render").exits(0);
    assertEquals(expected.codedPictures(), job.codedPictures());
    String said = outcome.err();
    assertTrue(said.contains("is in EPSG:32633 and not in EPSG:32632"), said);
    JsonNode issues = job.ledger().path("issues");
    assertEquals(3, issues.findValuesAsText("code").stream().filter("misstated"::equals).count());
    Job.Outcome strict = job.run("render", "--strict", "--no-cache").exits(5);
    assertTrue(strict.err().contains("STAC item states"), strict.err());
  }

  private static ObjectNode picture(int number) {
    ObjectNode item = item("picture-" + number, number);
    ArrayNode bands = asset(item, "image", number).putArray("eo:bands");
    BANDS.subList(0, 3).forEach(band -> bands.addObject().put("common_name", band));
    return item;
  }
}
