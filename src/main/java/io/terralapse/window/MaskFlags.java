package io.terralapse.window;

import io.terralapse.model.Flags;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.Samples;
import java.io.IOException;
import java.util.Optional;

/** Samples the providers' masks at the pixel centres of a window (nearest neighbour). Stateless. */
final class MaskFlags {
  /** Rows that are processed at a time. */
  private static final int STRIP_ROWS = 256;

  private MaskFlags() {}

  /**
   * Adds the classes of the masks of a scene to the flags of a window.
   *
   * @param flags of the size of the window; nodata pixels do not change
   * @throws IOException if a mask cannot be read: a scene without its mask would be taken as clear
   */
  static void add(WindowRequest request, RasterOpener opener, FlagRows flags) throws IOException {
    for (MaskWindow window : request.maskWindows()) {
      try (Raster raster = opener.open(window.mask().file())) {
        raster.expect(window.level(), window.rect(), new int[] {window.mask().index()});
        for (int row = 0; row < request.rect().height(); row += STRIP_ROWS) {
          int rows = Math.min(STRIP_ROWS, request.rect().height() - row);
          addStrip(window, raster, request.rect().width(), row, rows, flags);
        }
      }
    }
  }

  private static void addStrip(
      MaskWindow window, Raster raster, int width, int row, int rows, FlagRows flags)
      throws IOException {
    Optional<PixelRect> under = findPart(window, width, row, rows);
    if (under.isEmpty()) {
      return;
    }
    PixelRect part = under.get();
    SampleType type = raster.info().sampleType();
    int pixels = Math.multiplyExact(part.width(), part.height());
    byte[] stored = new byte[Math.multiplyExact(pixels, type.bytes())];
    raster.readNative(
        window.level(), part, new int[] {window.mask().index()}, new byte[][] {stored});
    float[] values = new float[pixels];
    Samples.toFloat(type, stored, 0, type.bytes(), pixels, values, 0);
    byte[] table = table(window, type);
    for (int r = row; r < row + rows; r++) {
      byte[] page = flags.change(r);
      int start = flags.startOf(r);
      for (int c = 0; c < width; c++) {
        int column = (int) Math.floor(window.toMask().x(c + 0.5, r + 0.5)) - part.column();
        int line = (int) Math.floor(window.toMask().y(c + 0.5, r + 0.5)) - part.row();
        if (column >= 0 && column < part.width() && line >= 0 && line < part.height()) {
          int value = (int) values[line * part.width() + column];
          page[start + c] = merged(page[start + c], flagsOf(window, table, value));
        }
      }
    }
  }

  private static byte flagsOf(MaskWindow window, byte[] table, int value) {
    return value >= 0 && value < table.length ? table[value] : window.mask().coding().flags(value);
  }

  /** Lookup table of the flags of all values of a small type. */
  private static byte[] table(MaskWindow window, SampleType type) {
    byte[] table = new byte[type.bytes() == 1 ? 256 : type.bytes() == 2 ? 1 << 16 : 0];
    for (int i = 0; i < table.length; i++) {
      table[i] = window.mask().coding().flags(i);
    }
    return table;
  }

  private static byte merged(byte before, byte more) {
    return Flags.isValid(before) && Flags.isValid(more) ? (byte) (before | more) : Flags.NODATA;
  }

  /** The mask rows below the pixel centres of some window rows; empty if the mask has none. */
  private static Optional<PixelRect> findPart(MaskWindow window, int width, int row, int rows) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double r : new double[] {row + 0.5, row + rows - 0.5}) {
      for (double c : new double[] {0.5, width - 0.5}) {
        lowest = Math.min(lowest, window.toMask().y(c, r));
        highest = Math.max(highest, window.toMask().y(c, r));
      }
    }
    PixelRect all = window.rect();
    int top = (int) Math.max(all.row(), Math.floor(lowest));
    int end = (int) Math.min(all.endRow(), Math.floor(highest) + 1);
    return top < end
        ? Optional.of(new PixelRect(all.column(), top, all.width(), end - top))
        : Optional.empty();
  }
}
