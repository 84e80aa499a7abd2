package io.terralapse.furniture;

import io.terralapse.model.ContentDigest;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The positions of the furniture, the same in every frame. From the bottom: the timeline; credit
 * (where texts end) and date (where they begin) on one baseline, or the date above the credit if
 * they do not fit side by side; the names of the bands above the date; scale bar and arrow above
 * the credit, or above the left column if the canvas is narrow; the legend above them. Immutable.
 */
final class Layout {
  private final FurnitureSettings settings;
  private final Canvas canvas;
  private final Typefaces fonts;
  private final Set<FurnitureItem> shown;
  private final Sizes sizes;
  private final Typesetter edges;
  private final DateLine date;
  private final CreditLine credit;
  private final boolean creditBeside;
  private final double lowestBaseline;
  private final double dateBaseline;
  private final double marksBottom;
  private final ScaleMarks marks;
  private final Optional<BandLabel> bandLabel;
  private final UpperCorner corner;
  private final List<TitleBlock> titleBlocks;
  private final Optional<FittedText> legendLabel;

  /**
   * Lays out furniture. If a known credit does not fit beside the date, all are placed below it.
   *
   * @param shown what to draw beside the date
   */
  Layout(
      FurnitureSettings settings,
      Canvas canvas,
      LayoutContent content,
      Set<FurnitureItem> shown,
      Typefaces fonts) {
    this.settings = settings;
    this.canvas = canvas;
    this.fonts = fonts;
    this.shown = Set.copyOf(shown);
    this.sizes = Sizes.of(canvas);
    this.edges = new Typesetter(sizes.left(), sizes.right(), isMirrored(settings, content));
    this.corner = UpperCorner.of(settings, canvas, content, this.shown, fonts, sizes, edges);
    this.titleBlocks = TitleBlock.of(settings, sizes, this.shown, fonts, edges, corner);
    this.legendLabel = legendLabel(content);
    this.marks = ScaleMarks.of(settings, canvas, this.shown, sizes, fonts, edges);
    this.date = DateLine.of(fonts.semibold(), content.dates(), sizes);
    double width = sizes.contentWidth();
    double beside = width - date.width() - (date.width() > 0 ? sizes.apart() : 0);
    List<String> credits = shows(FurnitureItem.CREDIT) ? credits(content) : List.of();
    Typeface small = fonts.regular();
    this.creditBeside =
        credits.stream()
            .allMatch(text -> CreditLine.leastWidth(small, text, sizes.credit()) <= beside);
    this.credit =
        CreditLine.of(
            small,
            sizes.credit(),
            creditBeside ? beside : width,
            credits,
            // A fixed credit may always be wrapped once.
            settings.credit().isPresent() && !creditBeside ? 2 : 1);
    int creditLines = shows(FurnitureItem.CREDIT) ? credit.lines() : 0;
    boolean oneBaseline = creditBeside || creditLines == 0;
    boolean dateLowest = date.width() > 0 && oneBaseline;
    this.lowestBaseline = captionsBottom() - (dateLowest ? date.descent() : credit.descent());
    double creditTop = lowestBaseline - sizes.credit() * Typesetter.CAPITAL;
    double creditBlock = (creditLines - 1) * sizes.credit() * Typesetter.LEADING;
    double aboveCredit = creditLines == 0 ? lowestBaseline : creditTop - creditBlock - sizes.gap();
    this.dateBaseline = oneBaseline ? lowestBaseline : aboveCredit - date.descent();
    double marksWidth = Math.max(marks.width(), hasLegend() ? ColourBar.width(sizes) : 0);
    boolean marksBeside = marksWidth <= beside;
    // Latin capitals reach less high than the letters that the box allows for.
    double dateTop =
        dateBaseline - date.ascent() + date.em() * (Typesetter.ASCENT - Typesetter.CAPITAL);
    double free = marksBeside && marksWidth > 0 ? width - marksWidth - 2 * sizes.gap() : width;
    double bandBaseline = date.width() > 0 ? dateTop - sizes.gap() : aboveCredit;
    this.bandLabel =
        content
            .bandLabel()
            .filter(text -> shows(FurnitureItem.BAND_LABEL))
            .map(text -> BandLabel.of(text, sizes.label(), free, bandBaseline, small, edges));
    double leftTop = bandLabel.map(BandLabel::top).orElse(dateTop);
    this.marksBottom = marksBeside ? aboveCredit : leftTop - 1.5 * sizes.gap();
  }

  private Optional<FittedText> legendLabel(LayoutContent content) {
    return Optional.of(settings.marks().legendTitle("", content.bandLabel()))
        .filter(text -> hasLegend())
        .map(text -> ColourBar.label(text, settings.marks(), fonts, sizes, content.legendLines()));
  }

  private List<String> credits(LayoutContent content) {
    return settings.credit().map(List::of).orElse(content.credits());
  }

