package io.terralapse.endtoend;

import static io.terralapse.endtoend.SettingProof.elsewhere;
import static io.terralapse.endtoend.SettingProof.plan;
import static io.terralapse.endtoend.SettingProof.refused;
import static io.terralapse.endtoend.SettingProof.render;
import static io.terralapse.endtoend.SettingProof.still;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.FileHash;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every setting of the schema has a proof: with another value the program does something else, or
 * refuses it in a sentence. A setting without a proof fails.
 */
@Slow
class SettingPromisesTest {
  private static final Path SCHEMA =
      Path.of("src/main/resources/io/terralapse/config/config.schema.json");
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(SyntheticScenes.Options.of(200, 150, 3));

  /** Inside the scenes; those are at 500000, 5098500, 502000, 5100000 in EPSG:32633. */
  /** A frame with space for all furniture. */
  private static final String LARGE = "grid.tr=2";

  private static final String TE = "aoi.te=[500300, 5098800, 501700, 5099700]";

  private static final String WIDER = "aoi.te=[499700, 5098800, 501700, 5099700]";

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  private static SettingProof unavailable(String setting, String value) {
    return refused(setting, value, "is not available in this version");
  }

  static Stream<SettingProof> proofs() {
    return Stream.of(
            scenesAndArea(), selection(), alignment(), look(), furniture(), outputs(), machine())
        .flatMap(List::stream);
  }

  private static List<SettingProof> scenesAndArea() {
    String box = "[15.004, 46.035, 15.02, 46.045]";
    return List.of(
        render("name", "name=other"),
        elsewhere("geo.grids", "DatumGridsTest", "geo.grids"),
        plan("scenes", "scenes=[one]"),
        elsewhere("scenes.stac", "StacServerTest", "stac:"),
        elsewhere("scenes.collections", "SearchPagesTest", "collections"),
        elsewhere("scenes.bbox", "SourcesTest", "bbox()"),
        elsewhere("scenes.intersects", "SourcesTest", "intersects()"),
        elsewhere("scenes.datetime", "SourcesTest", "datetime()"),
        elsewhere("scenes.query", "SourcesTest", "eo:cloud_cover"),
        elsewhere("scenes.filter", "SourcesTest", "filter()"),
        elsewhere("scenes.max_items", "SearchPagesTest", "stopsAtTheLimitWithAnIssue"),
        still(
            "sources.match",
            "sources=[{match: \"none*\", bands: [blue, green, red]}]",
            "sources=[{match: \"*\", bands: [blue, green, red]}]"),
        still("sources.bands", "sources=[{match: \"*\", bands: [blue, green, red]}]"),
        still("sources.scale", "sources=[{match: \"*\", scale: 0.5}]", "look.stretch=[0, 3000]"),
        still("sources.offset", "sources=[{match: \"*\", offset: 900}]", "look.stretch=[0, 3000]"),
        elsewhere("sources.nodata", "SceneBandsTest", "nodata"),
        plan("sources.sensor", "sources=[{match: \"*\", sensor: naip}]"),
        still("sources.credit", "sources=[{match: \"*\", credit: Somebody}]"),
        plan("dates.pattern", "dates.pattern=_(?<year>20[0-9]{2})(?<month>[0-9]{2})"),
        plan("dates.manifest", "dates.manifest=dates.csv"),
        plan("aoi", "aoi=scenes", TE),
        plan("aoi.te", TE),
        plan("aoi.te_srs", "aoi.te_srs=EPSG:25833", TE),
        plan("aoi.bbox", "aoi={bbox: " + box + "}"),
        plan("aoi.geojson", "aoi={geojson: area.geojson}"),
        plan(
            "aoi.wkt",
            "aoi={wkt: \"POLYGON ((15.004 46.03, 15.02 46.03, 15.02 46.045, 15.004 46.03))\"}"),
        plan("aoi.center", "aoi={center: [15.012, 46.04], size_m: 600}"),
        plan("aoi.size_m", "aoi.size_m=500", "aoi={center: [15.012, 46.04], size_m: 600}"),
        elsewhere("aoi.pixels", "ImagesWithoutGeoreferenceTest", "pixels"),
        plan("grid.t_srs", "grid.t_srs=EPSG:3857"),
        plan("grid.tr", "grid.tr=20"),
        plan("grid.size", "grid.size=64x48"),
        still("grid.r", "grid.r=near", "grid.tr=7"));
  }

