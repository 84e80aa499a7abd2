package io.terralapse.watch;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a file that no longer changes is whole, as far as that can be seen quickly: the header of
 * a raster and its last pixel can be read, a ZIP archive has its directory. Of other files it is
 * enough that they can be opened. Thread-safe.
 */
final class CompleteFile {
  private static final Logger LOG = LoggerFactory.getLogger(CompleteFile.class);

  /** Beyond this, one pixel would have to be taken out of a block that is too large. */
  private static final long MAX_BLOCK_SAMPLES = 1 << 26;

  private final RasterOpener rasters = new RasterFormats(new FileAccess());

  boolean isWhole(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try {
      if (SceneFile.isRaster(name)) {
        readLastPixel(file);
      } else if (name.endsWith(".zip")) {
        new ZipFile(file.toFile()).close();
      } else {
        Files.newInputStream(file).close();
      }
      return true;
    } catch (IOException | RuntimeException unfinished) {
      LOG.debug("{} is not whole", file, unfinished);
      return false;
    }
  }

  private void readLastPixel(Path file) throws IOException {
    try (Raster raster = rasters.open(new Location.Local(file))) {
      RasterInfo info = raster.info();
      long block = (long) raster.blockHeight(0) * info.width() * info.bands().size();
      if (block <= MAX_BLOCK_SAMPLES) {
        raster.readNative(
            0,
            new PixelRect(info.width() - 1, info.height() - 1, 1, 1),
            new int[] {0},
            new byte[1][info.sampleType().bytes()]);
      }
    }
  }
}
