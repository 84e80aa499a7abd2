package io.terralapse.furniture;

import io.terralapse.model.Srgb;
import io.terralapse.model.UserError;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A PNG of the user, with transparency, that is drawn in a corner of every frame. Immutable. */
final class Logo {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_PIXELS = 4096;

  private final int width;
  private final int height;

  /** Codes of alpha, red, green and blue, {@code 0xAARRGGBB}. */
  private final int[] argb;

  private Logo(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * Reads a file.
   *
   * @throws UserError (usage) if it is not a PNG of at most 4096 x 4096 pixels and 4 MiB
   */
  static Logo read(Path file) {
    try {
      return decode(file);
    } catch (IOException unusable) {
      throw UserError.usage("furniture.logo: " + problem(file, unusable) + ".");
    }
  }

  /** Why a file cannot be used, with a remedy; empty if it can. */
  static Optional<String> findProblem(Path file) {
    try {
      decode(file);
      return Optional.empty();
    } catch (IOException unusable) {
      return Optional.of(problem(file, unusable));
    }
  }

  private static String problem(Path file, IOException cause) {
    String reason = Files.isRegularFile(file) ? cause.getMessage() : "there is no such file";
    return file.getFileName()
        + ": "
        + reason
        + "; write the name of a PNG of at most 4096x4096 pixels and 4 MiB";
  }

  private static Logo decode(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the file is too large");
    }
    ImageReader reader = reader();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
        throw new IOException("the picture is too large");
      }
      return of(reader.read(0));
    } catch (IIOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | IllegalStateException damaged) {
      throw new IOException("it is not a PNG that can be read", damaged);
    } finally {
      reader.dispose();
    }
  }

  /** The JDK's, whatever other readers are on the class path. */
  private static ImageReader reader() throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("this Java runtime has no PNG reader");
  }

  private static Logo of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = new int[width * height];
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    if (!grey) {
      image.getRGB(0, 0, width, height, argb, 0, width);
      return new Logo(width, height, argb);
    }
    // Java takes grey samples for linear light, and brightens them.
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    for (int i = 0; i < argb.length; i++) {
      int code = raster.getSample(i % width, i / width, 0) >> shift;
      int alpha =
          raster.getNumBands() == 2 ? raster.getSample(i % width, i / width, 1) >> shift : 255;
      argb[i] = alpha << 24 | code << 16 | code << 8 | code;
    }
    return new Logo(width, height, argb);
  }

  /**
   * The logo in another size, not larger than its own: each pixel is the mean, in linear light and
   * weighted by opacity, of what it covers.
   */
  Logo reducedTo(int columns, int rows) {
    if (columns >= width && rows >= height) {
      return this;
    }
    float[] linear = Srgb.linearTable();
    int[] out = new int[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        out[row * columns + column] =
            mean(
                column * (double) width / columns,
                (column + 1) * (double) width / columns,
                row * (double) height / rows,
                (row + 1) * (double) height / rows,
                linear);
      }
    }
    return new Logo(columns, rows, out);
  }

  private int mean(double left, double right, double top, double bottom, float[] linear) {
    double area = 0;
    double[] sums = new double[4];
    for (int y = (int) top; y < Math.min(height, Math.ceil(bottom)); y++) {
      double high = Math.min(bottom, y + 1) - Math.max(top, y);
      for (int x = (int) left; x < Math.min(width, Math.ceil(right)); x++) {
        double part = high * (Math.min(right, x + 1) - Math.max(left, x));
        int pixel = argb[y * width + x];
        double opacity = part * (pixel >>> 24);
        area += part;
        sums[0] += opacity;
        for (int k = 1; k < 4; k++) {
          sums[k] += opacity * linear[(pixel >> (24 - 8 * k)) & 0xFF];
        }
      }
    }
    int mean = (int) Math.round(sums[0] / area);
    for (int k = 1; k < 4 && sums[0] > 0; k++) {
      mean = mean << 8 | (int) Math.round(255 * Srgb.toCode(Math.min(1, sums[k] / sums[0])));
    }
    return sums[0] > 0 ? mean : 0;
  }

  /** Composites the logo onto a picture, its upper left pixel at a position inside of it. */
  void paint(int[] rgb, int pictureWidth, int left, int top) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int pixel = argb[row * width + column];
        int opacity = pixel >>> 24;
        int at = (top + row) * pictureWidth + left + column;
        if (opacity > 0) {
          rgb[at] = over(rgb[at], pixel, opacity);
        }
      }
    }
  }

  private static int over(int below, int pixel, int opacity) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int sum = (pixel >> shift & 0xFF) * opacity + (below >> shift & 0xFF) * (255 - opacity);
      mixed |= Srgb.divide255(sum) << shift;
    }
    return mixed;
  }
}
