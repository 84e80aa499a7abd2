package io.terralapse.window;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.DataFootprint.Corner;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.header.SourceState;
import io.terralapse.raster.sidecar.SidecarRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which part of a raster has data, from as few pixels as possible: from a coarse
 * overview, or, where there is none, from some rows, each read from both ends up to the first pixel
 * with data. Blocks inside the data are not read. Results are cached by the state of the file.
 * Thread-safe.
 */
public final class FootprintReader {
  private static final Logger LOG = LoggerFactory.getLogger(FootprintReader.class);

  /** Least long side of an overview that is exact enough, pixels. */
  private static final int LEAST_SIDE = 256;

  /** Levels of up to this many pixels are read completely. */
  private static final long SMALL_PIXELS = 1_500_000;

  /** Rows that are read of larger levels. Edges between them are taken as straight. */
  private static final int SAMPLE_ROWS = 24;

  private static final int STRIP_ROWS = 256;

  /** Larger blocks, in bytes, take too long to decode for this purpose. */
  private static final long LARGEST_BLOCK = 32L << 20;

  /** Gaps of Landsat 7 are at most 14 pixels high; 16 with resampling. */
  private static final int SCAN_GAP_PX = 16;

  private final DiskCache cache;
  private final RasterOpener opener;
  private final SourceState states = new SourceState();

  /**
   * A reader.
   *
   * @param cache the job's cache, not closed here
   */
  public FootprintReader(DiskCache cache, RasterOpener opener) {
    this.cache = cache;
    this.opener = opener;
  }

  /**
   * The part of a raster that has data.
   *
   * @param bands bands of one georeferenced scene, at least one; those in the file of the first are
   *     read
   * @param alpha the scene's alpha band, which is used if it is in the same file
   * @param scanGaps close the gaps of a failed scan line corrector
   * @return empty if the raster has data everywhere, if no pixel has data, or if that cannot be
   *     found out in little time
   */
  public Optional<DataFootprint> find(
      List<SceneBand> bands, Optional<SceneBand> alpha, boolean scanGaps) {
    List<SceneBand> read =
        bands.stream().filter(band -> band.file().equals(bands.get(0).file())).toList();
    OptionalInt opacity =
        alpha.stream()
            .filter(band -> band.file().equals(read.get(0).file()))
            .mapToInt(SceneBand::index)
            .findFirst();
    String crs = read.get(0).raster().crs().orElseThrow();
    try {
      String name = entry(read, opacity, scanGaps);
      Optional<String> known = cache.findText(CacheSection.FOOTPRINTS, name);
      if (known.isPresent()) {
        return DataFootprint.parse(crs, known.get());
      }
      Optional<DataFootprint> found =
          polygon(read, opacity, scanGaps).map(ring -> new DataFootprint(crs, ring));
      // A plan writes nothing: the folder is made by the first render.
      if (cache.exists()) {
        cache.tryWriteText(
            CacheSection.FOOTPRINTS, name, found.map(DataFootprint::cornersText).orElse(""));
      }
      return found;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      // The scene is reported when its pixels are read.
      LOG.debug("{} was not searched for data", read.get(0).file().name(), unreadable);
      return Optional.empty();
    }
  }

  private String entry(List<SceneBand> bands, OptionalInt alpha, boolean scanGaps)
      throws IOException {
    StringBuilder text = new StringBuilder(AlgorithmVersion.text()).append('\n');
    Location file = bands.get(0).file();
    text.append(states.find(file, SidecarRaster.files(file)).orElse(file.text())).append('\n');
    text.append(bands.get(0).raster().transform())
        .append(' ')
        .append(scanGaps)
        .append(alpha)
        .append('\n');
    for (SceneBand band : bands) {
      text.append(band.index()).append(' ').append(band.nodata()).append('\n');
    }
    return ContentKey.of(text.toString()).hex() + ".txt";
  }

  private Optional<List<Corner>> polygon(List<SceneBand> bands, OptionalInt alpha, boolean scanGaps)
      throws IOException {
    RasterInfo info = bands.get(0).raster();
    int level = level(info);
    RasterLevel size = info.levels().get(level);
    boolean small = (long) size.width() * size.height() <= SMALL_PIXELS;
    long block = (long) size.blockWidth() * size.blockHeight() * info.sampleType().bytes();
    boolean remote = bands.get(0).file() instanceof Location.Remote;
    if (block * bands.size() > LARGEST_BLOCK || (remote && !small)) {
      return Optional.empty();
    }
    try (Raster raster = opener.open(bands.get(0).file())) {
      // A header that was derived from metadata may have other levels.
      if (!raster.info().levels().equals(info.levels())) {
        return Optional.empty();
      }
      DataPixels pixels = new DataPixels(raster, level, bands, alpha);
      RowExtents extents = small ? all(pixels, size) : sampled(pixels, size);
      if (small && scanGaps) {
        extents = extents.closed(Math.max(1, SCAN_GAP_PX * size.width() / info.width()));
      }
      if (extents.isEmpty() || extents.isComplete()) {
        return Optional.empty();
      }
      RowExtents exact = level > 0 ? extents.eroded() : extents;
      List<Corner> polygon = exact.isEmpty() ? List.of() : exact.polygon();
      return polygon.isEmpty()
          ? Optional.empty()
          : Optional.of(placed(polygon, info.transformOf(level)));
    }
  }

