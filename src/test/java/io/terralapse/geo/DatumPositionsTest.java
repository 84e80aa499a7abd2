package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Positions in the national grids of the world against those of PROJ. */
class DatumPositionsTest {
  /** Positions of which PROJ itself takes unrelated datums as equal are refused; so are these. */
  private static final int MIN_ANSWERED = 1000;

  private record Row(String code, double x, double y, double lon, double lat, double tolerance) {
    static Row of(String line) {
      String[] f = line.split("\t", -1);
      return new Row(
          "EPSG:" + f[0], number(f[2]), number(f[3]), number(f[4]), number(f[5]), number(f[6]));
    }

    private static double number(String text) {
      return Double.parseDouble(text);
    }

    /** Distance in metres of two positions close to each other. */
    double metres(double[] lonLat) {
      double east = Math.IEEEremainder(lonLat[0] - lon, 360) * Math.cos(Math.toRadians(lat));
      return Math.hypot(east, lonLat[1] - lat) * 111_320;
    }
  }

  private static List<Row> rows() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    DatumPositionsTest.class.getResourceAsStream("proj-positions.tsv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList();
    }
  }

  @Test
  void areThoseOfProjOrRefused() throws IOException {
    List<String> wrong = new ArrayList<>();
    int answered = 0;
    for (Row row : rows()) {
      try {
        Crs crs = Crs.of(row.code());
        if (PositionCheck.findFault(crs, row.x(), row.y()).isPresent()) {
          continue;
        }
        answered++;
        double[] p = {row.x(), row.y()};
        Transforms.between(crs, Crs.lonLat()).apply(p, 1);
        double metres = row.metres(p);
        Transforms.between(Crs.lonLat(), crs).apply(p, 1);
        double back = Math.hypot(p[0] - row.x(), p[1] - row.y()) * crs.metresPerUnit();
        if (!(metres <= row.tolerance()) || !(back <= 0.1)) {
          wrong.add(row.code() + ": " + metres + " m, there and back " + back + " m");
        }
      } catch (UserError refused) {
        // Counted below.
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(answered >= MIN_ANSWERED, "answered " + answered);
  }
}
