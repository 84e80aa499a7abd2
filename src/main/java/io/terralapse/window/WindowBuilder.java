package io.terralapse.window;

import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import io.terralapse.raster.RasterOpener;
import io.terralapse.window.WindowHeader.Band;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a window from the files of a scene into a new file of the store, strip by strip. Memory is
 * used for one strip of every band and the flags of a part of the rows. Stateless.
 */
final class WindowBuilder {
  /** As other temporary files, it is deleted by the next run if this one is killed. */
  private static final String FLAGS_ENDING = ".flags.tmp";

  private WindowBuilder() {}

  /**
   * Writes the window with a key to a file that does not exist.
   *
   * @param budget the memory that all windows together may take
   * @throws UserError (environment) if the heap is too small for the blocks of a file
   */
  static void build(
      WindowRequest request, RasterOpener opener, String key, Path target, ReadBudget budget)
      throws IOException {
    Path spilled = target.resolveSibling(target.getFileName() + FLAGS_ENDING);
    long heap = Runtime.getRuntime().maxMemory();
    long flagBytes = ReadDemand.flagBytes(heap);
    PixelRect rect = request.rect();
    try (BandStripReader files = new BandStripReader(request, opener);
        FlagRows flagRows = new FlagRows(rect.width(), rect.height(), spilled, flagBytes)) {
      if (flagRows.bytes() > Integer.MAX_VALUE) {
        throw new DataException(
            request.bands().get(0).file().name()
                + " has "
                + flagRows.bytes() / 1_000_000
                + " million pixels in the area, which is more than can be read; add overviews with"
                + " gdaladdo, or choose a smaller aoi");
      }
      files.expectAll();
      int bandCount = request.bands().size();
      List<SampleType> types = files.types().subList(0, bandCount);
      boolean hasAlpha = files.types().size() > bandCount;
      FlagPlane flags = new FlagPlane(request, types, hasAlpha || files.hasMask(), flagRows);
      long rowBytes = 0;
      for (SampleType type : files.types()) {
        rowBytes += (long) rect.width() * type.bytes();
      }
      ReadDemand demand =
          ReadDemand.of(files.blockHeight(), rowBytes, files.heldBytes(), flagRows.bytes(), heap);
      String name = request.bands().get(0).file().name();
      demand.requireHeap(name, heap);
      ReadBudget.Share share = budget.take(demand.bytes());
      try {
        Source source = new Source(files, hasAlpha, demand.stripRows(), flags, flagRows);
        try (WindowWriter writer = new WindowWriter(target, header(request, key, types))) {
          copyBands(request, source, writer);
          flags.finish(request, files.size());
          MaskFlags.add(request, opener, flagRows);
          copyFlags(request, source, writer);
          writer.finish();
        }
      } catch (OutOfMemoryError e) {
        throw ReadDemand.tooLittle(name, heap + heap / 2, e);
      } finally {
        share.close();
      }
    }
  }

  /**
   * Where a window is read from.
   *
   * @param files those of its bands
   * @param hasAlpha whether the band after the requested ones is alpha
   * @param stripRows rows that are read at once
   * @param flags of the pixels, which the bands and their masks decide
   * @param flagRows holds the flags
   */
  private record Source(
      BandStripReader files, boolean hasAlpha, int stripRows, FlagPlane flags, FlagRows flagRows) {}

  private static void copyBands(WindowRequest request, Source source, WindowWriter writer)
      throws IOException {
    PixelRect rect = request.rect();
    int bandCount = request.bands().size();
    List<SampleType> types = source.files().types();
    int pixels = Math.multiplyExact(rect.width(), Math.min(source.stripRows(), rect.height()));
    byte[][] planes = new byte[types.size()][];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = new byte[Math.multiplyExact(pixels, types.get(i).bytes())];
    }
    byte[] valid = new byte[source.hasAlpha() || source.files().hasMask() ? pixels : 0];
    int row = rect.row();
    while (row < rect.endRow()) {
      // Strips end at block borders, so that no block is decoded twice.
      int end = (int) Math.min(rect.endRow(), (row / source.stripRows() + 1L) * source.stripRows());
      Arrays.fill(valid, (byte) 1);
      source
          .files()
          .read(new PixelRect(rect.column(), row, rect.width(), end - row), planes, valid);
      if (source.hasAlpha()) {
        SampleFlags.invalidateTransparent(types.get(bandCount), planes[bandCount], valid);
      }
      source.flags().add(planes, valid, end - row);
      for (int band = 0; band < bandCount; band++) {
        writer.append(band, planes[band], end - row);
      }
      row = end;
    }
  }

  /** The flags are the plane after those of the bands. */
  private static void copyFlags(WindowRequest request, Source source, WindowWriter writer)
      throws IOException {
    int height = request.rect().height();
    for (int first = 0; first < height; first += FlagRows.PAGE_ROWS) {
      int rows = Math.min(FlagRows.PAGE_ROWS, height - first);
      writer.append(request.bands().size(), source.flagRows().read(first), rows);
    }
  }

  private static WindowHeader header(WindowRequest request, String key, List<SampleType> types) {
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
