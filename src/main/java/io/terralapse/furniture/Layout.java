package io.terralapse.furniture;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The positions of the furniture, the same in every frame. From the bottom: credit (right) and date
 * (left) on one baseline, or the date above the credit if they do not fit side by side; scale bar
 * and arrow above the credit, or above the date if the canvas is narrow; the legend above them.
 * Immutable.
 */
final class Layout {
  private static final double TOP_STRENGTH = 0.45;
  private static final double BOTTOM_STRENGTH = 0.62;

  /** Least share of the width for a credit beside the date. */
  private static final double LEAST_CREDIT = 0.3;

  private final FurnitureSettings settings;
  private final Canvas canvas;
  private final Sizes sizes;
  private final double dateEm;
  private final double dateBearing;
  private final double lowestBaseline;
  private final double dateBaseline;
  private final double creditWidth;
  private final double barBottom;
  private final Optional<ScaleBar> bar;
  private final boolean arrow;
  private final boolean legend;

  /**
   * @param credits the known credits of frames; if one of them would be truncated beside the date,
   *     all are placed below it
   * @param legend whether to reserve space for one
   */
  Layout(
      FurnitureSettings settings,
      Canvas canvas,
      List<String> dates,
      List<String> credits,
      boolean legend) {
    this.legend = legend;
    this.settings = settings;
    this.canvas = canvas;
    this.sizes = Sizes.of(canvas);
    this.bar = settings.scaleBar() ? ScaleBar.of(canvas) : Optional.empty();
    this.arrow = settings.northArrow() && Double.isFinite(canvas.northDegrees());
    double content = sizes.contentWidth();
    double widest = 0;
    for (String date : dates) {
      widest = Math.max(widest, Typeface.SEMIBOLD.line(date, sizes.date()).width());
    }
    double shrink = widest > content ? content / widest : 1;
    this.dateEm = sizes.date() * shrink;
    this.dateBearing = leftBearing(dates, dateEm);
    double dateWidth = widest * shrink;
    double beside = content - dateWidth - (dateWidth > 0 ? 2 * sizes.gap() : 0);
    boolean creditBeside =
        beside >= LEAST_CREDIT * content
            && credits.stream().allMatch(credit -> leastWidth(credit) <= beside);
    this.creditWidth = creditBeside ? beside : content;
    int creditLines = creditLines();
    boolean dateLowest = widest > 0 && (creditBeside || creditLines == 0);
    this.lowestBaseline =
        sizes.bottom() - Typesetter.DESCENT * (dateLowest ? dateEm : sizes.credit());
    double creditTop = lowestBaseline - sizes.credit() * Typesetter.CAPITAL;
    double creditBlock = (creditLines - 1) * sizes.credit() * Typesetter.LEADING;
    double aboveCredit = creditLines == 0 ? lowestBaseline : creditTop - creditBlock - sizes.gap();
    this.dateBaseline =
        creditBeside || creditLines == 0
            ? lowestBaseline
            : aboveCredit - Typesetter.DESCENT * dateEm;
    boolean scaleBeside = Math.max(scaleWidth(), legend ? ColourBar.width(sizes) : 0) <= beside;
    this.barBottom =
        scaleBeside ? aboveCredit : dateBaseline - dateEm * Typesetter.CAPITAL - 1.5 * sizes.gap();
  }

  private double leastWidth(String credit) {
    return FittedText.LEAST_SHRINK * Typeface.REGULAR.line(credit, sizes.credit()).width();
  }

  private int creditLines() {
    if (!settings.showCredit()) {
      return 0;
    }
    return settings.credit().map(text -> fitCredit(text).lines().size()).orElse(1);
  }

  private double scaleWidth() {
    double label = bar.map(b -> labelLine(b).width()).orElse(0.0);
    double marks = Math.max(label, bar.map(ScaleBar::pixels).orElse(0.0));
    return marks + (arrow ? arrowSize() + sizes.gap() : 0);
  }

  private Typeface.Line labelLine(ScaleBar b) {
    return Typeface.REGULAR.line(b.label(), sizes.label());
  }

  private double arrowSize() {
    return 1.9 * sizes.label();
  }

  /** The furniture that is the same in every frame. */
  Overlay constantOverlay() {
    Overlay overlay = new Overlay(canvas.width(), canvas.height());
    double side = Math.min(canvas.width(), canvas.height());
    if (settings.showTitle() && (settings.title().isPresent() || settings.subtitle().isPresent())) {
      overlay.darkenTop(Math.min(canvas.height() / 2.0, 0.3 * side), TOP_STRENGTH);
    }
    boolean marks = bar.isPresent() || arrow;
    if (settings.datePattern().isPresent() || marks || legend || settings.showCredit()) {
      double highest = legend ? legendBottom() - ColourBar.height(sizes) : barBottom;
      double rows = Math.max(0.42 * side, canvas.height() - highest + 0.2 * side);
      overlay.darkenBottom(Math.min(canvas.height() / 2.0, rows), BOTTOM_STRENGTH);
    }
    title(overlay);
    bar.ifPresent(b -> scale(overlay, b));
    if (arrow) {
      arrow(overlay);
    }
    return overlay;
  }

  private void title(Overlay overlay) {
    for (Block block : titleBlocks()) {
      overlay.add(Sprite.of(block.outline(), block.em(), 1));
    }
  }

  /** Laid out lines of one size. */
  private record Block(Path2D outline, double em, double bottom) {}

