package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The opening title card: title, subtitle, period and place over a picture that is darkened, or
 * lightened under dark letters. The block is in the middle of the height and begins at the margin
 * where the furniture does. Long texts have more and smaller lines. Immutable and thread-safe.
 */
public final class TitleCard {
  /** Sizes relative to those of the furniture on the frames that follow. */
  private static final double TITLE = 2.1;

  private static final double SUBTITLE = 1.4;
  private static final double FACTS = 1.25;

  /** The subtitle's smallest letters: sizes relative to those on the frames. */
  private static final double LEAST_SUBTITLE = 0.85;

  /** Lines of a title, and of a long subtitle. */
  private static final int LINES = 3;

  /** Lines of texts that the smallest letters do not show in fewer. */
  private static final int MOST_LINES = 5;

  /** Steps in which letters are reduced. */
  private static final double SMALLER = 0.96;

  /** All letters are reduced in these steps and to this share if the block is too high. */
  private static final double STEP = 0.1;

  private static final double LEAST_SCALE = 0.45;

  /** Share of the content's width that lines may have. */
  private static final double WIDEST = 0.9;

  /** Luminance that the brightest parts of the picture keep under light letters. */
  private static final double BRIGHTEST = 0.13;

  /** Most and least of the picture's light that is kept, per cent. */
  private static final int MOST = 45;

  private static final int LEAST = 13;

  /** Share of the pixels that may be brighter. */
  private static final double BRIGHTER = 0.02;

  private final Palette palette;
  private final int height;
  private final List<Line> lines;
  private final List<CutText> cuts;
  private final String texts;

  /**
   * A line of text, or the rule.
   *
   * @param em size of its letters, pixels
   */
  private record Line(Path2D outline, double em) {}

  /**
   * Lays out a card.
   *
   * @param settings has a title
   * @param canvas of the frames
   * @param place where they are; empty if that is unknown or must not be shown
   * @param first date of the sequence
   * @param last date of the sequence
   * @throws io.terralapse.model.UserError (usage) if no font has a character
   */
  public TitleCard(
      FurnitureSettings settings,
      Canvas canvas,
      Optional<Place> place,
      AcquisitionDate first,
      AcquisitionDate last) {
    this.palette = settings.style().palette();
    this.height = canvas.height();
    Typefaces fonts = settings.fonts();
    Sizes sizes = Sizes.of(canvas);
    String title = settings.title().orElseThrow();
    Undrawable.refuse("title", title, fonts);
    settings.subtitle().ifPresent(text -> Undrawable.refuse("subtitle", text, fonts));
    String facts =
        period(first, last) + place.map(where -> " · " + PlaceMarks.text(where)).orElse("");
    this.texts = title + "\n" + settings.subtitle().orElse("") + "\n" + facts + "\n" + canvas;
    Typesetter edges = new Typesetter(sizes.left(), sizes.right(), Typeface.runsRightToLeft(title));
    double height = sizes.bottom() - sizes.top();
    Stack stack = new Stack(edges, sizes, 1);
    stack.compose(settings, facts);
    for (double scale = 1 - STEP; stack.y > height && scale > LEAST_SCALE; scale -= STEP) {
      stack = new Stack(edges, sizes, scale);
      stack.compose(settings, facts);
    }
    this.lines = stack.finished();
    this.cuts = stack.cuts.stream().map(setting -> CutText.ofCard(setting, canvas)).toList();
  }

  /** The texts that the card has no space for and that end with an ellipsis. */
  public List<CutText> cuts() {
    return cuts;
  }

  /** The years of the sequence, which a date that arrives seldom changes. */
  static String period(AcquisitionDate first, AcquisitionDate last) {
    int from = TimelineDates.day(first).getYear();
    int to = TimelineDates.day(last).getYear();
    return from == to ? String.valueOf(from) : from + "–" + to;
  }

  /** Lines below each other, first from the top of the frame. */
  private static final class Stack {
    private final Typesetter edges;
    private final Sizes sizes;
    private final double width;
    private final double scale;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> cuts = new ArrayList<>();
    private double y;

    /**
     * No lines.
     *
     * @param scale size of the letters, a share of the usual one
     */
    Stack(Typesetter edges, Sizes sizes, double scale) {
      this.edges = edges;
      this.sizes = sizes;
      this.width = WIDEST * sizes.contentWidth();
      this.scale = scale;
    }

    void compose(FurnitureSettings settings, String facts) {
      Typefaces fonts = settings.fonts();
      rule(2.2 * sizes.title(), Math.max(2, 1.6 * sizes.stroke()));
      y += 0.85 * sizes.title();
      String title = settings.title().orElseThrow();
      double em = scaled(TITLE * sizes.title());
      add("title", fonts.semibold(), fitted(fonts.semibold(), title, em, sizes.title(), LINES));
      settings
          .subtitle()
          .ifPresent(
              text -> {
                y += 0.4 * sizes.title();
                double size = scaled(SUBTITLE * sizes.subtitle());
                double least = LEAST_SUBTITLE * sizes.subtitle();
                Typeface face = fonts.regular();
                add("subtitle", face, fitted(face, text, size, least, LINES - 1));
              });
      y += 1.1 * sizes.title();
      double small = scaled(FACTS * sizes.label());
      FittedText.Room room = new FittedText.Room(width, 2, Sizes.LEAST_SUBTITLE);
      FittedText written = FittedText.of(fonts.semibold(), facts, small, room);
      add("", fonts.semibold(), written.balanced(fonts.semibold(), facts, width));
    }

