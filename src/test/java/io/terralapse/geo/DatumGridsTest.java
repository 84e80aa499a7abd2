package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shifts by NTv2 files; expected positions are those of PROJ 9.1.1 with the same file. */
class DatumGridsTest {
  /** The name of the published grid of Corrego Alegre 1970-72, EPSG:4225. */
  private static final String NAME = "CA7072_003.gsb";

  private static final String SYSTEM = "EPSG:4225";

  @TempDir Path folder = Path.of("");

  @AfterEach
  void removeGrids() {
    DatumGrids.install(List.of());
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] grid() {
    return SyntheticNtv.file(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @CsvSource({
    "-47.3, -21.2, -47.299555555567, -21.199358333335",
    "-48.3, -22.7, -48.299607638881, -22.699429166682",
    "-48.9, -22.05, -48.899633680559, -22.049355555577",
    "-49.99, -23.99, -49.989749027779, -23.989500000002"
  })
  void shiftsAreThoseOfProj(double lon, double lat, double shiftedLon, double shiftedLat) {
    double[] expected = {shiftedLon, shiftedLat};
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      NtvGrid grid = NtvGrid.read(SyntheticNtv.file(order));
      assertArrayEquals(expected, grid.forward(lon, lat).orElseThrow(), 1e-10);
      double[] back = grid.inverse(shiftedLon, shiftedLat).orElseThrow();
      assertArrayEquals(new double[] {lon, lat}, back, 1e-10);
    }
  }

  @Test
  void theInverseIsThatOfProj() {
    double[] there = NtvGrid.read(grid()).inverse(-48.3, -22.7).orElseThrow();
    assertArrayEquals(new double[] {-48.300392327432, -22.700570791201}, there, 1e-10);
  }

  @Test
  void thereIsNoShiftOutside() {
    NtvGrid grid = NtvGrid.read(grid());
    assertEquals(Optional.empty(), grid.forward(-45.9, -22));
    assertEquals(Optional.empty(), grid.inverse(-48, -19.9));
  }

  @Test
  void aGridWinsWhereItCoversThePosition() throws IOException {
    double[] inside = transformed(-48.3, -22.7);
    double[] outside = transformed(-45, -22.7);
    DatumGrids.install(List.of(write(NAME, grid())));
    double[] byGrid = transformed(-48.3, -22.7);
    assertArrayEquals(new double[] {-48.299607638881, -22.699429166682}, byGrid, 1e-10);
    assertNotEquals(inside[0], byGrid[0], 1e-6);
    assertArrayEquals(outside, transformed(-45, -22.7), 0);
    double[] back = byGrid.clone();
    Transforms.between(Crs.lonLat(), Crs.of(SYSTEM)).apply(back, 1);
    assertArrayEquals(new double[] {-48.3, -22.7}, back, 1e-10);
    DatumGrids.install(List.of());
    assertArrayEquals(inside, transformed(-48.3, -22.7), 0);
  }

  @Test
  void theAccuracyIsThatOfTheGrid() throws IOException {
    assertEquals(OptionalDouble.of(5), PositionCheck.findAccuracy(Crs.of(SYSTEM), -48.3, -22.7));
    DatumGrids.install(List.of(write(NAME, grid())));
    assertEquals(OptionalDouble.of(2), PositionCheck.findAccuracy(Crs.of(SYSTEM), -48.3, -22.7));
    assertEquals(OptionalDouble.of(5), PositionCheck.findAccuracy(Crs.of(SYSTEM), -45, -22.7));
  }

  @Test
  void aFolderInstallsItsGrids() throws IOException {
    write(NAME, grid());
    write("README.txt", new byte[0]);
    DatumGrids.install(List.of(folder));
    assertEquals(List.of(NAME), List.copyOf(DatumGrids.checksums().keySet()));
    assertTrue(
        DatumGrids.checksums().values().stream().allMatch(sum -> sum.matches("[0-9a-f]{64}")));
  }

  private static double[] transformed(double lon, double lat) {
    double[] xy = {lon, lat};
    Transforms.between(Crs.of(SYSTEM), Crs.lonLat()).apply(xy, 1);
    return xy;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my.gsb | the EPSG Dataset has no grid file of that name between a datum and WGS 84; give it"
            + " the name under which it is published, such as BETA2007.gsb",
        "us_noaa_conus.tif | it is not an NTv2 file (.gsb); GeoTIFF grids of PROJ and NADCON grids are"
            + " not read, so take the .gsb file of the agency that publishes it"
      })
  void otherFilesAreRefused(String name, String why) throws IOException {
    assertEquals("geo.grids: " + name + ": " + why, refusal(name, grid()));
  }

  private String refusal(String name, byte[] content) throws IOException {
    Path file = write(name, content);
    UserError error =
        assertThrows(UserError.class, () -> DatumGrids.install(List.of(file)), "not refused");
    return String.valueOf(error.getMessage());
  }

  @Test
  void aMissingFileIsRefused() {
    Path file = folder.resolve(NAME);
    UserError error = assertThrows(UserError.class, () -> DatumGrids.install(List.of(file)));
    assertEquals(
        "geo.grids: " + NAME + ": there is no such file; write the path of an NTv2 file",
        error.getMessage());
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] whole = grid();
    for (int length : new int[] {0, 100, 200, 352, 400, 700, whole.length - 17}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertTrue(refusal(NAME, part).startsWith("geo.grids: " + NAME + ": "), "" + length);
    }
  }

  /** The number of grids, the nodes of the first, its southern limit and its step of latitude. */
  @ParameterizedTest
  @ValueSource(ints = {40, 344, 248, 312})
  void damagedSizesAreRefused(int at) throws IOException {
    byte[] file = grid();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(at, 0x7FFFFFFF_7FFFFFFFL);
    assertTrue(refusal(NAME, file).startsWith("geo.grids: " + NAME + ": "), "" + at);
  }

  @Test
  void shiftsThatAreNotFiniteAreRefused() throws IOException {
    byte[] file = grid();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(22 * 16, Float.NaN);
    assertTrue(refusal(NAME, file).contains("not finite"));
  }
}
