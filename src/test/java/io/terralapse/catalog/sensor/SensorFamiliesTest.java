package io.terralapse.catalog.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.SampleType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorFamiliesTest {
  private static Product product(String keyword) {
    return Sensors.withSensor(Product.UNKNOWN, keyword);
  }

  @ParameterizedTest
  @CsvSource({
    "landsat-8, LC08, landsat",
    "Landsat-7, LE07, landsat",
    "landsat-5, LT05, landsat",
    "landsat-2, LM02, landsat",
    "landsat, unknown, landsat",
    "sentinel-2a, S2A, sentinel-2",
    "sentinel-2, unknown, sentinel-2",
    "hls-s30, HLS-S30, hls",
    "planetscope, unknown, planetscope",
    "drone, unknown, drone",
  })
  void keywordsNameSensorAndPlatform(String keyword, String platform, String sensor) {
    assertEquals(platform, product(keyword).platform());
    assertEquals(sensor, product(keyword).sensor());
  }

  @ParameterizedTest
  @CsvSource({
    "landsat-8, B2, BLUE",
    "landsat-5, B2, GREEN",
    "landsat-2, B4, GREEN",
    "hls-s30, B8A, NIR",
    "hls-l30, B05, NIR",
    "sentinel-2, B12, SWIR22",
    "drone, near-infrared, NIR",
    "unknown, B02, BLUE",
  })
  void bandsHaveTheRolesOfTheirSensor(String keyword, String band, BandRole role) {
    assertEquals(Optional.of(role), Sensors.findRole(product(keyword), band));
  }

  @Test
  void bandsOfAnUnknownSensorHaveNoRole() {
    assertEquals(Optional.empty(), Sensors.findRole(Product.UNKNOWN, "B2"));
    assertEquals(Optional.empty(), Sensors.findRole(product("drone"), "B02"));
    assertEquals(Optional.empty(), Sensors.findRole(product("sentinel-2"), "B10"));
  }

  @Test
  void theOrderOfBandsHoldsForMeasuredValues() {
    assertEquals(
        Optional.of(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR)),
        Sensors.findOrder(product("planetscope"), 4, SampleType.UINT16));
    assertEquals(
        Optional.of(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE)),
        Sensors.findOrder(product("planetscope"), 4, SampleType.UINT8));
    assertEquals(
        Optional.of(
            List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.REDEDGE, BandRole.NIR)),
        Sensors.findOrder(product("rapideye"), 5, SampleType.UINT16));
    assertTrue(Sensors.findOrder(product("naip"), 4, SampleType.UINT8).isPresent());
    assertEquals(Optional.empty(), Sensors.findOrder(product("landsat-8"), 6, SampleType.UINT16));
    assertEquals(
        6, Sensors.findOrder(product("landsat-5"), 6, SampleType.UINT16).orElseThrow().size());
  }

  @Test
  void masksAreFoundByTheNamesOfTheirProviders() {
    assertEquals(
        Optional.of(List.of(MaskLayer.of(MaskCoding.QA_PIXEL))), Sensors.findMask("QA_PIXEL"));
    assertEquals(
        Optional.of(List.of(MaskLayer.of(MaskCoding.PIXEL_QA))), Sensors.findMask("pixelqa"));
    assertEquals(5, Sensors.findMask("udm2").orElseThrow().size());
    // Some catalogues call the cloud probability so.
    assertEquals(Optional.empty(), Sensors.findMask("cloud"));
  }

  @Test
  void creditHasTheYearOfTheAcquisition() {
    AcquisitionDate date = AcquisitionDate.on(LocalDate.of(2020, 5, 1), DateSource.FILENAME);
    assertEquals(
        Optional.of("Contains modified Copernicus Sentinel data 2020"),
        Sensors.findCredit(product("sentinel-2"), date));
    assertEquals(Optional.empty(), Sensors.findCredit(product("drone"), date));
    assertEquals(
        Optional.empty(), Sensors.findCredit(product("sentinel-2"), AcquisitionDate.UNDATED));
  }

  @Test
  void fillIsThatOfTheSensor() {
    assertEquals(OptionalDouble.of(0), Sensors.findFill(product("landsat")));
    assertEquals(OptionalDouble.of(-9999), Sensors.findFill(product("hls")));
    assertEquals(OptionalDouble.empty(), Sensors.findFill(product("planet-basemap")));
  }
}
