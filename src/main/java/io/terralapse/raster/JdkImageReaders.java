package io.terralapse.raster;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Finds the image readers that come with the JDK. Stateless. */
public final class JdkImageReaders {
  private JdkImageReaders() {}

  /**
   * A new reader of the JDK. Readers of other libraries on the class path are not used: they may
   * not return raw samples.
   *
   * @param format "png" or "jpeg"
   * @throws IOException if the Java runtime was built without it
   */
  public static ImageReader getReader(String format) throws IOException {
    Iterator<ImageReader> found = ImageIO.getImageReadersByFormatName(format);
    while (found.hasNext()) {
      ImageReader candidate = found.next();
      if (candidate.getClass().getName().startsWith("com.sun.imageio.")) {
        return candidate;
      }
    }
    throw new IOException("this Java runtime has no " + format + " reader; use a complete JDK");
  }
}
