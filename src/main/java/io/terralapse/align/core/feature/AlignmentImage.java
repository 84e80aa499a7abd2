package io.terralapse.align.core.feature;

import io.terralapse.model.Frame;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of one date: a pyramid of gradient orientations with their mask. The entry point of
 * this package. Immutable and thread-safe; about 2.7 bytes per pixel.
 *
 * <p><b>Frame of reference.</b> All dates of a job share one plane of <em>common coordinates</em>,
 * in alignment pixels, x to the right and y down. The centre of pixel (c, r) of this date's frame
 * is at
 *
 * <pre>
 *   X = c + 0.5 + offsetX
 *   Y = r + 0.5 + offsetY
 * </pre>
 *
 * The offsets need not be integers: two dates whose pixel lattices differ by a third of a pixel are
 * compared without resampling.
 */
public final class AlignmentImage {
  private static final int MAX_LEVELS = 7;

  /** More than any comparison grid has. */
  private static final long MOST_PIXELS = 1L << 28;

  /** Smallest side of a pyramid level, pixels. */
  private static final int MIN_SIDE = 48;

  private final String id;
  private final double offsetX;
  private final double offsetY;
  private final double middleColumn;
  private final double middleRow;
  private final List<GradientField> levels;

  private AlignmentImage(
      String id,
      double offsetX,
      double offsetY,
      double middleColumn,
      double middleRow,
      List<GradientField> levels) {
    this.id = id;
    this.offsetX = offsetX;
    this.offsetY = offsetY;
    this.middleColumn = middleColumn;
    this.middleRow = middleRow;
    this.levels = levels;
  }

  /**
   * Extracts a date's features.
   *
   * @param id acquisition id of the date, as used in edges
   * @param frame native pixels; all of its bands are used, where {@link
   *     io.terralapse.model.Flags#isClear} holds and the values are finite; not retained
   * @param offsetX common x of the frame's left edge, alignment pixels
   * @param offsetY common y of the frame's top edge, alignment pixels
   */
  public static AlignmentImage of(String id, Frame frame, double offsetX, double offsetY) {
    if (!Double.isFinite(offsetX) || !Double.isFinite(offsetY)) {
      throw new IllegalArgumentException(id + ": offset " + offsetX + ", " + offsetY);
    }
    List<GradientField> levels = new ArrayList<>();
    SignalPlane[] planes = Decorrelation.of(frame);
    levels.add(GradientField.of(planes));
    // The coarse search only needs the strongest plane; all planes are used at full resolution.
    SignalPlane strongest = planes[0];
    while (levels.size() < MAX_LEVELS
        && Math.min(strongest.width, strongest.height) >= 2 * MIN_SIDE) {
      strongest = strongest.halved();
      levels.add(GradientField.of(strongest));
    }
    return new AlignmentImage(
        id, offsetX, offsetY, frame.width() / 2.0, frame.height() / 2.0, List.copyOf(levels));
  }

  /**
   * The same features as those of a part of a larger area.
   *
   * @param column the middle of that area, pixels of this date's frame
   * @param row the same, downwards
   */
  public AlignmentImage inAreaAround(double column, double row) {
    return new AlignmentImage(id, offsetX, offsetY, column, row, levels);
  }

  /** Writes the features, exactly; {@link #readFrom} reads them. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeUTF(id);
    out.writeDouble(offsetX);
    out.writeDouble(offsetY);
    out.writeDouble(middleColumn);
    out.writeDouble(middleRow);
    out.writeInt(levels.size());
    for (GradientField level : levels) {
      out.writeInt(level.width);
      out.writeInt(level.height);
      out.write(level.x);
      out.write(level.y);
    }
  }

  /**
   * Reads features.
   *
   * @throws IOException if they are truncated or none
   */
  public static AlignmentImage readFrom(DataInput in) throws IOException {
    String id = in.readUTF();
    double offsetX = in.readDouble();
    double offsetY = in.readDouble();
    double middleColumn = in.readDouble();
    double middleRow = in.readDouble();
    int count = in.readInt();
    List<GradientField> levels = new ArrayList<>();
    for (int level = 0; level < count; level++) {
      int width = in.readInt();
      int height = in.readInt();
      if (count > MAX_LEVELS || width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
        throw new IOException("features of " + width + " x " + height);
      }
      byte[] x = new byte[width * height];
      byte[] y = new byte[width * height];
      in.readFully(x);
      in.readFully(y);
      levels.add(GradientField.of(width, height, x, y));
    }
    if (levels.isEmpty()) {
      throw new IOException("no features");
    }
    return new AlignmentImage(id, offsetX, offsetY, middleColumn, middleRow, List.copyOf(levels));
  }

  /** The same features at another position, by common coordinates in alignment pixels. */
  public AlignmentImage moved(double dx, double dy) {
    return new AlignmentImage(id, offsetX + dx, offsetY + dy, middleColumn, middleRow, levels);
  }

  /** The date's name. */
  public String id() {
    return id;
  }

  /** Columns of the frame that it was made from. */
  public int width() {
    return levels.get(0).width;
  }

  /** Rows of the frame that it was made from. */
  public int height() {
    return levels.get(0).height;
  }

  /** Common x of the frame's left edge, alignment pixels. */
  public double offsetX() {
    return offsetX;
  }

  /** Common y of the frame's top edge, alignment pixels. */
  public double offsetY() {
    return offsetY;
  }

  /**
   * The middle of the area that all dates are compared on, where a displacement that varies across
   * the frame is stated; pixels of this date's frame. That of the frame, unless it is a part.
   */
  public double middleColumn() {
    return middleColumn;
  }

  /** The same, downwards. */
  public double middleRow() {
    return middleRow;
  }

  /** Pyramid levels, at least 1. */
  public int levels() {
    return levels.size();
  }

  /** Level 0 is full size, each next one half of it. */
  public GradientField level(int level) {
    return levels.get(level);
  }
}