  private static List<SettingProof> selection() {
    return List.of(
        plan("select.from", "select.from=2024-01-10"),
        plan("select.to", "select.to=2024-01-20"),
        plan("select.months", "select.months=5"),
        elsewhere("select.max_cloud", "MaskedScenesTest", "max_cloud"),
        render("select.min_coverage", "select.min_coverage=0", WIDER, "select.min_coverage=99"),
        render("select.best_per", "select.best_per=month"),
        plan("select.keep", "select.keep=[2024-01-05]", "select.from=2024-01-10"),
        plan("select.drop", "select.drop=[2024-01-05]"),
        elsewhere("select.group_within", "AcquisitionGrouperTest", "LimitOfTheFirstScene"),
        plan("select.orbit", "select.orbit=R001"),
        elsewhere("select.max_off_nadir", "MetadataRulesTest", "ffNadir"),
        elsewhere("select.persistent_cloud", "ReadSelectionTest", "TRUST_MASK"));
  }

  private static List<SettingProof> alignment() {
    return List.of(
        render("coregister.model", "coregister.model=off"),
        render("coregister.reference", "coregister.reference=2024-01-25"),
        render("coregister.max_shift_m", "coregister.max_shift_m=1"),
        render("coregister.exclude", "coregister.exclude=area.geojson"),
        render("coregister.min_confidence", "coregister.min_confidence=1"),
        render(
            "coregister.on_refusal", "coregister.on_refusal=drop", "coregister.min_confidence=1"));
  }

  private static List<SettingProof> look() {
    return List.of(
        still("look.bands", "look.bands=red"),
        still("look.colormap", "look.colormap=viridis", "look.bands=red"),
        elsewhere("look.pan_sharpen", "BandRecipeTest", "PAN"),
        still("look.stretch", "look.stretch=[0, 9000]"),
        still("look.gamma", "look.gamma=2"),
        still("look.preset", "look.preset=vivid"),
        still("look.saturation", "look.saturation=0.2"),
        elsewhere("look.deflicker", "SteadyToneTest", "look.deflicker=off"),
        elsewhere("look.fill", "MaskedScenesTest", "look.fill=nearest"),
        still("look.background", "look.background=white", WIDER, "select.min_coverage=0"));
  }

  private static List<SettingProof> furniture() {
    return List.of(
        still("title", "title=A title", LARGE),
        still("subtitle", "subtitle=A line", "title=A title", LARGE),
        still("furniture.date", "furniture.date=uuuu"),
        still("furniture.locale", "furniture.locale=de"),
        still("furniture.zone", "furniture.zone=Asia/Tokyo", "furniture.date=HH:mm"),
        still("furniture.title", "furniture.title=false", "title=A title", LARGE),
        still("furniture.scale_bar", "furniture.scale_bar=false"),
        still("furniture.north_arrow", "furniture.north_arrow=false", LARGE),
        still("furniture.legend", "furniture.legend=true", "look.bands=red", LARGE),
        still("furniture.band_label", "furniture.band_label=false", "look.bands=red"),
        still("furniture.credit", "furniture.credit=Somebody"),
        still("furniture.theme", "furniture.theme=plate"),
        still("furniture.colors.text", "furniture.colors.text=#FFD200"),
        still("furniture.colors.shade", "furniture.colors.shade=#001A4D"),
        refused("furniture.font", "missing.ttf", "missing.ttf"),
        still("furniture.timeline", "furniture.timeline=true", LARGE),
        still("furniture.coordinates", "furniture.coordinates=true", LARGE),
        still("furniture.locator", "furniture.locator=country", LARGE),
        still("furniture.graticule", "furniture.graticule=grid"),
        refused("furniture.logo", "missing.png", "missing.png"),
        still("furniture.units", "furniture.units=imperial"),
        still(
            "furniture.legend_title",
            "furniture.legend_title=Heat",
            "look.bands=(red-blue)/(red+blue)",
            LARGE),
        still(
            "furniture.legend_unit",
            "furniture.legend_unit=K",
            "look.bands=(red-blue)/(red+blue)",
            LARGE),
        elsewhere("furniture.overlays.geojson", "OverlaysTest", "pier.geojson"),
        elsewhere("furniture.overlays.label", "AnnotationPainterTest", "NAME_1"));
  }

