package io.terralapse.window;

import io.terralapse.access.FileAccess;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.SceneBuilder;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes little files with their corner at (500000, 4600000), and makes scenes of them. */
final class WindowScenes {
  /** Opens files on disk. */
  static final RasterOpener OPENER = new RasterFormats(new FileAccess());

  private static final GeoTransform TRANSFORM = GeoTransform.northUp(500_000, 4_600_000, 10);

  private WindowScenes() {}

  /** 16-bit unsigned samples, {@code bands[band][row * width + column]}. */
  static Path write(Path file, int width, int[]... bands) throws IOException {
    return write(file, width, SampleType.UINT16, bands);
  }

  /** Whole samples of a type. */
  static Path write(Path file, int width, SampleType type, int[]... bands) throws IOException {
    float[][] values = new float[bands.length][bands[0].length];
    for (int b = 0; b < bands.length; b++) {
      for (int i = 0; i < values[b].length; i++) {
        values[b][i] = bands[b][i];
      }
    }
    return write(file, width, type, values);
  }

  /** Samples of a type. */
  static Path write(Path file, int width, SampleType type, float[]... bands) throws IOException {
    new TinyTiff(width, bands[0].length / width, type)
        .georeferenced(32631, TRANSFORM)
        .write(file, bands);
    // Old enough that its key may be remembered.
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    return file;
  }

  static SceneBand band(Path file, int index, double scale, double offset, OptionalDouble nodata)
      throws IOException {
    return new SceneBand(
        BandRole.OTHER,
        Integer.toString(index),
        new Location.Local(file),
        index,
        scale,
        offset,
        nodata,
        OPENER.info(new Location.Local(file)));
  }

  /** All bands of the files, in order. */
  static Scene scene(OptionalDouble nodata, Path... files) throws IOException {
    List<SceneBand> bands = new ArrayList<>();
    for (Path file : files) {
      SceneBand first = band(file, 0, 1, 0, nodata);
      for (int i = 0; i < first.raster().bands().size(); i++) {
        bands.add(band(file, i, 1, 0, nodata));
      }
    }
    return scene(bands, Optional.empty());
  }

  static Scene scene(List<SceneBand> bands, Optional<SceneBand> alpha) {
    return new SceneBuilder("scene")
        .acquired(AcquisitionDate.at(Instant.EPOCH, DateSource.TAG))
        .bands(bands)
        .alpha(alpha)
        .build();
  }
}
