package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import java.awt.geom.Path2D;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Overlay constant;
  private final Optional<ColourBar> colourBar;
  private final Set<Issue> issues;
  private final Map<String, Sprite> sprites;

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
   * @throws UserError (usage) if the date pattern is invalid
   */
  public FurniturePainter(
      FurnitureSettings settings,
      Canvas canvas,
      List<DateSpan> allDates,
      List<String> allCredits,
      Optional<String> bandLabel,
      boolean legend) {
    this.colourBar = Optional.empty();
    this.issues = new LinkedHashSet<>();
    this.sprites = cache();
    this.settings = settings;
    this.canvas = canvas;
    this.dateText =
        settings
            .datePattern()
            .map(p -> new DateText(p, settings.locale(), settings.zone(), singleDates(allDates)));
    StringBuilder undrawable = new StringBuilder();
    dateText.ifPresent(
        text -> allDates.forEach(d -> undrawable.append(Typeface.SEMIBOLD.missing(text.of(d)))));
    this.isoDates = undrawable.length() > 0;
    if (isoDates) {
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
    List<String> dates = allDates.stream().flatMap(d -> date(d).stream()).distinct().toList();
    if (settings.bandLabel()) {
      bandLabel.ifPresent(text -> check("look.bands", text, Typeface.REGULAR));
    }
    List<String> credits =
        settings.showCredit() && settings.credit().isEmpty() ? allCredits : List.of();
    FittingLayout fitting =
        FittingLayout.of(settings, canvas, new LayoutContent(dates, credits, bandLabel, legend));
    this.layout = fitting.layout();
    this.leftOut = List.copyOf(fitting.leftOut());
    leftOut.stream().filter(FurnitureItem::isMissed).forEach(this::noteLeftOut);
    this.constant = layout.constantOverlay();
  }

  private FurniturePainter(FurniturePainter other, Optional<ColourBar> colourBar) {
    this.settings = other.settings;
    this.canvas = other.canvas;
    this.layout = other.layout;
    this.leftOut = other.leftOut;
    this.dateText = other.dateText;
    this.isoDates = other.isoDates;
    this.constant = other.constant;
    this.colourBar = colourBar;
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
    return new FurniturePainter(this, placed);
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

  /**
   * Whether further texts have space in this layout, so that frames that have been drawn with it
   * need not change.
   */
  public boolean holds(List<DateSpan> dates, List<String> credits) {
    boolean fixed = settings.credit().isPresent() || !layout.shows(FurnitureItem.CREDIT);
    return dates.stream().flatMap(span -> date(span).stream()).allMatch(layout::holdsDate)
        && (fixed || credits.stream().allMatch(text -> layout.findCredit(text).isPresent()));
  }

  /** What was requested and left out, because the frame has no space for it. */
  public List<String> leftOut() {
    return leftOut.stream().map(FurnitureItem::text).toList();
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
    date(caption.dates())
        .ifPresent(text -> sprite("date " + text, layout.date(text), layout.dateEm(), picture));
    if (layout.shows(FurnitureItem.CREDIT)) {
      settings.credit().or(caption::credit).ifPresent(text -> paintCredit(text, picture));
    }
  }

  private void paintCredit(String text, Picture picture) {
    check("furniture.credit", text, Typeface.REGULAR);
    Optional<FittedText> fitted = layout.findCredit(text);
    if (fitted.isEmpty()) {
      noteLeftOut(FurnitureItem.CREDIT);
      return;
    }
    sprite("credit " + text, layout.credit(fitted.get()), fitted.get().pixels(), picture);
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
