package io.terralapse.furniture;

import io.terralapse.model.ContentDigest;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The positions of the furniture, the same in every frame. From the bottom: credit (right) and date
 * (left) on one baseline, or the date above the credit if they do not fit side by side; the names
 * of the bands above the date; scale bar and arrow above the credit, or above the left column if
 * the canvas is narrow; the legend above them. Immutable.
 */
final class Layout {
  /** Least share of the width for a credit beside the date. */
  private static final double LEAST_CREDIT = 0.3;

  /** Most lines of a credit that does not fit into one. */
  private static final int MOST_CREDIT_LINES = 3;

  /** Least em size of a credit, pixels; smaller letters cannot be read. */
  private static final double LEAST_CREDIT_EM = 6;

  private final FurnitureSettings settings;
  private final Canvas canvas;
  private final List<String> credits;
  private final Set<FurnitureItem> shown;
  private final Sizes sizes;
  private final DateLine date;
  private final double lowestBaseline;
  private final double dateBaseline;
  private final boolean creditBeside;
  private final double creditWidth;
  private final int creditMaxLines;
  private final double barBottom;
  private final Optional<ScaleBar> bar;
  private final boolean arrow;
  private final boolean legend;
  private final Optional<FittedText> bandLabel;
  private final double bandBaseline;

  /**
   * Lays out furniture. If a known credit would be truncated beside the date, all are placed below
   * it.
   *
   * @param shown what to draw beside the date
   */
  Layout(
      FurnitureSettings settings, Canvas canvas, LayoutContent content, Set<FurnitureItem> shown) {
    this.settings = settings;
    this.canvas = canvas;
    this.credits = content.credits();
    this.shown = Set.copyOf(shown);
    this.legend = shown.contains(FurnitureItem.LEGEND);
    this.sizes = Sizes.of(canvas);
    this.bar = shown.contains(FurnitureItem.SCALE_BAR) ? ScaleBar.of(canvas) : Optional.empty();
    this.arrow = shown.contains(FurnitureItem.NORTH_ARROW);
    double width = sizes.contentWidth();
    this.date = DateLine.of(content.dates(), sizes);
    double beside = width - date.width() - (date.width() > 0 ? 2 * sizes.gap() : 0);
    this.creditBeside =
        beside >= LEAST_CREDIT * width
            && content.credits().stream().allMatch(credit -> leastWidth(credit) <= beside);
    this.creditWidth = creditBeside ? beside : width;
    this.creditMaxLines = creditMaxLines();
    int creditLines = creditLines();
    boolean dateLowest = date.width() > 0 && (creditBeside || creditLines == 0);
    this.lowestBaseline =
        sizes.bottom() - Typesetter.DESCENT * (dateLowest ? date.em() : sizes.credit());
    double creditTop = lowestBaseline - sizes.credit() * Typesetter.CAPITAL;
    double creditBlock = (creditLines - 1) * sizes.credit() * Typesetter.LEADING;
    double aboveCredit = creditLines == 0 ? lowestBaseline : creditTop - creditBlock - sizes.gap();
    this.dateBaseline =
        creditBeside || creditLines == 0
            ? lowestBaseline
            : aboveCredit - Typesetter.DESCENT * date.em();
    double marks = Math.max(scaleWidth(), legend ? ColourBar.width(sizes) : 0);
    boolean scaleBeside = marks <= beside;
    double dateTop = dateBaseline - date.em() * Typesetter.CAPITAL;
    double free = scaleBeside && marks > 0 ? width - marks - 2 * sizes.gap() : width;
    this.bandLabel =
        content
            .bandLabel()
            .filter(text -> shown.contains(FurnitureItem.BAND_LABEL))
            .map(text -> FittedText.of(Typeface.REGULAR, text, sizes.label(), free, 2));
    this.bandBaseline = date.width() > 0 ? dateTop - sizes.gap() : aboveCredit;
    double leftTop = bandLabel.map(this::bandTop).orElse(dateTop);
    this.barBottom = scaleBeside ? aboveCredit : leftTop - 1.5 * sizes.gap();
  }

