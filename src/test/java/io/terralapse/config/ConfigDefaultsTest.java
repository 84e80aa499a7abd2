package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.bands.BandSettings;
import io.terralapse.encode.PosterSettings;
import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import io.terralapse.grid.Shape;
import io.terralapse.pace.PaceSettings;
import io.terralapse.rendition.RenditionSettings;
import io.terralapse.select.SelectSettings;
import io.terralapse.testkit.Slow;
import io.terralapse.tone.ToneSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfigDefaultsTest extends ConfigsInFolder {
  @Test
  void scenesAloneMakeAJobOfDefaults() {
    JobSettings job = configs.load(Configs.SCENES);

    assertEquals("timelapse", job.name());
    assertEquals(List.of("scenes"), job.catalog().scenes());
    assertEquals(List.of(), job.catalog().sources());
    assertTrue(job.catalog().datePattern().isEmpty() && job.catalog().manifest().isEmpty());
    assertEquals(SelectSettings.DEFAULTS, job.select());
    assertEquals(GridSettings.DEFAULTS, job.grid());
    assertEquals(CoregisterSettings.DEFAULTS, job.coregister());
    assertEquals(ToneSettings.DEFAULTS, job.tone());
    assertEquals(FurnitureSettings.DEFAULTS, job.furniture());
    assertEquals(VideoSettings.DEFAULTS, job.video());
    assertEquals(PaceSettings.DEFAULTS, job.pace());
    assertEquals(BandSettings.DEFAULTS, job.bands());
    assertEquals(folder.resolve("output"), job.outputDir());
    assertEquals(folder.resolve(".terralapse"), job.cacheDir());
    assertEquals(20_000_000_000L, job.cacheMaxBytes());
    assertEquals(1L << 30, job.memoryBytes());
    assertEquals(Runtime.getRuntime().availableProcessors(), job.jobs());
    assertTrue(job.revealLocation() && job.mp4() && job.poster());
  }

  @Slow
  @Test
  void sayingADocumentedDefaultChangesNothing() {
    JobSettings defaults = configs.load(Configs.SCENES);
    List<String> checked = new ArrayList<>();
    collect(ConfigSchema.load().tree(), "", checked, defaults);
    assertTrue(checked.size() > 60, checked.toString());
    assertTrue(checked.containsAll(List.of("outputs.mp4.crf", "grid.r", "memory")));
  }

  private void collect(JsonNode rule, String prefix, List<String> checked, JobSettings expected) {
    rule.path("properties")
        .properties()
        .forEach(
            field -> {
              String key = prefix + field.getKey();
              JsonNode child = field.getValue();
              if (child.has("default")) {
                JsonNode otherwise = child.get("default");
                String value =
                    otherwise.isTextual()
                        ? otherwise.asText()
                        : TextSetting.isText(child) ? "" : otherwise.toString();
                if (value.isEmpty() && !List.of("title", "subtitle").contains(key)) {
                  value = "null";
                }
                assertEquals(
                    withoutText(expected),
                    withoutText(configs.load(Configs.SCENES, Map.of(key, value), Map.of())),
                    key + "=" + value);
                checked.add(key);
              }
              // A setting of an output that is off by default switches it on.
              boolean switchedOn = child.path("default").equals(BooleanNode.FALSE);
              JobSettings inside =
                  switchedOn && child.has("anyOf")
                      ? configs.load(Configs.SCENES, Map.of(key, "true"), Map.of())
                      : expected;
              collect(child, key + ".", checked, inside);
              child.path("anyOf").forEach(a -> collect(a, key + ".", checked, inside));
            });
  }

  /** A value said out loud is another text, even if it is the default. */
  private static JobSettings withoutText(JobSettings job) {
    return new JobSettings(
        job.name(),
        job.catalog(),
        job.select(),
        job.grid(),
        job.geo(),
        job.coregister(),
        job.tone(),
        job.furniture(),
        job.video(),
        job.pace(),
        job.bands(),
        job.fill(),
        job.overlays(),
        job.onset(),
        job.outputDir(),
        job.cacheDir(),
        job.cacheMaxBytes(),
        job.http(),
        job.memoryBytes(),
        job.jobs(),
        job.revealLocation(),
        job.baseUrl(),
        job.watch(),
        job.mp4(),
        job.poster(),
        job.stills(),
        job.pair(),
        job.alignmentPage(),
        job.sheet(),
        job.chart(),
        job.formats(),
        job.pages(),
        job.renditions(),
        job.places(),
        job.focus(),
        job.comparison(),
        "");
  }

  private static RenditionSettings rendition(
      String name,
      Optional<Shape> shape,
      Optional<GridSettings.Size> size,
      RenditionSettings.Crop crop,
      boolean mp4,
      boolean poster,
      String preset) {
    return new RenditionSettings(
        name,
        shape,
        size,
        Optional.empty(),
        crop,
        mp4,
        poster,
        new VideoSettings(
            OptionalInt.of(25), preset, OptionalLong.empty(), OptionalInt.empty(), true),
        FormatSettings.NONE,
        PaceSettings.DEFAULTS,
        PosterSettings.DEFAULTS,
        false,
        false,
        Optional.empty());
  }

  /** What a rendition does not say is as for the job itself. */
  @Test
  void renditionsInheritOutputs() {
    JobSettings job =
        configs.with(
            """
            outputs: {mp4: {crf: 25, preset: fast}, poster: false}
            focus: {bbox: [1, 2, 3, 4]}
            renditions:
              - {name: a, shape: "9:16"}
              - {name: b, size: 1200x628, crop: focus, outputs: {mp4: {preset: slower}, poster: true}}
              - {name: c, shape: newsletter, size: 600, outputs: {mp4: false}}
            """);
    assertEquals(
        List.of(
            rendition(
                "a",
                Optional.of(Shape.VERTICAL),
                Optional.empty(),
                RenditionSettings.Crop.NONE,
                true,
                false,
                "fast"),
            rendition(
                "b",
                Optional.empty(),
                Optional.of(new GridSettings.Size(1200, 628)),
                RenditionSettings.Crop.FOCUS,
                true,
                true,
                "slower"),
            rendition(
                "c",
                Optional.of(Shape.NEWSLETTER),
                Optional.of(new GridSettings.Size(600, 0)),
                RenditionSettings.Crop.NONE,
                false,
                false,
                "fast")),
        job.renditions());
    assertEquals(Optional.of(new AreaOfInterest.Bbox(1, 2, 3, 4)), job.focus());
  }

  @Test
  void bandsAndColoursAreTakenAsGiven() {
    JobSettings index =
        configs.with(
            """
            look: {bands: (nir - B4) / (nir + B4), colormap: magma_r}
            furniture: {legend: false}
            """);
    assertEquals(List.of("(nir - B4) / (nir + B4)"), index.bands().bands());
    assertEquals("magma_r", index.tone().colourMap().orElseThrow().name());
    assertEquals(FurnitureSettings.LegendUse.NEVER, index.furniture().legend());
    JobSettings sharp = configs.with("look: {pan_sharpen: true}\nfurniture: {legend: true}\n");
    assertEquals(new BandSettings(List.of("true-color"), true), sharp.bands());
    assertEquals(FurnitureSettings.LegendUse.ALWAYS, sharp.furniture().legend());
    JobSettings numbered = configs.with("look: {bands: [5, 4, 3]}\n");
    assertEquals(List.of("5", "4", "3"), numbered.bands().bands());
  }

  @Test
  void numbersAreTakenAsGiven() {
    JobSettings job =
        configs.with(
            """
            jobs: 3
            look: {gamma: 2, stretch: [0.0, 0.3], background: "#12aBcD", bands: [nir, red, green]}
            pace: {fps: 25, seconds_per_frame: 1, hold_last: 3.5}
            outputs: {mp4: {crf: 30, preset: slow}, poster: false}
            select: {min_coverage: 12.5, keep: [a], drop: [b], from: 2020-02-29, to: 2021-01-01}
            coregister: {model: off, reference: 2020-03-01, max_shift_m: 7, min_confidence: 0.4, on_refusal: drop}
            furniture: {date: false, credit: false, title: false, scale_bar: false, locale: pt-BR, zone: Asia/Tokyo}
            reveal_location: false
            """);
    assertEquals(3, job.jobs());
    assertEquals(2, job.tone().gamma());
    assertEquals(new ToneSettings.Range(0, 0.3), job.tone().range().orElseThrow());
    assertEquals(0x12ABCD, job.tone().background());
    assertEquals(new BandSettings(List.of("nir", "red", "green"), false), job.bands());
    assertEquals(25, job.pace().fps().orElseThrow());
    assertEquals(1.0, job.pace().secondsPerFrame());
    assertEquals(3.5, job.pace().holdLastSeconds());
    assertTrue(configs.with("pace: {fps: variable}").pace().fps().isEmpty());
    assertEquals(12, configs.with("pace: {duration: 12}").pace().duration().orElseThrow());
    assertTrue(configs.with("pace: {by_date: true}").pace().byDate());
    assertEquals(30, job.video().crf().orElseThrow());
    assertEquals("slow", job.video().preset());
    assertTrue(job.mp4());
    assertFalse(job.poster());
    assertEquals(12.5, job.select().minCoverage());
    assertEquals(List.of("a"), job.select().keep());
    assertEquals(List.of("b"), job.select().drop());
    assertEquals("2020-02-29", job.select().from().orElseThrow().toString());
    assertEquals("2021-01-01", job.select().to().orElseThrow().toString());
    assertFalse(job.coregister().enabled());
    assertEquals("2020-03-01", job.coregister().reference().orElseThrow());
    assertEquals(7, job.coregister().maxShiftM());
    assertEquals(0.4, job.coregister().minConfidence().orElseThrow());
    assertTrue(job.coregister().dropRefused());
    assertTrue(job.furniture().datePattern().isEmpty());
    assertFalse(job.furniture().showCredit() || job.furniture().showTitle());
    assertFalse(job.furniture().scaleBar());
    assertEquals("pt-BR", job.furniture().locale().toLanguageTag());
    assertEquals("Asia/Tokyo", job.furniture().zone().getId());
    assertFalse(job.revealLocation());
  }

  @Test
  void aVideoCanBeTurnedOff() {
    assertFalse(configs.with("outputs: {mp4: false}").mp4());
    assertTrue(configs.with("outputs: {mp4: {}}").mp4());
  }

  @Test
  void overridesOfSourcesAreRead() {
    var sources =
        configs
            .with(
                """
                sources:
                  - {match: "a*", bands: [red, skip], scale: 0.1, offset: -1, nodata: none, sensor: s, credit: c}
                  - {match: "b*", nodata: 0}
                """)
            .catalog()
            .sources();
    assertEquals(2, sources.size());
    assertEquals("a*", sources.get(0).match());
    assertEquals(List.of("red", "skip"), sources.get(0).bands());
    assertEquals(0.1, sources.get(0).scale().orElseThrow());
    assertEquals(-1, sources.get(0).offset().orElseThrow());
    assertTrue(Double.isNaN(sources.get(0).nodata().orElseThrow()));
    assertEquals("s", sources.get(0).sensor().orElseThrow());
    assertEquals("c", sources.get(0).credit().orElseThrow());
    assertEquals(0, sources.get(1).nodata().orElseThrow());
    assertTrue(sources.get(1).scale().isEmpty() && sources.get(1).credit().isEmpty());
  }
}
