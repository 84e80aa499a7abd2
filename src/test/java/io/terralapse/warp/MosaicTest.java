package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Adjacent tiles of one overpass on both sides of a UTM zone border (18 degrees east). */
final class MosaicTest {
  private static final String WEST_ZONE = "EPSG:32633";
  private static final String EAST_ZONE = "EPSG:32634";

  /** 12 by 9 km across the border of the zones, in the western one, 20 m. */
  private static final Grid GRID = new Grid(WEST_ZONE, 724_000, 5_104_500, 20, 20, 600, 450);

  /** A smooth landscape over the globe, the same in every CRS; waves of about 500 m. */
  private static double ground(double lon, double lat) {
    return 0.2
        + 0.05 * Math.sin(lon * 2 * Math.PI / 0.0071)
        + 0.05 * Math.cos(lat * 2 * Math.PI / 0.0046);
  }

  private static double[] lonLat(String crs, double x, double y) {
    double[] p = {x, y};
    Transforms.between(Crs.of(crs), Crs.lonLat()).apply(p, 1);
    return p;
  }

  /** A tile whose pixels sample the landscape at their centres. */
  private static ArrayWindow tile(String crs, double x0, double y0, double pixel, int side) {
    double[] xy = new double[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      xy[2 * i] = x0 + (i % side + 0.5) * pixel;
      xy[2 * i + 1] = y0 - (Math.floorDiv(i, side) + 0.5) * pixel;
    }
    Transforms.between(Crs.of(crs), Crs.lonLat()).apply(xy, side * side);
    return ArrayWindow.of(
        crs,
        GeoTransform.northUp(x0, y0, pixel),
        side,
        side,
        (c, r) -> (float) ground(xy[2 * (r * side + c)], xy[2 * (r * side + c) + 1]));
  }

  private static double[] corner(String crs, double column, double row) {
    double[] p = {
      GRID.originX() + column * GRID.pixelSize(), GRID.originY() - row * GRID.pixelSize()
    };
    Transforms.between(Crs.of(WEST_ZONE), Crs.of(crs)).apply(p, 1);
    return p;
  }

  private static Frame mosaic(List<ArrayWindow> tiles) throws IOException {
    return new Warper(GRID, Kernel.CUBIC, 0.05)
        .warp(tiles.stream().map(SceneWindows::of).toList(), Displacement.NONE);
  }

  @Slow
  @Test
  void tilesOfTwoZonesAndPixelSizesHaveNeitherSeamNorGap() throws IOException {
    ArrayWindow west = tile(WEST_ZONE, GRID.originX() - 500, GRID.originY() + 500, 20, 480);
    double[] east = corner(EAST_ZONE, 280, -60);
    ArrayWindow second =
        tile(EAST_ZONE, Math.rint(east[0] / 10) * 10, Math.rint(east[1] / 10) * 10, 10, 1250);
    Frame frame = mosaic(List.of(west, second));
    double worst = 0;
    for (int row = 0; row < 450; row++) {
      for (int column = 0; column < 600; column++) {
        int i = row * 600 + column;
        assertTrue(Flags.isValid(frame.flags()[i]), "a gap at " + column + ", " + row);
        double[] p =
            lonLat(
                WEST_ZONE, GRID.originX() + (column + 0.5) * 20, GRID.originY() - (row + 0.5) * 20);
        worst = Math.max(worst, Math.abs(frame.band(0)[i] - ground(p[0], p[1])));
      }
    }
    // A seam is a step between tiles; the landscape spans 0.2.
    assertEquals(0, worst, 0.004);
  }

  @Test
  void theFirstTileWithDataIsTaken() throws IOException {
    ArrayWindow west = tile(WEST_ZONE, GRID.originX() - 500, GRID.originY() + 500, 20, 480);
    ArrayWindow flat =
        ArrayWindow.of(
            WEST_ZONE,
            GeoTransform.northUp(GRID.originX(), GRID.originY(), 20),
            600,
            450,
            (c, r) -> 1);
    Frame first = mosaic(List.of(west, flat));
    assertArrayEquals(first.band(0), mosaic(List.of(west, flat)).band(0));
    assertEquals(1, mosaic(List.of(flat, west)).band(0)[100 * 600 + 100]);
    assertTrue(first.band(0)[100 * 600 + 100] < 0.4);
    assertEquals(1, first.band(0)[100 * 600 + 500]);
  }
}