  private List<Block> titleBlocks() {
    List<Block> blocks = new ArrayList<>();
    double top = sizes.top();
    if (settings.showTitle() && settings.title().isPresent()) {
      blocks.add(block(Typeface.SEMIBOLD, settings.title().get(), sizes.title(), top));
      top = blocks.get(0).bottom() + 0.35 * sizes.title();
    }
    if (settings.showTitle() && settings.subtitle().isPresent()) {
      blocks.add(block(Typeface.REGULAR, settings.subtitle().get(), sizes.subtitle(), top));
    }
    return blocks;
  }

  /** Lays out lines downwards from {@code top}, which is that of the tallest letters. */
  private Block block(Typeface face, String text, double em, double top) {
    FittedText fitted = FittedText.of(face, text, em, sizes.contentWidth(), 2);
    Path2D all = new Path2D.Double();
    double baseline = top + fitted.pixels() * Typesetter.ASCENT;
    for (int i = 0; i < fitted.lines().size(); i++) {
      baseline += i > 0 ? fitted.pixels() * Typesetter.LEADING : 0;
      Path2D line = face.line(fitted.lines().get(i), fitted.pixels()).outline();
      all.append(Typesetter.fromLeft(line, sizes.left(), baseline), false);
    }
    return new Block(all, fitted.pixels(), baseline + 0.2 * fitted.pixels());
  }

  /** Lower edge of the legend, above the scale bar and the arrow. */
  private double legendBottom() {
    double bottom = barBottom;
    if (bar.isPresent()) {
      bottom = barBottom - 3 * sizes.stroke() - (0.35 + Typesetter.CAPITAL) * sizes.label();
    }
    if (arrow) {
      double letter = 0.8 * sizes.label() * (Typesetter.CAPITAL + 0.2);
      bottom = Math.min(bottom, barBottom - letter - arrowSize());
    }
    return bottom < barBottom ? bottom - 1.3 * sizes.gap() : bottom;
  }

  /** The laid out legend; empty if there is not enough space for it. */
  Optional<ColourBar> colourBar(Legend content) {
    ColourBar placed = ColourBar.of(content, sizes, legendBottom());
    Rectangle2D bounds = placed.bounds();
    double gap = sizes.gap();
    Rectangle2D withGap =
        new Rectangle2D.Double(
            bounds.getX() - gap,
            bounds.getY() - gap,
            bounds.getWidth() + 2 * gap,
            bounds.getHeight() + gap);
    boolean free =
        bounds.getY() >= sizes.top()
            && titleBlocks().stream()
                .noneMatch(block -> block.outline().getBounds2D().intersects(withGap));
    return free ? Optional.of(placed) : Optional.empty();
  }

  private void scale(Overlay overlay, ScaleBar b) {
    double tick = 3 * sizes.stroke();
    Path2D marks = b.outline(sizes.right(), barBottom, sizes.stroke(), tick);
    double baseline = barBottom - tick - 0.35 * sizes.label();
    marks.append(Typesetter.toRight(labelLine(b).outline(), sizes.right(), baseline), false);
    overlay.add(Sprite.of(marks, sizes.label(), 1));
  }

  private void arrow(Overlay overlay) {
    double width = bar.map(b -> Math.max(b.pixels(), labelLine(b).width())).orElse(0.0);
    double size = arrowSize();
    double em = 0.8 * sizes.label();
    double x = sizes.right() - width - (width > 0 ? sizes.gap() : 0) - size / 2;
    Path2D marks =
        NorthArrow.outline(
            x, barBottom - em * (Typesetter.CAPITAL + 0.2) - size / 2, size, canvas.northDegrees());
    Typeface.Line n = Typeface.SEMIBOLD.line("N", em);
    marks.append(Typesetter.moved(n.outline(), x - n.width() / 2, barBottom), false);
    overlay.add(Sprite.of(marks, sizes.label(), 1));
  }

  double dateEm() {
    return dateEm;
  }

  private static double leftBearing(List<String> dates, double em) {
    return dates.stream()
        .mapToDouble(date -> Typeface.SEMIBOLD.line(date, em).outline().getBounds2D().getMinX())
        .min()
        .orElse(0);
  }

  /**
   * The date's outline. The pen position is the same for all dates, so that digits do not move; it
   * is chosen so that the leftmost ink of all dates is on the margin.
   */
  Path2D date(String text) {
    Typeface.Line line = Typeface.SEMIBOLD.line(text, dateEm);
    double fit = Math.min(1, sizes.contentWidth() / Math.max(1, line.width()));
    Path2D outline =
        fit < 1 ? Typeface.SEMIBOLD.line(text, dateEm * fit).outline() : line.outline();
    return Typesetter.moved(outline, sizes.left() - dateBearing, dateBaseline);
  }

  /** Fits a credit to its reserved width and lines. */
  FittedText fitCredit(String text) {
    int lines = settings.credit().isPresent() ? 2 : 1;
    return FittedText.of(Typeface.REGULAR, text, sizes.credit(), creditWidth, lines);
  }

  /** The credit's outline: last baseline on the bottom margin, ink up to the right margin. */
  Path2D credit(FittedText fitted) {
    Path2D all = new Path2D.Double();
    int last = fitted.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      double baseline = lowestBaseline - (last - i) * fitted.pixels() * Typesetter.LEADING;
      Path2D line = Typeface.REGULAR.line(fitted.lines().get(i), fitted.pixels()).outline();
      all.append(Typesetter.toRight(line, sizes.right(), baseline), false);
    }
    return all;
  }
}