  /** Furniture begins where the title does, else where the date does. */
  private static boolean isMirrored(FurnitureSettings settings, LayoutContent content) {
    return settings
        .title()
        .filter(title -> settings.showTitle())
        .or(() -> content.dates().stream().findFirst())
        .filter(Typeface::runsRightToLeft)
        .isPresent();
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
          credit.width(),
          marksBottom,
          bandLabel.map(BandLabel::baseline).orElse(0.0),
          highestOfBottom()
        }) {
      digest.add(value);
    }
    digest.add(String.valueOf(legendLabel));
    digest.add(credit.maxLines());
    digest.add(creditBeside ? 1 : 0);
    digest.add(edges.mirrored() ? 1 : 0);
    digest.add(String.valueOf(bandLabel.map(BandLabel::text)));
    corner.logo().ifPresent(mark -> digest.add(String.valueOf(mark)));
  }

  /** Lower edge of date and credit. */
  private double captionsBottom() {
    return shows(FurnitureItem.TIMELINE)
        ? sizes.bottom() - Timeline.height(sizes) - 0.7 * sizes.gap()
        : sizes.bottom();
  }

  /** The timeline with some dates; empty if it is not shown. */
  Optional<Timeline> timeline(TimelineDates dates) {
    return shows(FurnitureItem.TIMELINE)
        ? Optional.of(new Timeline(dates, sizes, fonts, edges, settings.locale()))
        : Optional.empty();
  }

  /** Size of the timeline's letters. */
  double timelineEm() {
    return sizes.tick();
  }

  boolean shows(FurnitureItem item) {
    return shown.contains(item);
  }

  /** The inset map, whose mark has a colour of its own. */
  Optional<Locator> locator() {
    return corner.place().flatMap(PlaceMarks::locator);
  }

  /** Where the logo is; empty if none is shown. */
  Optional<LogoMark> logo() {
    return corner.logo();
  }

  /** The lines of round coordinates; empty if none are shown. */
  private Optional<GraticuleMarks> graticule() {
    List<Rectangle2D> avoided = boxes();
    avoided.addAll(plates());
    return canvas
        .shownGraticule()
        .map(lines -> new GraticuleMarks(lines, avoided, content(), sizes, fonts));
  }

  private List<Rectangle2D> plates() {
    List<Rectangle2D> letters = boxes().stream().filter(box -> !corner.isLogo(box)).toList();
    return Plates.of(settings.style(), letters, 0.7 * sizes.credit());
  }

  /** Where nothing else should be drawn. */
  List<Rectangle2D> occupied() {
    List<Rectangle2D> boxes = boxes();
    graticule().ifPresent(lines -> boxes.addAll(lines.boxes()));
    return boxes;
  }

  private boolean hasLegend() {
    return shows(FurnitureItem.LEGEND);
  }

  /** Whether a known credit is truncated. */
  boolean cutsCredit() {
    return credit.cutsKnown();
  }

  /** Whether date and credit share a baseline. */
  boolean isCreditBeside() {
    return creditBeside;
  }

  /** The area inside the margins. */
  Rectangle2D content() {
    return new Rectangle2D.Double(
        sizes.left(), sizes.top(), sizes.contentWidth(), sizes.bottom() - sizes.top());
  }

  /** The bounding boxes of all furniture that is shown. */
  List<Rectangle2D> boxes() {
    List<Rectangle2D> boxes = boxesBesideCredit();
    if (shows(FurnitureItem.CREDIT)) {
      credit.known().stream()
          .map(text -> credit(fitCredit(text)).getBounds2D())
          .reduce(Rectangle2D::createUnion)
          .ifPresent(boxes::add);
    }
    return boxes;
  }

  private List<Rectangle2D> boxesBesideCredit() {
    List<Rectangle2D> boxes = new ArrayList<>();
    titleBlocks.forEach(block -> boxes.add(block.outline().getBounds2D()));
    if (date.width() > 0) {
      boxes.add(
          new Rectangle2D.Double(
              edges.leftAtStart(date.width()),
              dateBaseline - date.ascent(),
              date.width(),
              date.ascent() + date.descent()));
    }
    boxes.addAll(corner.boxes());
    if (shows(FurnitureItem.TIMELINE)) {
      double height = Timeline.height(sizes);
      boxes.add(
          new Rectangle2D.Double(
              sizes.left(), sizes.bottom() - height, sizes.contentWidth(), height));
    }
    bandLabel.ifPresent(label -> boxes.add(label.outline().getBounds2D()));
    marks.barOutline(marksBottom).ifPresent(bar -> boxes.add(bar.getBounds2D()));
    marks.arrowOutline(marksBottom).ifPresent(arrow -> boxes.add(arrow.getBounds2D()));
    if (hasLegend()) {
      double height = legendHeight();
      double width = ColourBar.width(sizes);
      boxes.add(
          new Rectangle2D.Double(
              edges.leftAtEnd(width, 0), legendBottom() - height, width, height));
    }
    return boxes;
  }

  /** The gradients behind the captions. */
  Gradients gradients() {
    return new Gradients(
        canvas,
        titleBlocks.isEmpty() ? 0 : titleBlocks.get(titleBlocks.size() - 1).bottom(),
        highestOfBottom(),
        hasLegend() ? legendBottom() - legendHeight() : marksBottom);
  }

  /** What is between the picture and the letters. */
  Shading shading(Shade shade) {
    double[] rows =
        settings.style().hasGradients() ? gradients().rows(shade) : new double[canvas.height()];
    return new Shading(settings.style().palette(), rows, plates());
  }

  /** The furniture that is the same in every frame; place and scale only if it does not move. */
  Overlay constantOverlay(Shading shading, Optional<Timeline> timeline, boolean moving) {
    Overlay overlay = new Overlay(canvas.width(), canvas.height(), shading);
    if (!moving) {
      graticule()
          .ifPresent(lines -> lines.paint(overlay, shading, canvas.width(), canvas.height()));
      corner.place().ifPresent(marksOfPlace -> marksOfPlace.paint(overlay, shading));
    }
    timeline.ifPresent(
        line -> {
          overlay.add(Sprite.of(line.line(), sizes.tick(), Timeline.FAINT, shading));
          overlay.add(Sprite.of(line.calendar(), sizes.tick(), 1, shading));
        });
    titleBlocks.forEach(block -> overlay.add(Sprite.of(block.outline(), block.em(), 1, shading)));
    bandLabel.ifPresent(
        label -> overlay.add(Sprite.of(label.outline(), label.text().pixels(), 1, shading)));
    if (!moving) {
      marks.paint(overlay, marksBottom, sizes.label(), shading);
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

  /** Title and subtitle, as far as they are shown. */
  List<TitleBlock> titleBlocks() {
    return titleBlocks;
  }

  /** Lower edge of the legend, above the scale bar and the arrow. */
  private double legendBottom() {
    return marks.isEmpty() ? marksBottom : marks.top(marksBottom) - 1.3 * sizes.gap();
  }

  /** The known title of the legend, as it fits; empty if there is no legend. */
  Optional<FittedText> legendLabel() {
    return legendLabel;
  }

  private double legendHeight() {
    return ColourBar.height(sizes, legendLabel.orElseThrow());
  }

  /** The laid out legend; empty if there is not enough space for it. */
  Optional<ColourBar> colourBar(Legend content, Shading shading) {
    int lines = legendLabel.map(known -> known.lines().size()).orElse(1);
    ColourBar placed =
        ColourBar.of(
            content,
            ColourBar.label(content.label(), settings.marks(), fonts, sizes, lines),
            sizes,
            fonts.regular(),
            edges.leftAtEnd(ColourBar.width(sizes), 0),
            legendBottom(),
            shading);
    List<Rectangle2D> titles =
        titleBlocks.stream().map(block -> block.outline().getBounds2D()).toList();
    return Optional.of(placed).filter(bar -> bar.isClear(sizes.top(), sizes.gap(), titles));
  }

  Sizes sizes() {
    return sizes;
  }

  /** The line of the dates. */
  DateLine dateLine() {
    return date;
  }

  /**
   * The size of a date's letters: that of all dates, unless a date that was not known when the
   * furniture was laid out would reach the credit beside it.
   *
   * @param beside the credit beside it, if any
   */
  double dateEm(String text, Optional<FittedText> beside) {
    double free = sizes.contentWidth();
    if (creditBeside && beside.isPresent()) {
      double rest = free - beside.get().width(fonts.regular()) - sizes.apart();
      free = Math.max(date.width(), rest);
    }
    return date.emOf(text, free);
  }

  /** The outline of a date in letters of some size. */
  Path2D date(String text, double em) {
    return date.outline(text, em, edges, dateBaseline);
  }

  /** Fits a credit to its reserved width and lines. */
  FittedText fitCredit(String text) {
    return credit.fit(text);
  }

  /**
   * Fits a credit that was not known when the furniture was laid out, in smaller letters or more
   * lines if it is long: no part of a credit is ever left out.
   *
   * @return empty if there is no space for it
   */
  Optional<FittedText> findCredit(String text) {
    FittedText usual = credit.fit(text);
    return usual.cut()
        ? credit.smaller(text).filter(fitted -> isFree(credit(fitted).getBounds2D()))
        : Optional.of(usual);
  }

  private boolean isFree(Rectangle2D box) {
    return box.getMinY() >= sizes.top() && boxesBesideCredit().stream().noneMatch(box::intersects);
  }

  /** The credit's outline: last baseline on the bottom margin, ink up to the margin. */
  Path2D credit(FittedText fitted) {
    return credit.outline(fitted, edges, lowestBaseline);
  }
}