  /** The coarsest level that is exact enough. */
  private static int level(RasterInfo info) {
    int level = 0;
    for (int i = 1; i < info.levels().size(); i++) {
      RasterLevel size = info.levels().get(i);
      RasterLevel best = info.levels().get(level);
      if (Math.max(size.width(), size.height()) >= LEAST_SIDE && size.width() < best.width()) {
        level = i;
      }
    }
    return level;
  }

  /** How many threads may search rasters at the same time, so that blocks fit into the heap. */
  public static int mostThreads() {
    return (int) Math.max(1, Runtime.getRuntime().maxMemory() / (4 * LARGEST_BLOCK));
  }

  /** All rows, each from both ends up to the blocks in which data begin. */
  private static RowExtents all(DataPixels pixels, RasterLevel size) throws IOException {
    int[] rows = new int[size.height()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    RowExtents extents = RowExtents.empty(rows, size.width(), size.height());
    int step = Math.max(LEAST_SIDE, size.blockWidth());
    int high = size.blockHeight() * Math.max(1, STRIP_ROWS / size.blockHeight());
    for (int row = 0; row < size.height(); row += high) {
      int end = Math.min(size.height(), row + high);
      int from = 0;
      while (from < size.width() && !haveData(extents, row, end)) {
        from = scanStrip(pixels, from, Math.min(size.width(), from + step), row, end, extents);
      }
      int last = size.width();
      while (last > from && !endFrom(extents, row, end, from)) {
        int start = Math.max(from, (last - 1) / step * step);
        last = start;
        scanStrip(pixels, start, Math.min(size.width(), start + step), row, end, extents);
      }
    }
    return extents;
  }

  /** Whether data of all rows begin in what was read. */
  private static boolean haveData(RowExtents extents, int row, int end) {
    for (int i = row; i < end; i++) {
      if (!extents.hasData(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether data of all rows end behind a column. */
  private static boolean endFrom(RowExtents extents, int row, int end, int column) {
    for (int i = row; i < end; i++) {
      if (extents.end(i) <= column) {
        return false;
      }
    }
    return true;
  }

  /** Adds the data of a rectangle; the column at which it ends. */
  private static int scanStrip(
      DataPixels pixels, int from, int end, int row, int endRow, RowExtents extents)
      throws IOException {
    boolean[] data = pixels.read(new PixelRect(from, row, end - from, endRow - row));
    for (int r = 0; r < endRow - row; r++) {
      addRow(data, r * (end - from), end - from, from, row + r, extents);
    }
    return end;
  }

  private static void addRow(
      boolean[] data, int from, int count, int column, int index, RowExtents extents) {
    int first = 0;
    while (first < count && !data[from + first]) {
      first++;
    }
    int end = count;
    while (end > first && !data[from + end - 1]) {
      end--;
    }
    if (first < end) {
      extents.add(index, column + first, column + end);
    }
  }

  private static RowExtents sampled(DataPixels pixels, RasterLevel size) throws IOException {
    int[] rows = new int[Math.min(SAMPLE_ROWS, size.height())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) ((long) i * (size.height() - 1) / (rows.length - 1));
    }
    RowExtents extents = RowExtents.empty(rows, size.width(), size.height());
    int step = Math.max(LEAST_SIDE, size.blockWidth());
    for (int i = 0; i < rows.length; i++) {
      int from = 0;
      while (from < size.width() && !extents.hasData(i)) {
        from = scan(pixels, rows[i], from, Math.min(from + step, size.width()), i, extents);
      }
      int end = size.width();
      int last = extents.hasData(i) ? extents.end(i) : end;
      while (end > last && extents.end(i) == last) {
        int start = Math.max(last, (end - 1) / step * step);
        scan(pixels, rows[i], start, end, i, extents);
        end = start;
      }
    }
    return extents;
  }

  private static int scan(
      DataPixels pixels, int row, int from, int end, int index, RowExtents extents)
      throws IOException {
    boolean[] data = pixels.read(new PixelRect(from, row, end - from, 1));
    addRow(data, 0, end - from, from, index, extents);
    return end;
  }

  private static List<Corner> placed(List<Corner> pixels, GeoTransform transform) {
    List<Corner> ring = new ArrayList<>();
    for (Corner corner : pixels) {
      ring.add(
          new Corner(transform.x(corner.x(), corner.y()), transform.y(corner.x(), corner.y())));
    }
    return ring;
  }
}