  /** Adds everything that decides what is drawn where to a digest. */
  void addTo(ContentDigest digest) {
    shown.stream().sorted().forEach(item -> digest.add(item.name()));
    for (double value :
        new double[] {
          date.em(),
          date.bearing(),
          date.width(),
          lowestBaseline,
          dateBaseline,
          creditWidth,
          barBottom,
          bandBaseline,
          highestOfBottom()
        }) {
      digest.add(value);
    }
    digest.add(creditMaxLines);
    digest.add(creditBeside ? 1 : 0);
    digest.add(String.valueOf(bandLabel));
  }

  boolean shows(FurnitureItem item) {
    return shown.contains(item);
  }

  private double bandTop(FittedText label) {
    return bandBaseline
        - (label.lines().size() - 1) * label.pixels() * Typesetter.LEADING
        - label.pixels() * Typesetter.ASCENT;
  }

  /** Whether a known credit is truncated. */
  boolean cutsCredit() {
    return cutsCredit(creditMaxLines);
  }

  /** The area inside the margins. */
  Rectangle2D content() {
    return new Rectangle2D.Double(
        sizes.left(), sizes.top(), sizes.contentWidth(), sizes.bottom() - sizes.top());
  }

  /** The bounding boxes of all furniture that is shown. */
  List<Rectangle2D> boxes() {
    List<Rectangle2D> boxes = new ArrayList<>();
    titleBlocks().forEach(block -> boxes.add(block.outline().getBounds2D()));
    if (date.width() > 0) {
      boxes.add(
          new Rectangle2D.Double(
              sizes.left(),
              dateBaseline - date.em() * Typesetter.ASCENT,
              date.width(),
              date.em() * (Typesetter.ASCENT + Typesetter.DESCENT)));
    }
    bandLabel.ifPresent(label -> boxes.add(bandOutline(label).getBounds2D()));
    bar.ifPresent(b -> boxes.add(scaleOutline(b).getBounds2D()));
    if (arrow) {
      boxes.add(arrowOutline().getBounds2D());
    }
    if (legend) {
      double height = ColourBar.height(sizes);
      double width = ColourBar.width(sizes);
      boxes.add(
          new Rectangle2D.Double(sizes.right() - width, legendBottom() - height, width, height));
    }
    if (shows(FurnitureItem.CREDIT)) {
      knownCredits().stream()
          .map(text -> credit(fitCredit(text)).getBounds2D())
          .reduce(Rectangle2D::createUnion)
          .ifPresent(boxes::add);
    }
    return boxes;
  }

  private List<String> knownCredits() {
    if (!shows(FurnitureItem.CREDIT)) {
      return List.of();
    }
    return settings.credit().map(List::of).orElse(credits);
  }

  private double leastWidth(String credit) {
    return FittedText.LEAST_SHRINK * Typeface.REGULAR.line(credit, sizes.credit()).width();
  }

  /** As many lines as the longest known credit needs; a fixed one may always be wrapped once. */
  private int creditMaxLines() {
    int lines = settings.credit().isPresent() ? 2 : 1;
    while (lines < MOST_CREDIT_LINES && cutsCredit(lines)) {
      lines++;
    }
    return lines;
  }

  private boolean cutsCredit(int lines) {
    return knownCredits().stream().anyMatch(text -> fitCredit(text, lines).cut());
  }

  private int creditLines() {
    if (!shows(FurnitureItem.CREDIT)) {
      return 0;
    }
    return knownCredits().stream().mapToInt(text -> fitCredit(text).lines().size()).max().orElse(1);
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
    List<TitleBlock> title = titleBlocks();
    if (!title.isEmpty()) {
      overlay.darkenTop(
          Gradients.topRows(canvas, title.get(title.size() - 1).bottom()), Gradients.TOP);
    }
    double highest = highestOfBottom();
    if (highest < canvas.height()) {
      double lowestEdge = legend ? legendBottom() - ColourBar.height(sizes) : barBottom;
      overlay.darkenBottom(Gradients.bottomRows(canvas, highest, lowestEdge), Gradients.BOTTOM);
    }
    title.forEach(block -> overlay.add(Sprite.of(block.outline(), block.em(), 1)));
    bandLabel.ifPresent(label -> overlay.add(Sprite.of(bandOutline(label), label.pixels(), 1)));
    bar.ifPresent(b -> overlay.add(Sprite.of(scaleOutline(b), sizes.label(), 1)));
    if (arrow) {
      overlay.add(Sprite.of(arrowOutline(), sizes.label(), 1));
    }
    return overlay;
  }

