package io.terralapse.sheet;

import io.terralapse.furniture.FlatPainter;
import io.terralapse.model.Picture;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws a contact sheet: a small picture of each date with what was measured of it, title and
 * credit. One small picture is in memory at a time beside the sheet itself. The same frames and
 * texts always give the same pixels.
 */
public final class ContactSheet {
  private static final int PAPER = 0xFFFFFF;
  private static final int INK = 0x1A1D21;
  private static final int GREY = 0x5B6067;

  /** Dates that are not used: so much of the picture is left, of 255. */
  private static final int FAINT = 96;

  private static final double TITLE = 30;
  private static final double SUBTITLE = 18;
  private static final double NOTE = 14;
  private static final double DATE = 16;
  private static final double NUMBER = 13;
  private static final double LEADING = 1.32;

  /** Lines of numbers, or of the reason why a date is not used. */
  private static final int MOST_LINES = 4;

  private final Typefaces fonts;
  private final SheetText text;
  private final List<SheetFrame> frames;
  private final SheetLayout layout;
  private final List<List<String>> numbers = new ArrayList<>();
  private final int caption;

  /** Gives the pictures. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * A picture, called once for each frame in order.
     *
     * @param index of the frame on the sheet
     * @param width that the picture may have, pixels
     * @return of at most that width
     */
    Picture get(int index, int width) throws IOException;
  }

  private ContactSheet(Typefaces fonts, SheetText text, List<SheetFrame> frames, double aspect) {
    this.fonts = fonts;
    this.text = text;
    this.frames = frames;
    SheetLayout guess = SheetLayout.of(frames.size(), aspect, captionHeight(0));
    int lines = 0;
    for (SheetFrame frame : frames) {
      List<String> wrapped = wrapped(frame, guess.width());
      numbers.add(wrapped);
      lines = Math.max(lines, wrapped.size());
    }
    this.caption = captionHeight(lines);
    this.layout = SheetLayout.of(frames.size(), aspect, caption);
  }

  /**
   * The frames that a sheet shows of a longer sequence: the first, the last, and evenly those
   * between.
   *
   * @param count frames of the sequence
   * @param most that are shown, at least 2
   * @return indices in order
   */
  public static List<Integer> choose(int count, int most) {
    return count <= most
        ? IntStream.range(0, count).boxed().toList()
        : IntStream.range(0, most)
            .map(i -> Math.toIntExact((2L * i * (count - 1) + most - 1) / (2L * (most - 1))))
            .boxed()
            .toList();
  }

  /**
   * Draws a sheet.
   *
   * @param frames at least one, in the order in which they are shown
   * @param aspect width of the pictures over their height
   */
  public static Picture draw(
      Typefaces fonts, SheetText text, List<SheetFrame> frames, double aspect, Pictures pictures)
      throws IOException {
    return new ContactSheet(fonts, text, frames, aspect).draw(pictures);
  }

  private static int captionHeight(int lines) {
    return (int) Math.ceil(6 + LEADING * (DATE + lines * NUMBER) + 4);
  }

  /** The numbers of a frame, as many in a line as fit, or why it is not used. */
  private List<String> wrapped(SheetFrame frame, int width) {
    List<String> lines = new ArrayList<>();
    for (String number : frame.numbers()) {
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      String longer = last + " · " + number;
      if (!last.isEmpty() && fonts.regular().line(longer, NUMBER).width() <= width) {
        lines.set(lines.size() - 1, longer);
      } else {
        lines.add(number);
      }
    }
    if (!frame.isUsed()) {
      lines.addAll(FlatPainter.lines(fonts.regular(), frame.unused(), NUMBER, width, 2));
    }
    return lines.subList(0, Math.min(MOST_LINES, lines.size()));
  }

  private Picture draw(Pictures pictures) throws IOException {
    int width = layout.sheetWidth();
    int inside = width - 2 * SheetLayout.MARGIN;
    List<Line> head = head(inside);
    List<Line> foot = new ArrayList<>();
    text.credit().ifPresent(credit -> add(foot, fonts.regular(), credit, NUMBER, GREY, inside));
    int top = SheetLayout.MARGIN + height(head) + 14;
    int bottom = layout.top((layout.rows() - 1) * layout.columns(), top, caption);
    int end = bottom + layout.height() + caption;
    Picture sheet = new Picture(width, end + 10 + height(foot) + SheetLayout.MARGIN - 6);
    Arrays.fill(sheet.rgb(), PAPER);
    FlatPainter painter = new FlatPainter(sheet);
    write(painter, head, SheetLayout.MARGIN);
    write(painter, foot, end + 10);
    for (int i = 0; i < frames.size(); i++) {
      cell(sheet, painter, i, top, pictures.get(i, layout.width()));
    }
    return sheet;
  }

  /**
   * A line of text.
   *
   * @param em size of its letters
   */
  private record Line(Typeface face, String text, double em, int rgb) {}

  private List<Line> head(int width) {
    List<Line> head = new ArrayList<>();
    add(head, fonts.semibold(), text.title(), TITLE, INK, width);
    text.subtitle().ifPresent(line -> add(head, fonts.regular(), line, SUBTITLE, INK, width));
    text.note().ifPresent(line -> add(head, fonts.regular(), line, NOTE, GREY, width));
    return head;
  }

  private static void add(
      List<Line> lines, Typeface face, String text, double em, int rgb, int width) {
    FlatPainter.lines(face, text, em, width, 2)
        .forEach(line -> lines.add(new Line(face, line, em, rgb)));
  }

  private static int height(List<Line> lines) {
    return (int) Math.ceil(lines.stream().mapToDouble(line -> LEADING * line.em()).sum());
  }

  private static void write(FlatPainter painter, List<Line> lines, double top) {
    double bottom = top;
    for (Line line : lines) {
      bottom += LEADING * line.em();
      painter.write(
          line.face(),
          line.text(),
          SheetLayout.MARGIN,
          bottom - 0.3 * line.em(),
          line.em(),
          line.rgb());
    }
  }

  private void cell(Picture sheet, FlatPainter painter, int index, int top, Picture picture) {
    SheetFrame frame = frames.get(index);
    int x = layout.left(index);
    int y = layout.top(index, top, caption);
    int width = Math.min(picture.width(), layout.width());
    for (int row = 0; row < Math.min(picture.height(), layout.height()); row++) {
      for (int column = 0; column < width; column++) {
        int pixel = picture.rgb()[row * picture.width() + column];
        sheet.rgb()[(y + row) * sheet.width() + x + column] =
            frame.isUsed() ? pixel : FlatPainter.mixed(PAPER, pixel, FAINT);
      }
    }
    double baseline = y + layout.height() + 6 + DATE;
    Optional<String> date =
        FlatPainter.lines(fonts.semibold(), frame.date(), DATE, layout.width(), 1).stream()
            .findFirst();
    date.ifPresent(
        line ->
            painter.write(fonts.semibold(), line, x, baseline, DATE, frame.isUsed() ? INK : GREY));
    double next = baseline;
    for (String line : numbers.get(index)) {
      next += LEADING * NUMBER;
      painter.write(fonts.regular(), line, x, next, NUMBER, GREY);
    }
  }
}
