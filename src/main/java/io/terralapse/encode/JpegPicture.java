package io.terralapse.encode;

import io.terralapse.model.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes the program's own JPEG files, with the decoder of the JDK. Not for files of others, whose
 * size would have to be checked first. Stateless and thread-safe.
 */
public final class JpegPicture {
  private JpegPicture() {}

  /**
   * The pixels of a JPEG.
   *
   * @throws IOException if it is damaged
   */
  public static Picture decode(byte[] jpeg) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      try (MemoryCacheImageInputStream in =
          new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
        if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
          reader.setInput(in, true, true);
          return picture(reader.read(0));
        }
      } finally {
        reader.dispose();
      }
    }
    throw new IOException(
        "jpeg: the decoder of the JDK is missing; use a Java runtime with the module java.desktop.");
  }

  private static Picture picture(BufferedImage image) {
    int width = image.getWidth();
    int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] &= 0xFFFFFF;
    }
    return new Picture(width, image.getHeight(), rgb);
  }
}
