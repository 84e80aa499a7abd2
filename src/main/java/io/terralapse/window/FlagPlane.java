package io.terralapse.window;

import io.terralapse.model.Flags;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Computes the flag byte of every pixel of a window, strip by strip. Not thread-safe.
 *
 * <p>A pixel is nodata where
 *
 * <ul>
 *   <li>an internal mask or the alpha band is 0, or a sample is not finite;
 *   <li>every band that declares a nodata value has it, except in regions smaller than {@link
 *       NodataRegions#MIN_REGION} of a value that dark or white ground can have: 0 in integer
 *       types, 255 in 8-bit ones;
 *   <li>no nodata value is declared, all samples are unsigned integers and 0, and the region
 *       touches the edge of the raster: the fill around a rotated scene.
 * </ul>
 */
final class FlagPlane {
  private final FlagRows flags;
  private final int width;
  private final List<SampleType> types;
  private final OptionalDouble[] fill;
  private final boolean declared;
  private final boolean mayBeGround;
  private final boolean wide;
  private int row;

  /**
   * Prepares an empty plane.
   *
   * @param types sample type of each band, in order
   * @param otherMask true if an alpha band or an internal mask marks nodata
   * @param flags of the size of the window, all 0
   */
  FlagPlane(WindowRequest request, List<SampleType> types, boolean otherMask, FlagRows flags) {
    width = request.rect().width();
    this.flags = flags;
    this.types = types;
    List<SceneBand> bands = request.bands();
    declared = bands.stream().anyMatch(b -> b.nodata().isPresent());
    boolean zeroFill = !declared && !otherMask && types.stream().allMatch(FlagPlane::isUnsigned);
    fill = new OptionalDouble[bands.size()];
    boolean ground = declared;
    for (int i = 0; i < fill.length; i++) {
      fill[i] = zeroFill ? OptionalDouble.of(0) : bands.get(i).nodata();
      if (fill[i].isPresent() && !isGround(types.get(i), fill[i].getAsDouble())) {
        ground = false;
      }
    }
    mayBeGround = ground;
    wide = types.stream().allMatch(t -> t.bytes() > 1);
  }

  static boolean isUnsigned(SampleType type) {
    return type == SampleType.UINT8 || type == SampleType.UINT16 || type == SampleType.UINT32;
  }

  private static boolean isGround(SampleType type, double nodata) {
    return !type.isFloating() && (nodata == 0 || (nodata == 255 && type == SampleType.UINT8));
  }

  /**
   * Adds the next rows.
   *
   * @param bands stored samples of each band, little-endian
   * @param valid 0 where mask or alpha are nodata
   */
  void add(byte[][] bands, byte[] valid, int rows) {
    for (int first = 0; first < rows; first += FlagRows.PAGE_ROWS) {
      int n = Math.min(FlagRows.PAGE_ROWS, rows - first);
      byte[] part = flagsOf(bands, valid, first * width, n * width);
      for (int r = 0; r < n; r++) {
        int at = row + first + r;
        System.arraycopy(part, r * width, flags.change(at), flags.startOf(at), width);
      }
    }
    row += rows;
  }

  /** The flags of {@code count} pixels of a strip, from index {@code from} on. */
  private byte[] flagsOf(byte[][] bands, byte[] valid, int from, int count) {
    byte[] part = new byte[count];
    for (int i = 0; valid.length > 0 && i < count; i++) {
      if (valid[from + i] == 0) {
        part[i] = Flags.NODATA;
      }
    }
    boolean any = Arrays.stream(fill).anyMatch(OptionalDouble::isPresent);
    byte[] equal = new byte[any ? count : 0];
    Arrays.fill(equal, (byte) 1);
    for (int b = 0; b < types.size(); b++) {
      SampleType type = types.get(b);
      SampleFlags.markSaturated(type, bands[b], from, count, part);
      SampleFlags.markNotFinite(type, bands[b], from, count, part);
      if (any && fill[b].isPresent()) {
        Samples.keepEqual(type, bands[b], from, count, fill[b].getAsDouble(), equal);
      }
    }
    byte mark = declared && !mayBeGround ? Flags.NODATA : NodataRegions.CANDIDATE;
    for (int i = 0; i < equal.length; i++) {
      if (equal[i] != 0) {
        part[i] |= mark;
      }
    }
    return part;
  }

  /**
   * Completes the flags of all rows.
   *
   * @param level size of the level that was read
   */
  void finish(WindowRequest request, RasterLevel level) {
    NodataRegions regions = new NodataRegions(flags);
    if (declared) {
      regions.acceptAllButSmall();
    } else {
      regions.acceptFillAtEdges(fillEdges(request.rect(), level));
    }
    for (int page = 0; page < flags.pageCount(); page++) {
      byte[] bytes = flags.change(page * FlagRows.PAGE_ROWS);
      for (int i = 0; i < bytes.length; i++) {
        if ((bytes[i] & Flags.NODATA) != 0) {
          bytes[i] = Flags.NODATA;
        }
      }
    }
  }

  /**
   * The edges of the window that a region of fill can touch. In 16 bits the ground is never exactly
   * 0, so a region that touches any edge of the window is fill; in 8 bits it can be dark water, so
   * only the edges of the raster count.
   */
  private int fillEdges(PixelRect rect, RasterLevel level) {
    return (wide || rect.row() == 0 ? NodataRegions.TOP : 0)
        | (wide || rect.endRow() == level.height() ? NodataRegions.BOTTOM : 0)
        | (wide || rect.column() == 0 ? NodataRegions.LEFT : 0)
        | (wide || rect.endColumn() == level.width() ? NodataRegions.RIGHT : 0);
  }
}
