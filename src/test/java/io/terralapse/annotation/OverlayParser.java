package io.terralapse.annotation;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The reader and painter of overlays, for tests of other packages. */
public final class OverlayParser {
  private static final Grid GRID = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 160, 120);

  private OverlayParser() {}

  /** Reads GeoJSON and draws it on a small frame. */
  public static void draw(Path file) {
    AnnotationPainter.of(
            List.of(new AnnotationFile(file, Optional.empty())),
            GRID,
            List.of(),
            FurnitureSettings.DEFAULTS.fonts())
        .paint(
            new Picture(160, 120),
            AcquisitionDate.on(LocalDate.of(2024, 3, 2), DateSource.FILENAME));
  }
}
