package io.terralapse.catalog.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneConditions;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class SceneHeadersTest {
  private final Set<String> opened = new ConcurrentSkipListSet<>();
  private final Set<String> missing = new TreeSet<>();
  private Optional<String> moved = Optional.empty();

  private static Location.Remote file(int number) {
    return new Location.Remote(URI.create("https://a.org/" + number + ".tif"));
  }

  private static GeoTransform place(int number) {
    return GeoTransform.northUp(1000 * number, 5000, 10);
  }

  private static int width(int number) {
    return 1000 + 2 * number;
  }

  private static List<DescribedScene> scenes(int count) {
    List<DescribedScene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StatedRaster.Place stated = new StatedRaster.Place("EPSG:32633", width(i), 600, place(i));
      scenes.add(
          new DescribedScene(
              "scene-" + i,
              file(i),
              Product.UNKNOWN,
              Optional.of(
                  AcquisitionDate.on(LocalDate.of(2020, 1, 1).plusDays(i), DateSource.STAC)),
              Optional.empty(),
              List.of(
                  new DescribedScene.Band(
                      file(i),
                      0,
                      BandRole.GREY,
                      "grey",
                      OptionalDouble.empty(),
                      OptionalDouble.empty(),
                      OptionalDouble.empty())),
              List.of(),
              SceneConditions.UNKNOWN,
              Optional.empty(),
              Optional.empty(),
              Map.of(file(i), new StatedRaster("grey", Optional.of(stated), Optional.empty()))));
    }
    return scenes;
  }

  private RasterInfo open(Location location) throws IOException {
    String name = location.name();
    opened.add(name);
    if (missing.contains(name)) {
      throw new IOException("is not there");
    }
    int number = Integer.parseInt(name.replace(".tif", ""));
    int width = width(number);
    return new RasterInfo(
        width,
        600,
        SampleType.UINT16,
        List.of(new BandInfo(Optional.of("b"), 0.5, 0)),
        OptionalDouble.of(7),
        Optional.of(place(number).shifted(moved.equals(Optional.of(name)) ? 40 : 0, 0)),
        Optional.of("EPSG:32633"),
        List.of(
            new RasterLevel(width, 600, 512, 512),
            new RasterLevel((width + 1) / 2, 300, 512, 512),
            new RasterLevel((width + 3) / 4, 150, 512, 512)),
        OptionalInt.empty(),
        false,
        Map.of("DATETIME", "2001:01:01 00:00:00"));
  }

  private SceneHeaders derive(int count) {
    return SceneHeaders.derive(new HeaderReader(this::open), scenes(count), List.of());
  }

  private static RasterInfo info(SceneHeaders headers, int number) {
    return headers.byFile().get(file(number)).info().orElseThrow();
  }

  @Test
  void theFirstAndTheLastFileTellOfTheOthers() throws IOException {
    SceneHeaders headers = derive(50);
    assertEquals(Set.of("0.tif", "49.tif"), opened);
    assertEquals(48, headers.derivedFiles().size());
    assertEquals(List.of(), headers.contradictions());
    RasterInfo truth = open(file(17));
    RasterInfo derived = info(headers, 17);
    assertEquals(truth.withMetadata(truth.bands(), truth.nodata(), Map.of()), derived);
  }

  @Test
  void confirmedHeadersAreRead() {
    SceneHeaders headers = derive(50).confirmed(List.of(file(0), file(17)));
    assertEquals(Set.of("0.tif", "17.tif", "49.tif"), opened);
    assertEquals(47, headers.derivedFiles().size());
    assertEquals(1, info(headers, 17).tags().size());
  }

  @Test
  void ifAFileContradictsAllAreRead() {
    moved = Optional.of("49.tif");
    SceneHeaders headers = derive(50);
    assertEquals(50, opened.size());
    assertEquals(Set.of(), headers.derivedFiles());
    assertEquals(49_400, info(headers, 49).transform().orElseThrow().x0());
    assertEquals(1, headers.contradictions().size());
    assertEquals("scene-49", headers.contradictions().get(0).subject());
    String sentence = headers.contradictions().get(0).sentence();
    assertTrue(
        sentence.startsWith(
            "scene-49: 49.tif is 40 pixels away from the place that its STAC item states"),
        sentence);
  }

  @Test
  void aContradictionThatIsFoundLaterIsReported() {
    moved = Optional.of("17.tif");
    SceneHeaders headers = derive(50);
    assertEquals(List.of(), headers.contradictions());
    SceneHeaders confirmed = headers.confirmed(List.of(file(17)));
    assertEquals(1, confirmed.contradictions().size());
    assertEquals(17_400, info(confirmed, 17).transform().orElseThrow().x0());
  }

  @Test
  void unreadableFilesTellNothing() {
    missing.add("0.tif");
    missing.add("49.tif");
    assertEquals(47, derive(50).derivedFiles().size());
    assertEquals(Set.of("0.tif", "25.tif", "49.tif"), opened);
    missing.add("25.tif");
    assertEquals(Set.of(), derive(50).derivedFiles());
    assertEquals(50, opened.size());
  }
}
