package io.terralapse.window;

import io.terralapse.model.Flags;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Computes the flag byte of every pixel of a window while its strips arrive. Not thread-safe.
 *
 * <p>A pixel is no data where
 *
 * <ul>
 *   <li>an internal mask or the alpha band says so, or a sample is not a finite number;
 *   <li>every band that declares a nodata value holds it, except in specks (see {@link
 *       NodataRegions#SPECK}) of a value that dark or white ground has too: 0 in integer types, 255
 *       in 8-bit ones;
 *   <li>nothing is declared, the samples are unsigned integers, all are 0, and the region reaches
 *       the raster's edge: the fill around a rotated scene.
 * </ul>
 */
final class FlagPlane {
  private final byte[] flags;
  private final int width;
  private final int height;
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
   * @param otherMask whether alpha or an internal mask tells of nodata
   */
  FlagPlane(WindowRequest request, List<SampleType> types, boolean otherMask) {
    width = request.rect().width();
    height = request.rect().height();
    flags = new byte[Math.multiplyExact(width, height)];
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

  private static boolean isUnsigned(SampleType type) {
    return type == SampleType.UINT8 || type == SampleType.UINT16 || type == SampleType.UINT32;
  }

  private static boolean isGround(SampleType type, double nodata) {
    return !type.isFloating() && (nodata == 0 || (nodata == 255 && type == SampleType.UINT8));
  }

  /**
   * Takes the next rows.
   *
   * @param bands stored samples of each band, little-endian
   * @param valid 0 where mask or alpha says no data; all else valid
   */
  void add(byte[][] bands, byte[] valid, int rows) {
    int count = rows * width;
    int at = row * width;
    for (int i = 0; i < count; i++) {
      if (valid[i] == 0) {
        flags[at + i] = Flags.NODATA;
      }
    }
    byte[] equal = new byte[count];
    boolean any = Arrays.stream(fill).anyMatch(OptionalDouble::isPresent);
    Arrays.fill(equal, (byte) (any ? 1 : 0));
    for (int b = 0; b < types.size(); b++) {
      SampleType type = types.get(b);
      SampleFlags.markSaturated(type, bands[b], count, flags, at);
      SampleFlags.markNotFinite(type, bands[b], count, flags, at);
      if (any && fill[b].isPresent()) {
        SampleFlags.keepEqual(type, bands[b], count, fill[b].getAsDouble(), equal);
      }
    }
    byte mark = declared && !mayBeGround ? Flags.NODATA : NodataRegions.CANDIDATE;
    for (int i = 0; any && i < count; i++) {
      if (equal[i] != 0) {
        flags[at + i] |= mark;
      }
    }
    row += rows;
  }

  /**
   * The finished plane, row by row.
   *
   * @param level size of the level that the window was cut from
   */
  byte[] finish(WindowRequest request, RasterLevel level) {
    NodataRegions regions = new NodataRegions(flags, width, height);
    if (declared) {
      regions.acceptAllButSpecks();
    } else {
      regions.acceptFillAtEdges(fillEdges(request.rect(), level));
    }
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & Flags.NODATA) != 0) {
        flags[i] = Flags.NODATA;
      }
    }
    return flags;
  }

  /**
   * Sides of the window that fill may come in from. In 16 bits ground is never exactly 0, so that a
   * region which the window cuts off passes for fill; in 8 bits it may be black water, so that only
   * the raster's own edge counts.
   */
  private int fillEdges(PixelRect rect, RasterLevel level) {
    return (wide || rect.row() == 0 ? NodataRegions.TOP : 0)
        | (wide || rect.endRow() == level.height() ? NodataRegions.BOTTOM : 0)
        | (wide || rect.column() == 0 ? NodataRegions.LEFT : 0)
        | (wide || rect.endColumn() == level.width() ? NodataRegions.RIGHT : 0);
  }
}
