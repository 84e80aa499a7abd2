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
 * where the furniture does. Immutable and thread-safe.
 */
public final class TitleCard {
  /** Sizes relative to those of the furniture on the frames that follow. */
  private static final double TITLE = 2.1;

  private static final double SUBTITLE = 1.4;
  private static final double FACTS = 1.25;

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
  private final List<Line> lines = new ArrayList<>();
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
    Stack stack = new Stack(edges, WIDEST * sizes.contentWidth());
    stack.rule(2.2 * sizes.title(), Math.max(2, 1.6 * sizes.stroke()));
    stack.skip(0.85 * sizes.title());
    stack.add(fonts.semibold(), title, TITLE * sizes.title(), 3);
    if (settings.subtitle().isPresent()) {
      stack.skip(0.4 * sizes.title());
      stack.add(fonts.regular(), settings.subtitle().get(), SUBTITLE * sizes.subtitle(), 2);
    }
    stack.skip(1.1 * sizes.title());
    stack.add(fonts.semibold(), facts, FACTS * sizes.label(), 2);
    stack.finish((sizes.top() + sizes.bottom()) / 2);
  }

  /** The years of the sequence, which a date that arrives seldom changes. */
  static String period(AcquisitionDate first, AcquisitionDate last) {
    int from = TimelineDates.day(first).getYear();
    int to = TimelineDates.day(last).getYear();
    return from == to ? String.valueOf(from) : from + "–" + to;
  }

  /** Lines below each other, first from the top of the frame. */
  private final class Stack {
    private final Typesetter edges;
    private final double width;
    private double y;

    Stack(Typesetter edges, double width) {
      this.edges = edges;
      this.width = width;
    }

    void skip(double pixels) {
      y += pixels;
    }

    void rule(double length, double thickness) {
      Rectangle2D rule = new Rectangle2D.Double(edges.leftAtStart(length), y, length, thickness);
      lines.add(new Line(new Path2D.Double(rule), thickness));
      y += thickness;
    }

    void add(Typeface face, String text, double em, int mostLines) {
      FittedText fitted = balanced(face, text, em, mostLines);
      double pixels = fitted.pixels();
      double baseline = y;
      for (int i = 0; i < fitted.lines().size(); i++) {
        Path2D line = face.line(fitted.lines().get(i), pixels).outline();
        baseline = i == 0 ? y + capitals(line, pixels) : baseline + pixels * 1.12;
        lines.add(new Line(edges.atStart(line, baseline), pixels));
        y = baseline + (i + 1 < fitted.lines().size() ? 0 : Typesetter.descent(line, pixels));
      }
    }

    /** Lines of about the same length: the narrowest ones of which no more are needed. */
    private FittedText balanced(Typeface face, String text, double em, int mostLines) {
      FittedText best =
          FittedText.of(
              face, text, em, new FittedText.Room(width, mostLines, Sizes.LEAST_SUBTITLE));
      int count = best.lines().size();
      double pixels = best.pixels();
      for (double share = 0.95; count > 1 && !best.cut() && share > 0.4; share -= 0.05) {
        FittedText narrower =
            FittedText.of(face, text, pixels, new FittedText.Room(share * width, count, pixels));
        if (narrower.cut() || narrower.lines().size() != count) {
          break;
        }
        best = narrower;
      }
      return best;
    }

    /** Latin capitals begin at the top; taller scripts with their ink. */
    private double capitals(Path2D line, double em) {
      return Math.max(Typesetter.CAPITAL * em, -line.getBounds2D().getMinY());
    }

    /** Moves all lines so that their middle is at a height. */
    void finish(double middle) {
      double down = Math.max(0, middle - y / 2);
      lines.replaceAll(line -> new Line(Typesetter.moved(line.outline(), 0, down), line.em()));
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
