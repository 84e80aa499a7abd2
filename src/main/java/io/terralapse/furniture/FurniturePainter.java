package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws the furniture of a sequence. What is the same in every frame is composited once; a frame
 * then takes one pass over its pixels and two small sprites. Thread-safe: pictures may be painted
 * concurrently, and the same caption always gives the same bytes.
 */
public final class FurniturePainter {
  private final FurnitureSettings settings;
  private final Canvas canvas;
  private final Typefaces fonts;
  private final Layout layout;
  private final List<FurnitureItem> leftOut;
  private final Optional<DateText> dateText;
  private final PublishedFurniture published;
  private final Shading shading;
  private final Optional<Legend> legend;
  private final Optional<ColourBar> colourBar;
  private final Optional<Timeline> timeline;
  private final Optional<Locator> locator;
  private final Optional<Logo> logo;
  private final List<String> notices;
  private final Set<Issue> issues;
  private final SpriteCache sprites = new SpriteCache();
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  /** Composited when the first frame is painted: strength and legend are known then. */
  private final Map<Boolean, Overlay> constant = new HashMap<>();

  /**
   * Lays out furniture without a legend, with the fixed credit only.
   *
   * @param settings what to draw
   * @param canvas what to draw on
   * @param allDates the dates of all frames; the layout fits the longest
   * @throws UserError (usage) if the date pattern is invalid
   */
  public FurniturePainter(
      FurnitureSettings settings, Canvas canvas, List<AcquisitionDate> allDates) {
    this(
        settings,
        canvas,
        allDates.stream().map(DateSpan::of).toList(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** Lays out the furniture as below, where nothing was published. */
  public FurniturePainter(
      FurnitureSettings settings,
      Canvas canvas,
      List<DateSpan> allDates,
      List<String> allCredits,
      Optional<String> bandLabel,
      boolean legend) {
    this(settings, canvas, allDates, allCredits, bandLabel, legend, Optional.empty());
  }

  /**
   * Lays out the furniture for the longest of the given dates and credits.
   *
   * @param settings what to draw
   * @param canvas what to draw on
   * @param allDates the dates that captions may have
   * @param allCredits the credits that captions may have; ignored if the settings have a fixed
   *     credit
   * @param bandLabel what the colours show, if they are not natural; drawn if the settings ask for
   *     it
   * @param legend whether to reserve space for {@link #withLegend}
   * @param published what the furniture of published frames was laid out for, which then decides
   *     instead of dates, credits and label
   * @throws UserError (usage) if the date pattern is invalid, or no font has a character
   */
  public FurniturePainter(
      FurnitureSettings settings,
      Canvas canvas,
      List<DateSpan> allDates,
      List<String> allCredits,
      Optional<String> bandLabel,
      boolean legend,
      Optional<PublishedFurniture> published) {
    this.colourBar = Optional.empty();
    this.legend = Optional.empty();
    this.issues = new LinkedHashSet<>();
    this.settings = settings;
    this.canvas = canvas;
    this.fonts = settings.fonts();
    var times = published.map(PublishedFurniture::times).orElse(List.of());
    this.dateText =
        settings
            .datePattern()
            .map(pattern -> DateText.of(pattern, settings, DateSpan.singleDates(allDates), times));
    allDates.forEach(
        dates -> date(dates).ifPresent(text -> Undrawable.refuse("furniture.locale", text, fonts)));
    Undrawable.refuse(settings, bandLabel, fonts);
    LayoutContent content =
        LayoutContent.of(
            settings,
            allDates.stream().flatMap(d -> date(d).stream()).distinct().toList(),
            allCredits,
            bandLabel,
            legend,
            published);
    FittingLayout fitting = FittingLayout.of(settings, canvas, content, fonts);
    this.layout = fitting.layout();
    this.leftOut = List.copyOf(fitting.leftOut());
    fitting.issues(canvas).forEach(this::note);
    this.published =
        new PublishedFurniture(
            layout.dateLine().decisive(content.dates()),
            content.credits(),
            content.bandLabel(),
            dateText.map(DateText::timesOfLastDay).orElse(List.of()),
            published.flatMap(PublishedFurniture::shade),
            published.flatMap(PublishedFurniture::timeline),
            published.map(PublishedFurniture::renditions).orElse(new TreeMap<>()));
    this.shading = layout.shading(this.published.shade().orElse(Shade.MOST));
    this.timeline = this.published.timeline().flatMap(layout::timeline);
    this.notices = List.of();
    this.locator = layout.locator();
    this.logo = layout.logo().flatMap(mark -> content.logo().map(mark::reduced));
  }

  private FurniturePainter(
      FurniturePainter other,
      Optional<Legend> legend,
      PublishedFurniture published,
      List<String> notices) {
    this.settings = other.settings;
    this.canvas = other.canvas;
    this.fonts = other.fonts;
    this.layout = other.layout;
    this.leftOut = other.leftOut;
    this.dateText = other.dateText;
    this.published = published;
    this.shading = layout.shading(published.shade().orElse(Shade.MOST));
    this.timeline = published.timeline().flatMap(layout::timeline);
    this.notices = notices;
    this.locator = other.locator;
    this.logo = other.logo;
    this.legend = legend;
    this.colourBar =
        layout.shows(FurnitureItem.LEGEND)
            ? legend.flatMap(content -> layout.colourBar(content, shading))
            : Optional.empty();
    this.issues = other.issues;
  }

  /**
   * A copy with a legend, whose values are known only after the sequence has been read. If the
   * frame is too small for it, the legend is omitted and an issue is recorded.
   *
   * @throws UserError (usage) if no font has a character of its label
   */
  public FurniturePainter withLegend(Legend content) {
    Legend titled =
        content.with(settings.marks().legendTitle(content.label(), published.bandLabel()));
    Undrawable.refuse("furniture.legend_title", titled.label(), fonts);
    FurniturePainter copy = new FurniturePainter(this, Optional.of(titled), published, notices);
    if (copy.colourBar.isEmpty() && layout.shows(FurnitureItem.LEGEND)) {
      note(FurnitureItem.LEGEND.leftOutOf(canvas));
    }
    return copy;
  }

  /**
   * A copy whose gradients are as strong as the ground of the sequence asks for, unless published
   * frames have decided that.
   */
  public FurniturePainter withBackdrop(Backdrop backdrop) {
    return published.shade().isPresent()
        ? this
        : new FurniturePainter(
            this,
            legend,
            published.with(
                Optional.of(layout.gradients().shadeFor(backdrop, settings.style().palette())),
                published.timeline()),
            notices);
  }

  /**
   * A copy with the dates of the timeline, if that is drawn: those of published frames, and what
   * follows them.
   *
   * @param frames dates of all frames, in order of time, at least one
   * @param others dates of acquisitions that exist and are not shown
   * @throws UserError (usage) if no font has a character of the names of months
   */
  public FurniturePainter withTimeline(List<AcquisitionDate> frames, List<AcquisitionDate> others) {
    if (!layout.shows(FurnitureItem.TIMELINE)) {
      return this;
    }
    Optional<TimelineDates> before = published.timeline();
    TimelineDates dates = TimelineDates.of(frames, others, before);
    layout
        .timeline(dates)
        .ifPresent(line -> Undrawable.refuse("furniture.locale", line.texts(), fonts));
    List<String> said = new ArrayList<>(notices);
    before.flatMap(dates::growthSince).ifPresent(said::add);
    return new FurniturePainter(
        this, legend, published.with(published.shade(), Optional.of(dates)), said);
  }

  /** A copy that knows how strong the gradients of other renditions are, by name. */
  public FurniturePainter withRenditions(Map<String, Shade> shades) {
    return new FurniturePainter(this, legend, published.with(shades), notices);
  }

  /** What dates that arrived change in published frames, in one sentence each. */
  public List<String> notices() {
    return notices;
  }

  /** The legend that is drawn. */
  Optional<Legend> shownLegend() {
    return colourBar.isPresent() ? legend : Optional.empty();
  }

  FurnitureSettings settings() {
    return settings;
  }

  /** What was requested and left out: the frame has no space for it, or it has no meaning there. */
  public List<String> leftOut() {
    return leftOut.stream().map(FurnitureItem::text).toList();
  }

  /** The texts that frames have no space for and that end with an ellipsis. */
  public List<CutText> cuts() {
    return CutText.ofFrame(layout.titleBlocks(), layout.legendLabel(), canvas);
  }

  /** The boxes that furniture may cover, pixels; nothing else should be drawn there. */
  public List<Rectangle2D> occupied() {
    return layout.occupied();
  }

  /** Where platforms cover no text, pixels of the frame. */
  public Rectangle2D readable() {
    return canvas.safe().inside(canvas.width(), canvas.height());
  }

  /** What later runs have to know so that these frames stay as they are. */
  public PublishedFurniture published() {
    return published;
  }

  private Optional<String> date(DateSpan dates) {
    return dateText.map(text -> text.of(dates));
  }

  private void note(Issue issue) {
    synchronized (issues) {
      issues.add(issue);
    }
  }

  /**
   * Draws onto a picture, in place.
   *
   * @param picture of the canvas's size
   * @param caption the frame's dates and credit
   * @throws IllegalArgumentException if the picture has another size
   */
  public void paint(Picture picture, Caption caption) {
    paint(picture, caption, false);
  }

  /** As {@link #paint}, but for scale, north and place, while the frame moves over the ground. */
  public void paintMoving(Picture picture, Caption caption) {
    paint(picture, caption, true);
  }

  private void paint(Picture picture, Caption caption, boolean moving) {
    Optional<FittedText> credit = marked(picture, caption, moving);
    date(caption.dates())
        .ifPresent(
            text -> {
              double em = layout.dateEm(text, credit);
              String key = "date " + em + " " + text;
              sprite(key, layout.date(text, em), layout.dateLine().em(), 1, picture);
            });
  }

  /** Draws everything but the date, in place, for pictures that show two dates. */
  public void paintUndated(Picture picture, Caption caption) {
    var unused = marked(picture, caption, false);
  }

  private Optional<FittedText> marked(Picture picture, Caption caption, boolean moving) {
    if (picture.width() != canvas.width() || picture.height() != canvas.height()) {
      throw new IllegalArgumentException(
          "picture: " + picture.width() + " x " + picture.height() + " on " + canvas);
    }
    overlay(moving).paint(picture);
    colourBar.ifPresent(bar -> bar.paint(picture));
    layout
        .logo()
        .ifPresent(mark -> logo.ifPresent(own -> mark.paint(own, picture.rgb(), picture.width())));
    locator
        .filter(map -> !moving)
        .ifPresent(map -> map.mark(picture.rgb(), picture.width(), shading.palette().shade()));
    timeline.ifPresent(line -> paint(line, TimelineDates.day(caption.acquired()), picture));
    Optional<FittedText> credit = credit(caption).flatMap(this::fitted);
    credit.ifPresent(
        fitted -> sprite("credit " + fitted, layout.credit(fitted), fitted.pixels(), 1, picture));
    return credit;
  }

  private void paint(Timeline line, LocalDate now, Picture picture) {
    double em = layout.timelineEm();
    sprite("unused " + now, line.unused(now), em, Timeline.UNUSED, picture);
    sprite("past " + now, line.past(now), em, 1, picture);
  }

  private synchronized Overlay overlay(boolean moving) {
    return constant.computeIfAbsent(
        moving, key -> layout.constantOverlay(shading, timeline, moving));
  }

  private Optional<String> credit(Caption caption) {
    return layout.shows(FurnitureItem.CREDIT)
        ? settings.credit().or(caption::credit)
        : Optional.empty();
  }

  /** Adds everything that decides what is drawn on a frame, but for its caption, to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(settings.key());
    digest.add(String.valueOf(canvas));
    layout.addTo(digest);
    digest.add(String.valueOf(published.shade()));
    digest.add(colourBar.isPresent() ? legend.map(Legend::label).orElse("") : "");
  }

  /** Adds the text of a caption, as it is drawn, to a digest. */
  public void addTo(ContentDigest digest, Caption caption) {
    digest.add(date(caption.dates()).orElse(""));
    digest.add(settings.credit().or(caption::credit).orElse(""));
    published
        .timeline()
        .filter(dates -> timeline.isPresent())
        .ifPresent(dates -> dates.addTo(digest, TimelineDates.day(caption.acquired())));
  }

  /**
   * Records what {@link #paint} would record for a caption, without drawing it: for frames whose
   * pictures an earlier run has drawn.
   */
  public void check(Caption caption) {
    credit(caption).filter(checked::add).ifPresent(this::fitted);
  }

  /** A credit as it fits into the layout; empty, with an issue, if it does not. */
  private Optional<FittedText> fitted(String text) {
    Undrawable.refuse("furniture.credit", text, fonts);
    var fitted = layout.findCredit(text);
    if (fitted.isEmpty()) {
      note(FurnitureItem.CREDIT.leftOutOf(canvas));
    }
    return fitted;
  }

  private void sprite(String key, Path2D outline, double em, double opacity, Picture picture) {
    if (!outline.getBounds2D().isEmpty()) {
      sprites
          .get(key, () -> Sprite.of(outline, em, opacity, shading))
          .paint(picture.rgb(), picture.width(), picture.height(), shading.palette());
    }
  }

  /** What could not be drawn as requested, without duplicates; grows while frames are painted. */
  public List<Issue> issues() {
    synchronized (issues) {
      return List.copyOf(issues);
    }
  }
}
