package io.terralapse.raster.jp2;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReadParamJava;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.ByteSourceImageStream;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/**
 * JJ2000, a decoder in pure Java. It decodes complete tiles only, so a tile that is too large for
 * the heap is rejected before the attempt. Thread-safe.
 */
final class Jj2000Decoder implements WindowDecoder {
  /** Wavelet coefficients and samples of a tile are in memory together, 32 bits each. */
  private static final int BYTES_PER_SAMPLE = 12;

  /** Small, because the codec skips tiles that are not needed. */
  private static final int BUFFER_BYTES = 16 * 1024;

  // By default the codec writes its messages to the terminal.
  static {
    FacilityManager.registerMsgLogger(null, new SilentLog());
  }

  private static final class SilentLog implements MsgLogger {
    @Override
    public void printmsg(int severity, String message) {}

    @Override
    public void println(String text, int indentFirst, int indent) {}

    @Override
    public void flush() {}
  }

  @Override
  public String name() {
    return "JJ2000 (pure Java)";
  }

  @Override
  public boolean decodesPartsOfTiles() {
    return false;
  }

  /** The codec has no subsampled components, and ignores offsets for the rectangle. */
  @Override
  public void check(Codestream stream) throws DataException {
    boolean offset = !stream.origin().equals(new Codestream.Origin(0, 0, 0, 0));
    if (offset || stream.isSubsampled()) {
      throw stream
          .input()
          .unsupported(
              offset
                  ? "has an offset from the origin of its reference grid"
                  : "has colours of half the resolution",
              "install OpenJPEG (libopenjp2), or convert it with \"gdal_translate -co"
                  + " COMPRESS=DEFLATE -co TILED=YES\"");
    }
  }

  @Override
  public void decode(Codestream stream, int level, PixelRect rect, int[] bands, RowSink into)
      throws IOException {
    checkSize(stream, level, bands.length);
    J2KImageReadParamJava param = new J2KImageReadParamJava();
    // The codec counts resolutions from the coarsest.
    param.setResolution(stream.decompositions() - level);
    param.setSourceRegion(new Rectangle(rect.column(), rect.row(), rect.width(), rect.height()));
    J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
    try (ByteSourceImageStream bytes = new ByteSourceImageStream(stream.bytes(), BUFFER_BYTES)) {
      reader.setInput(bytes, false, true);
      Raster decoded = readRaster(stream, reader, param, bytes);
      if (decoded.getWidth() != rect.width() || decoded.getHeight() != rect.height()) {
        throw stream.input().damaged("its tiles do not cover the image");
      }
      int[] samples = new int[rect.width()];
      for (int i = 0; i < bands.length; i++) {
        for (int row = 0; row < rect.height(); row++) {
          decoded.getSamples(0, row, rect.width(), 1, bands[i], samples);
          into.row(i, row, samples);
        }
      }
    } finally {
      reader.dispose();
    }
  }

  /** A failed read takes precedence over whatever the codec made of it. */
  private static Raster readRaster(
      Codestream stream,
      J2KImageReader reader,
      J2KImageReadParamJava param,
      ByteSourceImageStream bytes)
      throws IOException {
    try {
      Raster decoded = reader.readRaster(0, param);
      bytes.throwFailure();
      return decoded;
    } catch (IOException | RuntimeException e) {
      bytes.throwFailure();
      throw stream.input().damaged("its codestream cannot be decoded", e);
    }
  }

  private static void checkSize(Codestream stream, int level, int bands) throws DataException {
    long samples =
        (long) Codestream.reduced(stream.tileWidth(), level)
            * Codestream.reduced(stream.tileHeight(), level)
            * Math.max(bands, stream.bands());
    boolean tooMany = samples > Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_SAMPLE;
    if (tooMany || stream.span().size() > Integer.MAX_VALUE) {
      throw new DataException(
          stream.input().name()
              + " has tiles of "
              + stream.tileWidth()
              + " x "
              + stream.tileHeight()
              + " pixels, too large for the Java decoder; install OpenJPEG (libopenjp2), or convert"
              + " the file with \"gdal_translate -co TILED=YES\"");
    }
  }
}
