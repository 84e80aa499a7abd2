package io.terralapse.window;

import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.RasterOpener;
import io.terralapse.window.WindowHeader.Band;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a window from the files of a scene into a new file of the store, strip by strip. Memory is
 * used for one strip of every band and the flag byte of every pixel. Stateless.
 */
final class WindowBuilder {
  /** Strips are extended to complete blocks up to this number of rows. */
  private static final int STRIP_ROWS = 256;

  /**
   * Larger blocks are read in parts: the complete file may be one block. Each part is then decoded
   * from the start of the block, so parts are as large as possible.
   */
  private static final long STRIP_BYTES = 48L << 20;

  private WindowBuilder() {}

  /** Writes the window with a key to a file that does not exist. */
  static void build(WindowRequest request, RasterOpener opener, String key, Path target)
      throws IOException {
    try (BandStripReader files = new BandStripReader(request, opener)) {
      files.expectAll();
      int bandCount = request.bands().size();
      List<SampleType> types = files.types().subList(0, bandCount);
      boolean hasAlpha = files.types().size() > bandCount;
      FlagPlane flags = new FlagPlane(request, types, hasAlpha || files.hasMask());
      PixelRect rect = request.rect();
      long rowBytes = 0;
      for (SampleType type : files.types()) {
        rowBytes += (long) rect.width() * type.bytes();
      }
      int stripRows = stripRows(files.blockHeight(), rowBytes);
      int pixels = Math.multiplyExact(rect.width(), Math.min(stripRows, rect.height()));
      byte[][] planes = new byte[files.types().size()][];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = new byte[Math.multiplyExact(pixels, files.types().get(i).bytes())];
      }
      byte[] valid = new byte[pixels];
      try (WindowWriter writer = new WindowWriter(target, plan(request, key, types))) {
        int row = rect.row();
        while (row < rect.endRow()) {
          // Strips end at block borders, so that no block is decoded twice.
          int end = (int) Math.min(rect.endRow(), (row / stripRows + 1L) * stripRows);
          PixelRect strip = new PixelRect(rect.column(), row, rect.width(), end - row);
          Arrays.fill(valid, (byte) 1);
          files.read(strip, planes, valid);
          if (hasAlpha) {
            invalidateTransparent(files.types().get(bandCount), planes[bandCount], valid);
          }
          flags.add(planes, valid, end - row);
          for (int band = 0; band < bandCount; band++) {
            writer.append(band, planes[band], end - row);
          }
          row = end;
        }
        byte[] plane = flags.finish(request, files.size());
        MaskFlags.add(request, opener, plane);
        writer.append(bandCount, plane, rect.height());
        writer.finish();
      }
    }
  }

  private static int stripRows(int blockHeight, long rowBytes) {
    int affordable = (int) Math.max(STRIP_ROWS, STRIP_BYTES / rowBytes);
    return blockHeight > affordable
        ? affordable
        : blockHeight * Math.max(1, STRIP_ROWS / blockHeight);
  }

  private static void invalidateTransparent(SampleType type, byte[] alpha, byte[] valid) {
    int bytes = type.bytes();
    for (int i = 0; i < valid.length; i++) {
      int any = 0;
      for (int b = 0; b < bytes; b++) {
        any |= alpha[i * bytes + b];
      }
      if (any == 0) {
        valid[i] = 0;
      }
    }
  }

  private static WindowHeader plan(WindowRequest request, String key, List<SampleType> types) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      SceneBand band = request.bands().get(i);
      bands.add(new Band(types.get(i), band.scale(), band.offset()));
    }
    PixelRect rect = request.rect();
    return new WindowHeader(
        key, rect.width(), rect.height(), request.transform(), request.crs(), bands, List.of(), 0);
  }
}
