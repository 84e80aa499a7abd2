package io.terralapse.window;

import io.terralapse.access.FileAccess;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.raster.tiff.TiffRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes plain little TIFF files (one strip, pixel-interleaved), and makes scenes of them. */
final class TinyTiff {
  /** Opens files on disk. */
  static final RasterOpener OPENER = new RasterFormats(new FileAccess());

  private TinyTiff() {}

  /** 16-bit unsigned samples, {@code bands[band][row * width + column]}. */
  static Path write(Path file, int width, int[]... bands) throws IOException {
    return write(file, width, 16, 1, bands);
  }

  /** Samples of 8, 16 or 32 bits; 32-bit floating point takes the bits as they are. */
  static Path write(Path file, int width, int bits, int format, int[]... bands) throws IOException {
    int pixels = bands[0].length;
    int count = bands.length;
    int dataAt = 400;
    ByteBuffer out =
        ByteBuffer.allocate(dataAt + pixels * count * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 12);
    entry(out, 256, 4, 1, width);
    entry(out, 257, 4, 1, pixels / width);
    // Beyond four bytes the values would lie elsewhere; readers take missing ones as equal.
    entry(out, 258, 3, 1, bits);
    entry(out, 259, 3, 1, 1);
    entry(out, 273, 4, 1, dataAt);
    entry(out, 277, 3, 1, count);
    entry(out, 278, 4, 1, pixels / width);
    entry(out, 279, 4, 1, pixels * count * bits / 8);
    entry(out, 339, 3, 1, format);
    entry(out, 33550, 12, 3, 200);
    entry(out, 33922, 12, 6, 224);
    entry(out, 34735, 3, 8, 272);
    out.putInt(0);
    out.position(200);
    double[] place = {10, 10, 0, 0, 0, 0, 500000, 4600000, 0};
    for (double v : place) {
      out.putDouble(v);
    }
    for (int v : new int[] {1, 1, 0, 1, 3072, 0, 1, 32631}) {
      out.putShort((short) v);
    }
    out.position(dataAt);
    for (int i = 0; i < pixels; i++) {
      for (int[] band : bands) {
        switch (bits) {
          case 8 -> out.put((byte) band[i]);
          case 16 -> out.putShort((short) band[i]);
          default -> out.putInt(band[i]);
        }
      }
    }
    Files.write(file, out.array());
    // Old enough that its key may be remembered.
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    return file;
  }

  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  static SceneBand band(Path file, int index, double scale, double offset, OptionalDouble nodata)
      throws IOException {
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      RasterInfo info = raster.info();
      return new SceneBand(
          BandRole.OTHER,
          Integer.toString(index),
          new Location.Local(file),
          index,
          scale,
          offset,
          nodata,
          info);
    }
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
    return new Scene(
        "scene",
        Product.UNKNOWN,
        AcquisitionDate.at(Instant.EPOCH, DateSource.TAG),
        Quantity.DN,
        bands,
        alpha,
        Optional.empty());
  }
}