    private double scaled(double em) {
      return Math.min(em, Math.max(Sizes.LEAST_SUBTITLE, scale * em));
    }

    private void rule(double length, double thickness) {
      Rectangle2D rule = new Rectangle2D.Double(edges.leftAtStart(length), y, length, thickness);
      lines.add(new Line(new Path2D.Double(rule), thickness));
      y += thickness;
    }

    /**
     * Adds lines.
     *
     * @param setting that holds the text; empty if none does
     */
    private void add(String setting, Typeface face, FittedText fitted) {
      if (fitted.cut() && !setting.isEmpty()) {
        cuts.add(setting);
      }
      double pixels = fitted.pixels();
      double baseline = y;
      for (int i = 0; i < fitted.lines().size(); i++) {
        Path2D line = face.line(fitted.lines().get(i), pixels).outline();
        baseline = i == 0 ? y + capitals(line, pixels) : baseline + pixels * 1.12;
        lines.add(new Line(edges.atStart(line, baseline), pixels));
        y = baseline + (i + 1 < fitted.lines().size() ? 0 : Typesetter.descent(line, pixels));
      }
    }

    /**
     * Lines of about the same length: usual ones if the text fits, else smaller ones, then more of
     * them, and only then truncated ones.
     *
     * @param least size of the letters, pixels
     * @param usual how many lines a text of usual length has at most
     */
    private FittedText fitted(Typeface face, String text, double em, double least, int usual) {
      FittedText.Room room = new FittedText.Room(width, usual, Sizes.LEAST_SUBTITLE);
      double smallest = Math.min(em, Math.max(Sizes.LEAST_SUBTITLE, scale * least));
      Optional<FittedText> whole = FittedText.find(face, text, em, room);
      for (double p = room.small(em); whole.isEmpty() && p >= smallest; p *= SMALLER) {
        whole = FittedText.find(face, text, p, new FittedText.Room(width, LINES, p));
      }
      FittedText.Room last = new FittedText.Room(width, MOST_LINES, smallest);
      return whole
          .orElseGet(() -> FittedText.of(face, text, smallest, last))
          .balanced(face, text, width);
    }

    /** Latin capitals begin at the top; taller scripts with their ink. */
    private static double capitals(Path2D line, double em) {
      return Math.max(Typesetter.CAPITAL * em, -line.getBounds2D().getMinY());
    }

    /** The lines, moved so that their middle is in the middle of the height. */
    List<Line> finished() {
      double down = Math.max(0, (sizes.top() + sizes.bottom()) / 2 - y / 2);
      return lines.stream()
          .map(line -> new Line(Typesetter.moved(line.outline(), 0, down), line.em()))
          .toList();
    }
  }

  /** Adds everything that decides what is drawn to a digest. */
  public void addTo(ContentDigest digest, FurnitureSettings settings) {
    digest.add(texts);
    digest.add(settings.key());
  }

  /** Turns a picture into the card, in place. */
  public void paint(Picture picture) {
    int kept = palette.isLightOnDark() ? keptPercent(picture) : 100 - MOST;
    int[][] codes = new int[3][];
    for (int band = 0; band < 3; band++) {
      codes[band] = codes(kept / 100.0, palette.shade() >> (16 - 8 * band) & 0xFF);
    }
    int[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int p = rgb[i];
      rgb[i] = codes[0][p >> 16 & 0xFF] << 16 | codes[1][p >> 8 & 0xFF] << 8 | codes[2][p & 0xFF];
    }
    double[] rows = new double[height];
    double worst = codes[1][palette.worstGrey()] / 255.0;
    Arrays.fill(rows, palette.isLightOnDark() ? 1 - worst : worst);
    Shading shading = new Shading(palette, rows, List.of());
    for (Line line : lines) {
      Sprite.of(line.outline(), line.em(), 1, shading)
          .paint(rgb, picture.width(), picture.height(), palette);
    }
  }

  /** A mixture of the picture's light and that of the shade, code by code. */
  private static int[] codes(double kept, int shade) {
    int[] codes = new int[256];
    double other = (1 - kept) * Srgb.linear(shade);
    for (int code = 0; code < codes.length; code++) {
      double linear = kept * Srgb.linear(code) + other;
      codes[code] = (int) Math.round(255 * Srgb.toCode(linear));
    }
    return codes;
  }

  /** How much light is kept so that the brightest parts are dark enough. */
  private static int keptPercent(Picture picture) {
    int[] counts = new int[256];
    for (int p : picture.rgb()) {
      counts[Math.max(p >> 16 & 0xFF, Math.max(p >> 8 & 0xFF, p & 0xFF))]++;
    }
    long above = 0;
    int code = 255;
    while (code > 0 && above + counts[code] <= BRIGHTER * picture.rgb().length) {
      above += counts[code--];
    }
    double bright = Srgb.linear(code);
    return (int) Math.max(LEAST, Math.min(MOST, Math.round(100 * BRIGHTEST / bright)));
  }
}
