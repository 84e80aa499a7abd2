package io.terralapse.encode;

import io.terralapse.model.Picture;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;

/**
 * Encodes pictures as JPEG and PNG with the encoders of the JDK, whose output depends on picture
 * and quality only. JPEG has no chroma subsampling (4:4:4), so that captions keep sharp edges.
 * Stateless and thread-safe.
 */
public final class Poster {
  /** No visible ringing around captions, at a fifth of the size of a PNG. */
  public static final double QUALITY = 0.92;

  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private Poster() {}

  /**
   * Writes a JPEG file, replacing an existing one; the caller passes a temporary name and renames.
   *
   * @param quality 0 (small) to 1 (best)
   * @throws IOException naming the file if it cannot be written
   */
  public static void writeJpeg(Path out, Picture picture, double quality) throws IOException {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality: " + quality);
    }
    Files.write(out, encode(picture, quality));
  }

  /**
   * Writes a PNG file, replacing an existing one; the caller passes a temporary name and renames.
   *
   * @throws IOException naming the file if it cannot be written
   */
  public static void writePng(Path out, Picture picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = jdkWriter("png");
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(image(picture));
    } finally {
      writer.dispose();
    }
    Files.write(out, bytes.toByteArray());
  }

  /**
   * In the bytes that the encoders work on, which they copy; other forms they read pixel by pixel.
   */
  private static BufferedImage image(Picture picture) {
    int[] rgb = picture.rgb();
    byte[] bytes = new byte[3 * rgb.length];
    int at = 0;
    for (int pixel : rgb) {
      bytes[at++] = (byte) (pixel >> 16);
      bytes[at++] = (byte) (pixel >> 8);
      bytes[at++] = (byte) pixel;
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(bytes, bytes.length),
            picture.width(),
            picture.height(),
            3 * picture.width(),
            3,
            new int[] {0, 1, 2},
            null);
    ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    return new BufferedImage(
        new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE),
        raster,
        false,
        null);
  }

  /**
   * Encodes a JPEG in memory.
   *
   * @param quality 0 to 1
   */
  public static byte[] jpeg(Picture picture, double quality) throws IOException {
    return encode(picture, quality);
  }

  private static byte[] encode(Picture picture, double quality) throws IOException {
    BufferedImage image = image(picture);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = jdkWriter("jpeg");
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
      useFullChroma(metadata);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * The writer of the JDK, whatever ImageIO plug-ins are on the class path. The first use of
   * ImageIO would load them all, through the loader of the thread, so that is one that finds none.
   */
  private static ImageWriter jdkWriter(String format) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Iterator<ImageWriter> writers;
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      writers = ImageIO.getImageWritersByFormatName(format);
    } finally {
      thread.setContextClassLoader(before);
    }
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
        return writer;
      }
      writer.dispose();
    }
    throw new IOException(
        format
            + ": the encoder of the JDK is missing; use a Java runtime with the module"
            + " java.desktop.");
  }

  private static void useFullChroma(IIOMetadata metadata) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    NodeList components = root.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      IIOMetadataNode component = (IIOMetadataNode) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(FORMAT, root);
  }
}
