package io.terralapse.raster.jp2;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReadParamJava;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import io.terralapse.model.PixelRect;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/**
 * JJ2000, in plain Java: works everywhere. A tile is decoded whole, so one that is too large for
 * the heap is refused before the attempt.
 */
final class Jj2000Decoder implements WindowDecoder {
  /** Wavelet coefficients and samples of a tile exist side by side, as 32-bit numbers. */
  private static final int BYTES_PER_SAMPLE = 12;

  // The codec writes to the terminal otherwise.
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

  @Override
  public void decode(Codestream stream, int level, PixelRect rect, int[] bands, RowSink into)
      throws IOException {
    checkSize(stream, level, bands.length);
    J2KImageReadParamJava param = new J2KImageReadParamJava();
    // The codec counts resolutions from the coarsest.
    param.setResolution(stream.decompositions() - level);
    param.setSourceRegion(new Rectangle(rect.column(), rect.row(), rect.width(), rect.height()));
    J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
    try (SourceStream bytes = new SourceStream(stream.bytes())) {
      reader.setInput(bytes, false, true);
      Raster decoded = readRaster(reader, param, bytes);
      if (decoded.getWidth() != rect.width() || decoded.getHeight() != rect.height()) {
        throw stream.input().damaged("its tiles do not fill its size");
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

  /** A read that failed is what to tell of, whatever the codec made of it. */
  private static Raster readRaster(
      J2KImageReader reader, J2KImageReadParamJava param, SourceStream bytes) throws IOException {
    try {
      Raster decoded = reader.readRaster(0, param);
      bytes.throwFailure();
      return decoded;
    } catch (RuntimeException e) {
      bytes.throwFailure();
      throw e;
    }
  }

  private static void checkSize(Codestream stream, int level, int bands) throws IOException {
    long samples =
        (long) Codestream.reduced(stream.tileWidth(), level)
            * Codestream.reduced(stream.tileHeight(), level)
            * Math.max(bands, stream.bands());
    boolean tooMany = samples > Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_SAMPLE;
    if (tooMany || stream.span().size() > Integer.MAX_VALUE) {
      throw new IOException(
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
