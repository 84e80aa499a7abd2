package io.terralapse.testkit;

import io.terralapse.access.FileAccess;
import io.terralapse.align.EdgeCache;
import io.terralapse.cache.DiskCache;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.read.MeasurementCache;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tiny scenes on disk, and the stores that are made of them, in one folder. Not thread-safe. */
public final class SceneFolder {
  private static final BandRole[] ROLES = {BandRole.RED, BandRole.GREEN, BandRole.BLUE};

  private final Path folder;
  private final RasterFormats formats = new RasterFormats(new FileAccess());
  private final DiskCache cache;
  private final WindowStore store;

  /** Scenes and cache below a folder that exists. */
  public SceneFolder(Path folder) {
    this.folder = folder;
    this.cache = new DiskCache(folder.resolve("cache"), 1L << 30);
    this.store = new WindowStore(cache, formats);
  }

  /** The windows of the scenes. */
  public WindowStore store() {
    return store;
  }

  /** The measured edges. */
  public EdgeCache edges() {
    return new EdgeCache(cache);
  }

  /** What was measured of dates. */
  public MeasurementCache measurements() {
    return new MeasurementCache(cache);
  }

  /** The file of a scene. */
  public Path file(String id) {
    return folder.resolve(id + ".tif");
  }

  /** The header of a file. */
  public RasterInfo header(Path file) throws IOException {
    return formats.info(new Location.Local(file));
  }

  /** Writes a scene of {@link SceneStubs#CRS} with a red, a green and a blue band. */
  public Scene write(String id, String day, int width, float[]... bands) throws IOException {
    Path file = file(id);
    new TinyTiff(width, bands[0].length / width, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SceneStubs.TRANSFORM)
        .write(file, bands);
    return scene(id, day);
  }

  /** Writes a scene all of whose pixels have one value. */
  public Scene writeFlat(String id, String day, int side, float value) throws IOException {
    float[] band = new float[side * side];
    Arrays.fill(band, value);
    return write(id, day, side, band, band, band);
  }

  /** The scene of a file that has been written. */
  public Scene scene(String id, String day) throws IOException {
    RasterInfo raster = header(file(id));
    List<SceneBand> bands = new ArrayList<>();
    for (int i = 0; i < ROLES.length; i++) {
      bands.add(SceneStubs.band(ROLES[i], file(id), i, raster));
    }
    return SceneStubs.scene(id, day, bands);
  }

  /** Reads the acquisitions of a plan in natural colours, with room for shifts up to 60 m. */
  public ReadPass.Result read(GridPlan plan, PreviewListener listener) throws Exception {
    try (Workers workers = new Workers("read", 2)) {
      return new ReadPass(plan, SceneStubs.TRUE_COLOR, store, 60, new RecordedProgress(), listener)
          .run(workers);
    }
  }

  /** Reads the acquisitions of a plan. */
  public List<ReadAcquisition> read(GridPlan plan) throws Exception {
    return read(plan, PreviewListener.NONE).acquisitions();
  }

  /** Deletes a scene and all stored windows, so that it cannot be read again. */
  public void lose(String id) throws IOException {
    Files.delete(file(id));
    try (var windows = Files.list(folder.resolve("cache").resolve("windows"))) {
      for (Path window : windows.toList()) {
        Files.delete(window);
      }
    }
  }
}
