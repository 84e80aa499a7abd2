package io.terralapse.annotation;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.text.Typefaces;
import java.awt.geom.Rectangle2D;
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
    AnnotationPainter painter =
        painter(
            new AnnotationFile(file, Optional.empty()),
            GRID,
            List.of(),
            FurnitureSettings.DEFAULTS.fonts());
    Picture picture = new Picture(160, 120);
    AcquisitionDate date = AcquisitionDate.on(LocalDate.of(2024, 3, 2), DateSource.FILENAME);
    painter.paint(picture, date);
    painter.paintLabels(picture, date);
  }

  /** A painter of one file, on frames that may be written on everywhere. */
  static AnnotationPainter painter(
      AnnotationFile file, Grid grid, List<Rectangle2D> occupied, Typefaces fonts) {
    Rectangle2D readable = new Rectangle2D.Double(0, 0, grid.width(), grid.height());
    return AnnotationPainter.of(List.of(file), List.of(), grid, readable, occupied, fonts);
  }
}
