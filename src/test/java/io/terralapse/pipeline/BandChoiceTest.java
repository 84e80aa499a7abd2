package io.terralapse.pipeline;

import static io.terralapse.model.BandRole.BLUE;
import static io.terralapse.model.BandRole.GREEN;
import static io.terralapse.model.BandRole.GREY;
import static io.terralapse.model.BandRole.NIR;
import static io.terralapse.model.BandRole.OTHER;
import static io.terralapse.model.BandRole.PAN;
import static io.terralapse.model.BandRole.RED;
import static io.terralapse.model.BandRole.SWIR16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BandChoiceTest {
  private static final AcquisitionDate DATE =
      AcquisitionDate.on(LocalDate.of(2020, 1, 1), DateSource.FILENAME);
  private static final List<String> TRUE_COLOR = List.of("true-color");

  private static SceneBand band(BandRole role, int index, int width, double x0) {
    RasterInfo raster =
        new RasterInfo(
            width,
            10,
            SampleType.UINT8,
            List.of(new BandInfo(Optional.empty(), 1, 0)),
            OptionalDouble.empty(),
            Optional.of(GeoTransform.northUp(x0, 0, 10)),
            Optional.of("EPSG:32632"),
            List.of(new RasterLevel(width, 10)),
            OptionalInt.empty(),
            false,
            Map.of());
    return new SceneBand(
        role,
        role.name(),
        new Location.Local(Path.of("x.tif")),
        index,
        1,
        0,
        OptionalDouble.empty(),
        raster);
  }

  private static Scene scene(SceneBand... bands) {
    return new Scene(
        "scene",
        Product.UNKNOWN,
        DATE,
        Quantity.DN,
        List.of(bands),
        Optional.empty(),
        Optional.empty());
  }

  private static Scene scene(BandRole... roles) {
    List<SceneBand> bands = new ArrayList<>();
    for (BandRole role : roles) {
      bands.add(band(role, bands.size(), 10, 0));
    }
    return scene(bands.toArray(SceneBand[]::new));
  }

  private static List<Acquisition> acquisitions(Scene... scenes) {
    return List.of(new Acquisition("a", DATE, List.of(scenes)));
  }

  private static List<BandRole> found(BandChoice choice, Scene scene) {
    return choice.findIn(scene).orElseThrow().stream().map(SceneBand::role).toList();
  }

  @Test
  void trueColourIsRedGreenBlueWhateverTheFilesOrder() {
    Scene scene = scene(BLUE, GREEN, RED, NIR);
    BandChoice choice = BandChoice.of(TRUE_COLOR, acquisitions(scene));
    assertEquals(List.of(RED, GREEN, BLUE), choice.roles());
    assertEquals(List.of(RED, GREEN, BLUE), found(choice, scene));
    assertEquals(2, choice.findIn(scene).orElseThrow().get(0).index());
  }

  @Test
  void oneSceneWithColourMakesTheSequenceColour() {
    Scene grey = scene(GREY);
    BandChoice choice = BandChoice.of(TRUE_COLOR, acquisitions(grey, scene(RED, GREEN, BLUE)));
    assertEquals(List.of(RED, GREEN, BLUE), choice.roles());
    assertEquals(Optional.empty(), choice.findIn(grey));
  }

  @Test
  void aSequenceOfSingleBandsIsGrey() {
    BandChoice choice = BandChoice.of(TRUE_COLOR, acquisitions(scene(GREY), scene(PAN)));
    assertEquals(List.of(GREY), choice.roles());
    assertEquals(List.of(GREY), found(choice, scene(GREY)));
    assertEquals(List.of(PAN), found(choice, scene(PAN)));
    assertEquals(Optional.empty(), choice.findIn(scene(NIR, OTHER)));
  }

  @Test
  void nothingAtAllIsGrey() {
    assertEquals(List.of(GREY), BandChoice.of(TRUE_COLOR, List.of()).roles());
  }

  @Test
  void greyIsGreyEvenWhenThereIsColour() {
    Scene colour = scene(RED, GREEN, BLUE);
    BandChoice choice = BandChoice.of(List.of("grey"), acquisitions(colour));
    assertEquals(List.of(GREY), choice.roles());
    assertEquals(List.of(GREY), found(choice, scene(RED, GREY)));
  }

  @Test
  void threeRolesAreTakenByName() {
    BandChoice choice = BandChoice.of(List.of("swir16", "nir", "red"), List.of());
    assertEquals(List.of(SWIR16, NIR, RED), choice.roles());
    assertEquals(List.of(SWIR16, NIR, RED), found(choice, scene(RED, NIR, SWIR16)));
    assertEquals(Optional.empty(), choice.findIn(scene(RED, NIR)));
  }

  @Test
  void aRoleMayBeShownTwice() {
    BandChoice choice = BandChoice.of(List.of("nir", "red", "red"), List.of());
    assertEquals(List.of(NIR, RED, RED), found(choice, scene(RED, NIR)));
  }

  @Test
  void theSentenceNamesTheSceneAndTheWayOut() {
    String sentence = new BandChoice(List.of(RED, GREEN, BLUE)).missingSentence(scene(GREY));
    assertTrue(sentence.startsWith("scene has no bands"), sentence);
    assertTrue(sentence.contains("sources") && sentence.contains("look.bands"), sentence);
  }
}
