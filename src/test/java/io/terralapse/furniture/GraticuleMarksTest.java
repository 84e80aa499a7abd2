package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.terralapse.text.Typefaces;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraticuleMarksTest {
  private static final Rectangle2D FRAME = new Rectangle2D.Double(0, 0, 1280, 720);

  private static Graticule.Line line(String label, double fromX, double toX) {
    List<Point2D.Double> points = new ArrayList<>();
    for (int i = 0; i <= 240; i++) {
      points.add(new Point2D.Double(fromX + (toX - fromX) * i / 240, 3 * i));
    }
    return new Graticule.Line(label, true, points);
  }

  private static List<Rectangle2D> labels(Optional<Rectangle2D> unlabelled) {
    return new GraticuleMarks(
            new Graticule(
                List.of(line("10° E", 640, 640), line("20° E", 640, 900), line("", 640, 300)),
                unlabelled),
            List.of(),
            FRAME,
            Sizes.of(new Canvas(1280, 720, 7.3, 0, true)),
            Typefaces.bundled(Locale.ENGLISH))
        .boxes();
  }

  @Test
  void onlyLinesWithALabelHaveOne() {
    assertEquals(2, labels(Optional.empty()).size());
  }

  @Test
  void whereLinesRunTogetherThereIsNoLabel() {
    Rectangle2D upper = new Rectangle2D.Double(340, 0, 600, 500);
    List<Rectangle2D> boxes = labels(Optional.of(upper));
    assertEquals(2, boxes.size());
    boxes.forEach(box -> assertFalse(box.intersects(upper), box.toString()));
    assertEquals(List.of(), labels(Optional.of(FRAME)));
  }

  @Test
  void labelsKeepOffPlates() {
    Graticule.Line whole = line("10° E", 640, 640);
    Graticule.Line low =
        new Graticule.Line(
            whole.label(), true, whole.points().stream().filter(p -> p.y > 590).toList());
    Graticule lines = new Graticule(List.of(low), Optional.empty());
    Canvas canvas =
        new Canvas(
            1280, 720, 7.3, 0, true, Optional.empty(), SafeArea.WHOLE, Optional.of(lines), false);
    FurnitureSettings settings =
        FurnitureSettings.DEFAULTS
            .with(MarkSettings.DEFAULTS.withTimeline())
            .with(
                new StyleSettings(
                    List.of(),
                    StyleSettings.Theme.PLATE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    Layout layout =
        FittingLayout.of(
                settings,
                canvas,
                new LayoutContent(
                    List.of("28 September 2014"), List.of("NAIP"), Optional.empty(), false),
                Typefaces.bundled(Locale.ENGLISH))
            .layout();
    assertEquals(layout.boxes(), layout.occupied());
  }
}
