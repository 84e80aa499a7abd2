package io.terralapse.bands;

import static io.terralapse.bands.BandScenes.band;
import static io.terralapse.bands.BandScenes.scene;
import static io.terralapse.model.BandRole.BLUE;
import static io.terralapse.model.BandRole.GREEN;
import static io.terralapse.model.BandRole.NIR;
import static io.terralapse.model.BandRole.OTHER;
import static io.terralapse.model.BandRole.PAN;
import static io.terralapse.model.BandRole.RED;
import static io.terralapse.model.BandRole.SWIR16;
import static io.terralapse.model.BandRole.SWIR22;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.BandRole;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandRecipeTest {
  private static BandRecipe recipe(String... bands) {
    return BandRecipe.of(List.of(bands), false);
  }

  private static List<String> names(BandRecipe recipe, Scene scene) {
    return recipe.findIn(scene).orElseThrow().stream().map(SceneBand::name).toList();
  }

  private static Frame frame(float[]... bands) {
    return new Frame(bands[0].length, 1, bands, new byte[bands[0].length]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "true-color : red green blue",
        "natural-colour : red green blue",
        "False-Color : nir red green",
        "swir : swir22 nir red",
        "agriculture : swir16 nir blue",
        "grey : grey",
        "gray : grey",
        "ndvi : nir red",
        "ndwi : green nir",
        "mndwi : green swir16",
        "nbr : nir swir22",
        "ndbi : swir16 nir",
        "ndmi : nir swir16",
        "ndsi : green swir16",
        "evi : nir red blue",
        "savi : nir red",
        "nir08 : nir",
        "8A : B8A",
        "nir / red : nir red",
      })
  void readsTheBandsOfEachSetting(String setting, String bands) {
    assertEquals(
        List.of(bands.split(" ")),
        recipe(setting).inputs().stream().map(BandSelector::name).toList());
  }

  @Test
  void selectsBandsWithoutCopying() {
    Frame frame = frame(new float[] {1}, new float[] {2}, new float[] {3});
    assertSame(frame, recipe("true-color").apply(frame));
    assertSame(frame, recipe("B4", "3", "swir16").apply(frame));
    assertThrows(IllegalArgumentException.class, () -> recipe("nir", "red", "nir").apply(frame));
  }

  @Test
  void canShowOneBandTwice() {
    Frame frame = frame(new float[] {1}, new float[] {2});
    Frame shown = recipe("nir", "red", "nir").apply(frame);
    assertEquals(3, shown.bandCount());
    assertEquals(1, shown.band(2)[0]);
  }

  @ParameterizedTest
  @CsvSource({"ndvi,0.3,0.1,0.5", "ndwi,0.1,0.4,-0.6", "savi,0.4,0.1,0.45"})
  void computesAnIndex(String name, float a, float b, double expected) {
    Frame shown = recipe(name).apply(frame(new float[] {a}, new float[] {b}));
    assertEquals(1, shown.bandCount());
    assertEquals(expected, shown.band(0)[0], 1e-6);
  }

  @Test
  void computesTheEnhancedVegetationIndex() {
    Frame shown =
        recipe("evi").apply(frame(new float[] {0.4f}, new float[] {0.05f}, new float[] {0.03f}));
    assertEquals(2.5 * 0.35 / (0.4 + 0.3 - 0.225 + 1), shown.band(0)[0], 1e-6);
  }

  @Test
  void undefinedPixelsBecomeNoDataAndOthersKeepTheirFlags() {
    Frame in =
        new Frame(
            4,
            1,
            new float[][] {{0, 0.3f, 0.3f, Float.NaN}, {0, 0.1f, 0.1f, 0}},
            new byte[] {0, Flags.CLOUD, Flags.NODATA, 0});

    Frame out = recipe("ndvi").apply(in);

    assertArrayEquals(
        new byte[] {Flags.NODATA, Flags.CLOUD, Flags.NODATA, Flags.NODATA}, out.flags());
    assertArrayEquals(new byte[] {0, Flags.CLOUD, Flags.NODATA, 0}, in.flags());
    for (float value : out.band(0)) {
      assertTrue(Float.isFinite(value), "not finite");
    }
  }

  @Test
  void anIndexHasItsOwnQuantityAndACompositeThatOfItsBands() {
    assertEquals(Quantity.INDEX, recipe("ndvi").quantity(Quantity.DISPLAY));
    assertEquals(Quantity.DISPLAY, recipe("nir").quantity(Quantity.DISPLAY));
    assertEquals(Quantity.DN, recipe("nir + red", "red", "blue").quantity(Quantity.DN));
    assertEquals("NDVI", recipe("ndvi").label());
    assertEquals(
        new Display("RdYlGn", Optional.of(new Display.Range(-0.2, 0.9))),
        recipe("ndvi").display().orElseThrow());
  }

  @Test
  void selectsTheFinestBandOfARole() {
    Scene scene =
        scene(
            "S2A",
            Quantity.REFLECTANCE,
            band(NIR, "B8A", 20),
            band(NIR, "B08", 10),
            band(RED, "B04", 10));
    assertEquals(List.of("B08", "B04"), names(recipe("ndvi"), scene));
    assertEquals(List.of("B8A", "B04"), names(recipe("B8A / B4"), scene));
    assertEquals(List.of("B08"), names(recipe("8"), scene));
  }

  @Test
  void theBandOfASingleBandSceneIsGrey() {
    assertTrue(recipe("grey").findIn(scene(OTHER)).isPresent());
    assertFalse(recipe("grey").findIn(scene(OTHER, OTHER)).isPresent());
  }

  @Test
  void namesTheBandsThatASceneLacks() {
    Scene scene = scene(RED, GREEN);
    assertEquals(Optional.empty(), recipe("evi").findIn(scene));
    assertEquals(
        "S has no band nir and no band blue, which EVI needs (it has B1, B2); name its bands under"
            + " sources, or choose others under look.bands.",
        recipe("evi").missingIn(scene).orElseThrow());
    assertEquals(Optional.empty(), recipe("B1", "B2", "B1").missingIn(scene));
    String why = recipe("true-color").missingIn(scene(GREEN, RED, NIR)).orElseThrow();
    assertTrue(
        why.endsWith("; set look.bands: false-color, or name its bands under sources."), why);
  }

  @Test
  void anIndexWithConstantsNeedsReflectance() {
    Scene photograph = scene("NAIP", Quantity.DISPLAY, band(NIR, "4", 1), band(RED, "1", 1));
    assertTrue(recipe("ndvi").findIn(photograph).isPresent());
    assertFalse(recipe("savi").findIn(photograph).isPresent());
    String why = recipe("savi").missingIn(photograph).orElseThrow();
    assertTrue(why.contains("not reflectance, which SAVI needs"), why);
  }

  @Test
  void fallsBackForTheSequenceOnly() {
    BandRecipe trueColour = recipe("true-color");
    assertEquals("Grey", trueColour.choose(List.of(scene(OTHER))).label());
    assertSame(trueColour, trueColour.choose(List.of(scene(OTHER), scene(RED, GREEN, BLUE))));
    assertSame(trueColour, trueColour.choose(List.of(scene(RED, GREEN))));
    BandRecipe swir = recipe("swir");
    assertSame(swir, swir.choose(List.of(scene(SWIR22, NIR, RED))));
    assertEquals("swir16", swir.choose(List.of(scene(SWIR16, NIR, RED))).inputs().get(0).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ndiv | ndiv is unknown; use one of agriculture, false-color",
        "3 + 4 | uses no band",
        "other | other is unknown",
      })
  void rejectsUnknownBands(String setting, String why) {
    UserError error = assertThrows(UserError.class, () -> recipe(setting));
    assertTrue(String.valueOf(error.getMessage()).contains(why), error.getMessage());
  }

  @Test
  void rejectsTwoChannelsAndPanSharpeningOfOtherThanTrueColour() {
    assertThrows(UserError.class, () -> recipe("nir", "red"));
    assertThrows(UserError.class, () -> BandRecipe.of(List.of("ndvi"), true));
  }

  @Test
  void pansharpensAcquisitionsWithAPanchromaticBand() {
    BandRecipe recipe = BandRecipe.of(List.of("true-color"), true);
    Scene landsat8 = landsat("LC08", RED, GREEN, BLUE, PAN);
    Scene landsat7 = landsat("LE07", RED, GREEN, BLUE, PAN, NIR);
    Scene landsat5 = landsat("LT05", RED, GREEN, BLUE);

    assertEquals(4, recipe.forScenes(List.of(landsat8)).inputs().size());
    assertEquals(5, recipe.forScenes(List.of(landsat7)).inputs().size());
    assertSame(recipe, recipe.forScenes(List.of(landsat5)));
    assertSame(recipe, recipe.forScenes(List.of(landsat8, landsat5)));
    BandRecipe plain = recipe("true-color");
    assertSame(plain, plain.forScenes(List.of(landsat8)));
    assertEquals(6 * 4 + 2 + 8, recipe.forScenes(List.of(landsat7)).bytesPerPixel());
    assertEquals(13, plain.bytesPerPixel());
    assertTrue(recipe.mayRead(NIR, "B4") && recipe.mayRead(PAN, "B8"));
    assertFalse(recipe.mayRead(SWIR16, "B5") || plain.mayRead(PAN, "B8"));
  }

  private static Scene landsat(String platform, BandRole... roles) {
    return scene(platform, Quantity.REFLECTANCE, scene(roles).bands().toArray(SceneBand[]::new));
  }

  @Test
  void panSharpeningAddsDetailAndKeepsMeanAndHue() {
    int n = 4096;
    Random random = new Random(3);
    float[] pan = new float[n];
    float[][] colours = new float[3][n];
    double[] means = {0.12, 0.10, 0.08};
    for (int i = 0; i < n; i++) {
      // A panchromatic band that is a third too bright, with detail that the colours do not have.
      pan[i] = 0.13f * (1 + 0.3f * (random.nextFloat() - 0.5f));
      for (int c = 0; c < 3; c++) {
        colours[c][i] = (float) means[c];
      }
    }
    BandRecipe recipe =
        BandRecipe.of(List.of("true-color"), true)
            .forScenes(List.of(landsat("LC08", RED, GREEN, BLUE, PAN)));

    Frame out = recipe.apply(frame(colours[0], colours[1], colours[2], pan));

    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += out.band(c)[i];
        assertEquals(means[c] / means[0], out.band(c)[i] / out.band(0)[i], 1e-4);
        assertEquals(pan[i] / pan[0], out.band(c)[i] / out.band(c)[0], 1e-4);
      }
      assertEquals(means[c], sum / n, 1e-6);
    }
  }
}