  /** The upper edge of the furniture in the lower half; the height of the canvas if none is. */
  private double highestOfBottom() {
    return boxes().stream()
        .filter(box -> box.getCenterY() >= canvas.height() / 2.0)
        .mapToDouble(Rectangle2D::getMinY)
        .min()
        .orElse(canvas.height());
  }

  private Path2D bandOutline(FittedText label) {
    Path2D all = new Path2D.Double();
    int last = label.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      double baseline = bandBaseline - (last - i) * label.pixels() * Typesetter.LEADING;
      Path2D line = Typeface.REGULAR.line(label.lines().get(i), label.pixels()).outline();
      all.append(Typesetter.fromLeft(line, sizes.left(), baseline), false);
    }
    return all;
  }

  private List<TitleBlock> titleBlocks() {
    return TitleBlock.of(settings, sizes, shown);
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

  private Path2D scaleOutline(ScaleBar b) {
    double tick = 3 * sizes.stroke();
    Path2D marks = b.outline(sizes.right(), barBottom, sizes.stroke(), tick);
    double baseline = barBottom - tick - 0.35 * sizes.label();
    marks.append(Typesetter.toRight(labelLine(b).outline(), sizes.right(), baseline), false);
    return marks;
  }

  private Path2D arrowOutline() {
    double width = bar.map(b -> Math.max(b.pixels(), labelLine(b).width())).orElse(0.0);
    double size = arrowSize();
    double em = 0.8 * sizes.label();
    double x = sizes.right() - width - (width > 0 ? sizes.gap() : 0) - size / 2;
    Path2D marks =
        NorthArrow.outline(
            x, barBottom - em * (Typesetter.CAPITAL + 0.2) - size / 2, size, canvas.northDegrees());
    Typeface.Line n = Typeface.SEMIBOLD.line("N", em);
    marks.append(Typesetter.moved(n.outline(), x - n.width() / 2, barBottom), false);
    return marks;
  }

  /** The line of the dates. */
  DateLine dateLine() {
    return date;
  }

  /**
   * The size of a date's letters: that of all dates, unless a date that was not known when the
   * furniture was laid out would reach the credit beside it.
   *
   * @param credit what is beside it, if anything
   */
  double dateEm(String text, Optional<FittedText> credit) {
    double free = sizes.contentWidth();
    if (creditBeside && credit.isPresent()) {
      double rest = free - credit.get().width(Typeface.REGULAR) - 2 * sizes.gap();
      free = Math.max(date.width(), rest);
    }
    return date.emOf(text, free);
  }

  /** The outline of a date in letters of some size. */
  Path2D date(String text, double em) {
    return date.outline(text, em, sizes.left(), dateBaseline);
  }

  /** Fits a credit to its reserved width and lines. */
  FittedText fitCredit(String text) {
    return fitCredit(text, creditMaxLines);
  }

  private FittedText fitCredit(String text, int lines) {
    return FittedText.of(Typeface.REGULAR, text, sizes.credit(), creditWidth, lines);
  }

  /**
   * Fits a credit that was not known when the furniture was laid out, in smaller letters if it is
   * long: no part of a credit is ever left out.
   *
   * @return empty if it would be too small to read
   */
  Optional<FittedText> findCredit(String text) {
    FittedText fitted = fitCredit(text);
    for (double em = 0.9 * sizes.credit();
        fitted.cut() && em * FittedText.LEAST_SHRINK >= LEAST_CREDIT_EM;
        em *= 0.9) {
      fitted = FittedText.of(Typeface.REGULAR, text, em, creditWidth, creditMaxLines);
    }
    return fitted.cut() ? Optional.empty() : Optional.of(fitted);
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
