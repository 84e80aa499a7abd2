package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws the furniture of a sequence: date, title, scale bar, north arrow, legend and credit. What
 * is the same in every frame is composited once; a frame then takes one pass over its pixels and
 * two small sprites. Thread-safe: pictures may be painted concurrently, and the same caption always
 * gives the same bytes.
 */
public final class FurniturePainter {
  /** Most rendered lines in the cache, which bounds memory; about 200 KB each at 1080p. */
  private static final int CACHED = 32;

  private final FurnitureSettings settings;
  private final Canvas canvas;
  private final Layout layout;
  private final List<FurnitureItem> leftOut;
  private final Optional<DateText> dateText;
  private final boolean isoDates;
  private final PublishedFurniture published;
  private final Overlay constant;
  private final Optional<ColourBar> colourBar;
  private final Optional<Legend> legend;
  private final Set<Issue> issues;
  private final Map<String, Sprite> sprites;
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  private static Map<String, Sprite> cache() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Sprite> eldest) {
        return size() > CACHED;
      }
    };
  }

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
   * @throws UserError (usage) if the date pattern is invalid
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
    this.sprites = cache();
    this.settings = settings;
    this.canvas = canvas;
    List<PublishedFurniture.Time> times =
        published.map(PublishedFurniture::times).orElse(List.of());
    this.dateText =
        settings
            .datePattern()
            .map(
                p ->
                    new DateText(
                        p, settings.locale(), settings.zone(), singleDates(allDates), times));
    StringBuilder undrawable = new StringBuilder();
    dateText.ifPresent(
        text -> allDates.forEach(d -> undrawable.append(Typeface.SEMIBOLD.missing(text.of(d)))));
    this.isoDates = published.map(PublishedFurniture::digits).orElse(undrawable.length() > 0);
    if (undrawable.length() > 0) {
      issues.add(
          missing(
              "furniture.locale",
              Typeface.SEMIBOLD.missing(undrawable.toString()),
              "dates are written as 2021-08-03; choose a locale in Latin, Greek or Cyrillic"
                  + " letters, such as en"));
    }
    if (settings.showTitle()) {
      settings.title().ifPresent(t -> check("title", t, Typeface.SEMIBOLD));
      settings.subtitle().ifPresent(t -> check("subtitle", t, Typeface.REGULAR));
    }
    if (settings.bandLabel()) {
      bandLabel.ifPresent(text -> check("look.bands", text, Typeface.REGULAR));
    }
    LayoutContent content =
        published
            .map(p -> new LayoutContent(p.dates(), p.credits(), p.bandLabel(), legend))
            .orElseGet(
                () ->
                    new LayoutContent(
                        allDates.stream().flatMap(d -> date(d).stream()).distinct().toList(),
                        settings.showCredit() && settings.credit().isEmpty()
                            ? allCredits
                            : List.of(),
                        bandLabel,
                        legend));
    FittingLayout fitting = FittingLayout.of(settings, canvas, content);
    this.layout = fitting.layout();
    this.leftOut = List.copyOf(fitting.leftOut());
    leftOut.stream().filter(FurnitureItem::isMissed).forEach(this::noteLeftOut);
    this.published =
        new PublishedFurniture(
            layout.dateLine().decisive(content.dates()),
            content.credits(),
            content.bandLabel(),
            isoDates,
            dateText.map(DateText::timesOfLastDay).orElse(List.of()));
    this.constant = layout.constantOverlay();
  }

  private FurniturePainter(FurniturePainter other, Legend legend, Optional<ColourBar> colourBar) {
    this.settings = other.settings;
    this.canvas = other.canvas;
    this.layout = other.layout;
    this.leftOut = other.leftOut;
    this.dateText = other.dateText;
    this.isoDates = other.isoDates;
    this.published = other.published;
    this.constant = other.constant;
    this.colourBar = colourBar;
    this.legend = Optional.of(legend);
    this.issues = other.issues;
    this.sprites = other.sprites;
  }

  /**
   * A copy with a legend, whose values are known only after the sequence has been read. If the
   * frame is too small for it, the legend is omitted and an issue is recorded.
   */
  public FurniturePainter withLegend(Legend legend) {
    check("look.bands", legend.label(), Typeface.REGULAR);
    Optional<ColourBar> placed =
        layout.shows(FurnitureItem.LEGEND) ? layout.colourBar(legend) : Optional.empty();
    if (placed.isEmpty() && layout.shows(FurnitureItem.LEGEND)) {
      noteLeftOut(FurnitureItem.LEGEND);
    }
    return new FurniturePainter(this, legend, placed);
  }

  private void noteLeftOut(FurnitureItem item) {
    boolean legend = item == FurnitureItem.LEGEND;
    note(
        new Issue(
            legend ? "legend-left-out" : "furniture-left-out",
            item.setting(),
            item.setting()
                + ": a frame of "
                + canvas.width()
                + "x"
                + canvas.height()
                + " has no space for the "
                + item.text()
                + "; make the frame larger with grid.size"
                + (item == FurnitureItem.CREDIT ? " and name the source beside the video." : ".")));
  }

  /** What was requested and left out, because the frame has no space for it. */
  public List<String> leftOut() {
    return leftOut.stream().map(FurnitureItem::text).toList();
  }

  /** The boxes that furniture may cover, pixels; nothing else should be drawn there. */
  public List<Rectangle2D> occupied() {
    return layout.boxes();
  }

  /** What later runs have to know so that these frames stay as they are. */
  public PublishedFurniture published() {
    return published;
  }

  /** The dates of frames that show one date. */
  private static List<AcquisitionDate> singleDates(List<DateSpan> spans) {
    return spans.stream()
        .filter(span -> span.first().equals(span.last()))
        .map(DateSpan::first)
        .toList();
  }

  private Optional<String> date(DateSpan dates) {
    return dateText.map(
        text -> {
          String localised = text.of(dates);
          return isoDates || !Typeface.SEMIBOLD.missing(localised).isEmpty()
              ? text.iso(dates)
              : localised;
        });
  }

  private void check(String setting, String text, Typeface face) {
    String missing = face.missing(text);
    if (!missing.isEmpty()) {
      note(missing(setting, missing, "use Latin, Greek or Cyrillic letters there"));
    }
  }

  private static Issue missing(String setting, String characters, String remedy) {
    return new Issue(
        "missing-glyph",
        setting,
        setting
            + ": the bundled typeface cannot draw "
            + characters
                .codePoints()
                .limit(12)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "; "
            + remedy
            + ".");
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
    if (picture.width() != canvas.width() || picture.height() != canvas.height()) {
      throw new IllegalArgumentException(
          "picture: " + picture.width() + " x " + picture.height() + " on " + canvas);
    }
    constant.paint(picture);
    colourBar.ifPresent(bar -> bar.paint(picture));
    Optional<FittedText> credit = credit(caption).flatMap(this::fitted);
    date(caption.dates())
        .ifPresent(
            text -> {
              double em = layout.dateEm(text, credit);
              String key = "date " + em + " " + text;
              sprite(key, layout.date(text, em), layout.dateLine().em(), picture);
            });
    credit.ifPresent(
        fitted -> sprite("credit " + fitted, layout.credit(fitted), fitted.pixels(), picture));
  }

  private Optional<String> credit(Caption caption) {
    return layout.shows(FurnitureItem.CREDIT)
        ? settings.credit().or(caption::credit)
        : Optional.empty();
  }

  /** Adds everything that decides what is drawn on a frame, but for its caption, to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(String.valueOf(settings));
    digest.add(String.valueOf(canvas));
    layout.addTo(digest);
    digest.add(isoDates ? 1 : 0);
    digest.add(colourBar.isPresent() ? legend.map(Legend::label).orElse("") : "");
  }

  /** Adds the text of a caption, as it is drawn, to a digest. */
  public void addTo(ContentDigest digest, Caption caption) {
    digest.add(date(caption.dates()).orElse(""));
    digest.add(settings.credit().or(caption::credit).orElse(""));
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
    check("furniture.credit", text, Typeface.REGULAR);
    Optional<FittedText> fitted = layout.findCredit(text);
    if (fitted.isEmpty()) {
      noteLeftOut(FurnitureItem.CREDIT);
    }
    return fitted;
  }

  private void sprite(String key, Path2D outline, double em, Picture picture) {
    Sprite sprite;
    synchronized (sprites) {
      sprite = sprites.get(key);
    }
    if (sprite == null) {
      sprite = Sprite.of(outline, em, 1);
      synchronized (sprites) {
        sprites.put(key, sprite);
      }
    }
    sprite.paint(picture.rgb(), picture.width(), picture.height());
  }

  /** What could not be drawn as requested, without duplicates; grows while frames are painted. */
  public List<Issue> issues() {
    synchronized (issues) {
      return List.copyOf(issues);
    }
  }
}
