package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Displacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept comes back as it was, to the last bit: else every run measures everything again. */
class EdgeCacheTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder = Path.of("");

  private static Edge edge(ShiftModel model, Displacement shape, double variance) {
    return new Edge(
        "2024-01-05",
        "2024-02-05",
        1 / 3.0,
        -2.5e-7,
        variance,
        1e-5,
        variance,
        0.071,
        model,
        shape,
        List.of(new TiePoint(7, 22, 0.1, 0.3, true), new TiePoint(70, 22, 9, -9, false)),
        0.87,
        true,
        "");
  }

  private EdgeCache edges() {
    return new EdgeCache(new DiskCache(folder, 1 << 20));
  }

  private void assertKept(Edge edge) {
    edges().put(KEY, edge);
    assertEquals(Optional.of(edge), edges().find(KEY));
  }

  @Test
  void aTranslation() {
    assertKept(edge(ShiftModel.TRANSLATION, Displacement.NONE, 2e-4));
  }

  @Test
  void aRotationAndALocalDeformation() {
    List<Double> coefficients = Collections.nCopies(16, Math.PI);
    Displacement.BSpline spline =
        new Displacement.BSpline(-1.5, 2, 40, 4, coefficients, coefficients);
    assertKept(
        edge(
            ShiftModel.LOCAL,
            new Displacement(0.1, 0.2, 1e-3, 2e-3, -3e-3, 4e-3, List.of(spline)),
            2e-4));
  }

  @Test
  void aRefusalOfUnknownSize() {
    assertKept(edge(ShiftModel.TRANSLATION, Displacement.NONE, Double.POSITIVE_INFINITY));
  }

  @Test
  void aDamagedEntryIsAMiss() throws IOException {
    EdgeCache cache = edges();
    cache.put(KEY, edge(ShiftModel.TRANSLATION, Displacement.NONE, 2e-4));
    Path file = folder.resolve("edges").resolve(KEY + ".json");
    String sound = Files.readString(file);
    Files.writeString(file, sound.replace("0.87", "0.97"));
    assertEquals(Optional.empty(), cache.find(KEY));
    Files.writeString(file, "{\"referenceId\": ");
    assertEquals(Optional.empty(), cache.find(KEY));
  }
}
