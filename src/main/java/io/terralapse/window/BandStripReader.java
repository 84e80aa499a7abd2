package io.terralapse.window;

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
 * The open files of one request: reads strips of all its bands, each file once a strip, so that a
 * tile is decoded once for all bands that it holds. Used by one thread.
 */
final class BandStripReader implements Closeable {

  /** One file: the bands to take from it, and which of the wanted planes each one is. */
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

  private void open(Location location, List<Integer> wanted) throws IOException {
    Raster file = opener.open(location);
    int[] indices = wanted.stream().mapToInt(i -> planes.get(i).index()).toArray();
    sources.add(new Source(file, indices, wanted.stream().mapToInt(i -> i).toArray()));
    List<RasterLevel> levels = file.info().levels();
    boolean fits =
        request.level() < levels.size()
            && levels.get(request.level()).equals(size())
            && IntStream.of(indices).allMatch(i -> i >= 0 && i < file.info().bands().size());
    if (!fits) {
      throw new IOException(
          location.name()
              + " has not the size or bands that the scene's first file has; make them agree, or"
              + " take the scene out");
    }
  }

  /** Size of the level that the window is cut from. */
  RasterLevel size() {
    return request.raster().levels().get(request.level());
  }

  private SampleType typeOf(int plane) {
    for (Source source : sources) {
      for (int p : source.planes) {
        if (p == plane) {
          return source.file.info().sampleType();
        }
      }
    }
    throw new IllegalStateException("no file for band " + plane);
  }

  /** Sample type of each wanted band, then of alpha if there is one. */
  List<SampleType> types() {
    return types;
  }

  boolean hasMask() {
    return sources.stream().anyMatch(s -> s.file.info().internalMask());
  }

  /** Rows of the blocks of the first file. */
  int blockHeight() {
    return sources.get(0).file.blockHeight(request.level());
  }

  /** Says that the whole window will be read, strip by strip. */
  void expectAll() throws IOException {
    for (Source source : sources) {
      source.file.expect(request.level(), request.rect(), source.indices);
    }
  }

  /**
   * Reads one strip.
   *
   * @param out stored samples of each plane, little-endian
   * @param valid set to 0 where an internal mask says no data, else left alone
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
