package io.terralapse.window;

import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the bands of one request strip by strip, each file once per strip, so that a block is
 * decoded once for all bands that it contains. Not thread-safe.
 */
final class BandStripReader implements Closeable {

  /** An open file, the indices of the required bands in it, and the planes that they fill. */
  private static final class Source {
    final Raster file;
    final int[] indices;
    final int[] planes;

    Source(Raster file, int[] indices, int[] planes) {
      this.file = file;
      this.indices = indices;
      this.planes = planes;
    }
  }

  private final WindowRequest request;
  private final RasterOpener opener;
  private final List<Source> sources = new ArrayList<>();
  private final List<SceneBand> planes;
  private final List<SampleType> types;

  BandStripReader(WindowRequest request, RasterOpener opener) throws IOException {
    this.request = request;
    this.opener = opener;
    planes = new ArrayList<>(request.bands());
    request.scene().alpha().ifPresent(planes::add);
    Map<Location, List<Integer>> byFile = new LinkedHashMap<>();
    for (int i = 0; i < planes.size(); i++) {
      byFile.computeIfAbsent(planes.get(i).file(), f -> new ArrayList<>()).add(i);
    }
    try {
      for (Map.Entry<Location, List<Integer>> entry : byFile.entrySet()) {
        open(entry.getKey(), entry.getValue());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    types = IntStream.range(0, planes.size()).mapToObj(this::typeOf).toList();
  }

  private void open(Location location, List<Integer> required) throws IOException {
    Raster file = opener.open(location);
    int[] indices = required.stream().mapToInt(i -> planes.get(i).index()).toArray();
    sources.add(new Source(file, indices, required.stream().mapToInt(i -> i).toArray()));
    List<RasterLevel> levels = file.info().levels();
    boolean fits =
        request.level() < levels.size()
            && levels.get(request.level()).equals(size())
            && IntStream.of(indices).allMatch(i -> i >= 0 && i < file.info().readableBands());
    if (!fits) {
      throw new DataException(
          location.name()
              + " does not have the size or the bands of the first file of the scene; resample it to"
              + " the same size, or remove the scene");
    }
  }

  /** Size of the level that is read. */
  RasterLevel size() {
    return request.raster().levels().get(request.level());
  }

  private SampleType typeOf(int plane) {
    for (Source source : sources) {
      for (int p : source.planes) {
        if (p == plane) {
          return source.file.info().typeOf(planes.get(p).index());
        }
      }
    }
    throw new IllegalStateException("no file for band " + plane);
  }

  /** Sample type of each requested band, then of alpha if there is one. */
  List<SampleType> types() {
    return types;
  }

  /** True if one of the files has an internal mask. */
  boolean hasMask() {
    return sources.stream().anyMatch(s -> s.file.info().internalMask());
  }

  /** Height of the blocks of the first file. */
  int blockHeight() {
    return sources.get(0).file.blockHeight(request.level());
  }

  /** Bytes of the heap that reading holds beside the samples. */
  long heldBytes() throws IOException {
    long held = 0;
    for (Source source : sources) {
      held += source.file.heldBytes(request.level(), request.rect());
    }
    return held;
  }

  /** Announces that the complete window will be read. */
  void expectAll() throws IOException {
    for (Source source : sources) {
      source.file.expect(request.level(), request.rect(), source.indices);
    }
  }

  /**
   * Reads one strip.
   *
   * @param out stored samples of each plane, little-endian
   * @param valid set to 0 where an internal mask is nodata, unchanged elsewhere
   */
  void read(PixelRect strip, byte[][] out, byte[] valid) throws IOException {
    byte[] mask = hasMask() ? new byte[strip.width() * strip.height()] : new byte[0];
    for (Source source : sources) {
      byte[][] mine = IntStream.of(source.planes).mapToObj(p -> out[p]).toArray(byte[][]::new);
      source.file.readNative(request.level(), strip, source.indices, mine);
      if (source.file.info().internalMask()) {
        source.file.readMask(request.level(), strip, mask);
        for (int i = 0; i < mask.length; i++) {
          valid[i] &= mask[i];
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources) {
      source.file.close();
    }
  }
}