  private static List<SettingProof> outputs() {
    List<SettingProof> proofs =
        new ArrayList<>(
            List.of(
                render("outputs.mp4", "outputs.mp4=false"),
                render("outputs.mp4.crf", "outputs.mp4.crf=40"),
                render("outputs.mp4.preset", "outputs.mp4.preset=ultrafast"),
                render("outputs.poster", "outputs.poster=false"),
                render("outputs.alignment", "outputs.alignment=true"),
                elsewhere("renditions.outputs.mp4.preset", "ConfigDefaultsTest", "preset: slower"),
                elsewhere("focus", "RenditionsTest", "focus: {te"),
                render("outputs.page", "outputs.page=true"),
                render("outputs.email", "outputs.email=true"),
                render("outputs.email.picture", "outputs.email.picture=gif", "outputs.email=true"),
                render("outputs.embed", "outputs.embed=true"),
                render("outputs.captions", "outputs.captions=true"),
                render("outputs.contact_sheet", "outputs.contact_sheet=true"),
                elsewhere("outputs.contact_sheet.frames", "OverviewFilesTest", "frames: 2"),
                elsewhere("outputs.contact_sheet.numbers", "OverviewFilesTest", "numbers: true"),
                elsewhere("outputs.contact_sheet.dropped", "OverviewFilesTest", "dropped: true"),
                render("outputs.chart", "outputs.chart=true"),
                render("output_dir", "output_dir=elsewhere"),
                render("reveal_location", "reveal_location=false"),
                unavailable("reproducible", "false")));
    proofs.addAll(PaceProofs.all());
    proofs.addAll(CompareProofs.all());
    for (String part :
        List.of(
            "name", "shape", "size", "crop", "outputs.mp4", "outputs.mp4.crf", "outputs.poster")) {
      String word = part.substring(part.lastIndexOf('.') + 1) + ": ";
      proofs.add(elsewhere("renditions." + part, "RenditionsTest", word));
    }
    proofs.addAll(KitPromises.all());
    for (String form : List.of("Bbox", "Center", "GeoJson", "Pixels", "Te", "Wkt")) {
      String setting = "focus." + form.toLowerCase(Locale.ROOT);
      proofs.add(elsewhere(setting, "ShapedGridTest", "new AreaOfInterest." + form));
    }
    proofs.add(elsewhere("focus.size_m", "ShapedGridTest", "Center(15.1, 46.005, 300"));
    proofs.add(elsewhere("focus.te_srs", "RenditionsTest", "te_srs"));
    proofs.addAll(FormatProofs.all());
    return proofs;
  }

  private static List<SettingProof> machine() {
    return List.of(
        elsewhere("onset.name", "OnsetTest", "built"),
        elsewhere("onset.geojson", "OnsetTest", "still.geojson"),
        elsewhere("onset.label", "OnsetTest", ", label: "),
        elsewhere("base_url", "ReaderFilesTest", "https://example.org/a"),
        elsewhere("watch.every", "WatchTest", "watch.every"),
        elsewhere("watch.settle", "WatchTest", "watch.settle"),
        render("cache.dir", "cache.dir=kept"),
        elsewhere("cache.max_bytes", "WindowStoreTest", "leastRecentlyUsed"),
        elsewhere("access.allow_private", "StacServerTest", "allow_private"),
        elsewhere("access.connections", "SourcesTest", "connections: 3"),
        elsewhere("access.timeout", "SourcesTest", "stallTimeout()"),
        refused("memory", "100MiB", "is too little"),
        elsewhere("jobs", "WorkersTest", "Threads"));
  }

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  @Test
  void everySettingHasOneProof() throws IOException {
    Set<String> settings = new TreeSet<>();
    collect(new ObjectMapper().readTree(SCHEMA.toFile()), "", settings);
    assertTrue(settings.size() > 90, settings.toString());
    List<String> proved = proofs().map(SettingProof::setting).sorted().toList();
    assertEquals(String.join("\n", settings), String.join("\n", proved));
  }

  /** Settings without settings inside, and sections that may be a plain value. */
  private static void collect(JsonNode rule, String prefix, Set<String> settings) {
    for (Map.Entry<String, JsonNode> field : inner(rule).entrySet()) {
      JsonNode setting = field.getValue();
      String name = prefix + field.getKey();
      if (inner(setting).isEmpty() || setting.has("anyOf") || name.equals("scenes")) {
        settings.add(name);
      }
      collect(setting, name + ".", settings);
    }
  }

  private static Map<String, JsonNode> inner(JsonNode rule) {
    Map<String, JsonNode> found = new TreeMap<>();
    List<JsonNode> shapes = new ArrayList<>(List.of(rule, rule.path("items")));
    rule.path("anyOf").forEach(shapes::add);
    rule.path("items").path("anyOf").forEach(shapes::add);
    shapes.forEach(
        shape ->
            shape
                .path("properties")
                .properties()
                .forEach(f -> found.put(f.getKey(), f.getValue())));
    return found;
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void theSettingDoesWhatItPromises(SettingProof proof) throws IOException {
    if (!proof.test().isEmpty()) {
      assertTrue(source(proof.test()).contains(proof.words()), proof.toString());
    } else if (proof.verb() == null) {
      Job job = job("refused-" + proof.setting());
      Job.Outcome outcome = job.run("render", sets(proof.values())).exits(2);
      assertTrue(outcome.err().contains(proof.setting()), outcome.err());
      assertTrue(outcome.err().contains(proof.words()), outcome.err());
    } else {
      List<String> values = new ArrayList<>(proof.base());
      values.addAll(proof.values());
      assertNotEquals(
          observe(proof, proof.base(), "base"),
          observe(proof, values, "changed"),
          proof.toString());
    }
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return Files.readString(
          files.filter(f -> f.endsWith(test + ".java")).findFirst().orElseThrow());
    }
  }

  private static String[] sets(List<String> values) {
    return values.stream().flatMap(v -> Stream.of("--set", v)).toArray(String[]::new);
  }

  private static Job job(String name) throws IOException {
    Job job = Job.in(root.resolve(name), scenes);
    Files.createDirectories(job.folder().resolve("one"));
    SyntheticScenes.Date first = SCENES.dates().get(0);
    Files.copy(
        scenes.resolve(first.fileName()), job.folder().resolve("one").resolve(first.fileName()));
    Files.writeString(job.folder().resolve("dates.csv"), "path,date\n*.tif,2001-02-03\n");
    Files.writeString(
        job.folder().resolve("area.geojson"),
        "{\"type\": \"Polygon\", \"coordinates\": [[[15.004, 46.035], [15.012, 46.035],"
            + " [15.012, 46.045], [15.004, 46.045], [15.004, 46.035]]]}");
    return job;
  }

  private static String observe(SettingProof proof, List<String> values, String name)
      throws IOException {
    Job job = job(proof.setting() + "-" + name);
    List<String> options = new ArrayList<>(List.of(sets(values)));
    switch (proof.verb()) {
      case PLAN -> {
        options.add("--json");
        Job.Outcome outcome = job.run("plan", options.toArray(String[]::new));
        ObjectNode plan = (ObjectNode) outcome.json();
        plan.remove("freeBytes");
        return outcome.code() + plan.toString();
      }
      case STILL -> {
        Path image = job.folder().resolve("still.png");
        options.addAll(0, List.of("--draft", "-o", image.toString(), "2024-01-05"));
        job.run("still", options.toArray(String[]::new)).exits(0);
        return FileHash.sha256(image);
      }
      case RENDER -> {
        Job.Outcome outcome = job.run("render", options.toArray(String[]::new));
        assertTrue(outcome.code() == 0 || outcome.code() == 3, outcome.err());
        return outcome.code() + files(job.folder());
      }
    }
    throw new AssertionError(proof.verb());
  }

  /** Published files with their content, and the names of the cache's. */
  private static String files(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".ledger.json")) {
          ObjectNode ledger = (ObjectNode) new ObjectMapper().readTree(file.toFile());
          ledger.remove("job");
          text.append(name).append(ledger);
        } else if (!name.startsWith(".terralapse/")) {
          text.append(name).append(name.startsWith("kept/") ? "" : FileHash.sha256(file));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
