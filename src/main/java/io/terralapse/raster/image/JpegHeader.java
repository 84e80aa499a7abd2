package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the marker segments of a JPEG file (ITU-T T.81) up to the frame header. */
final class JpegHeader {
  private static final int MAX_MARKERS = 4096;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final ByteSource source;
  private final Map<String, String> tags = new HashMap<>();
  private boolean jfif;
  private int adobeTransform = -1;

  private JpegHeader(ByteSource source) {
    this.source = source;
  }

  /** True if a file that begins with these bytes is JPEG. */
  static boolean isJpeg(byte[] start) {
    return start.length >= 3
        && (start[0] & 0xff) == 0xff
        && (start[1] & 0xff) == 0xd8
        && (start[2] & 0xff) == 0xff;
  }

  /**
   * Reads the header of a file.
   *
   * @throws DataException if it is malformed or not supported
   */
  static ImageHeader read(ByteSource source) throws IOException {
    return new JpegHeader(source).read();
  }

  private ImageHeader read() throws IOException {
    long at = 2;
    for (int i = 0; i < MAX_MARKERS; i++) {
      byte[] head = bytes(at, 4);
      int marker = head[1] & 0xff;
      if ((head[0] & 0xff) != 0xff) {
        throw damaged("a marker is missing");
      }
      if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
        // Fill bytes and markers without a length.
        at += marker == 0xff ? 1 : 2;
        continue;
      }
      int length = unsigned(head, 2) - 2;
      if (length < 0 || marker == 0xd9 || marker == 0xda) {
        throw damaged("its size is missing");
      }
      byte[] content = bytes(at + 4, length);
      if (isFrame(marker)) {
        return frame(marker, content);
      }
      readSegment(marker, content);
      at += 4 + length;
    }
    throw damaged("it has thousands of markers and no image");
  }

  /** SOF0 to SOF15; the markers of tables and of the JPEG extensions are in the same range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void readSegment(int marker, byte[] content) {
    if (marker == 0xe0 && startsWith(content, "JFIF\0")) {
      jfif = true;
    } else if (marker == 0xee && startsWith(content, "Adobe") && content.length >= 12) {
      adobeTransform = content[11] & 0xff;
    } else if (marker == 0xe1 && startsWith(content, "Exif\0") && content.length >= EXIF.length) {
      byte[] tiff = Arrays.copyOfRange(content, EXIF.length, content.length);
      ImageDates.ofExif(tiff).forEach(tags::putIfAbsent);
    }
  }

  private static boolean startsWith(byte[] content, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return content.length >= bytes.length
        && Arrays.equals(content, 0, bytes.length, bytes, 0, bytes.length);
  }

  private ImageHeader frame(int marker, byte[] content) throws DataException {
    if (marker > 0xc2) {
      throw unsupported(coding(marker), "8");
    }
    if (content.length < 6 || content.length < 6 + 3 * (content[5] & 0xff)) {
      throw damaged("its frame header is truncated");
    }
    if (content[0] != 8) {
      throw unsupported(content[0] + "-bit", "16");
    }
    int components = content[5] & 0xff;
    if (components != 1 && components != 3 && components != 4) {
      throw damaged("it claims " + components + " components");
    }
    return new ImageHeader(
        true,
        unsigned(content, 3),
        unsigned(content, 1),
        colour(components, content),
        8,
        new byte[0],
        new byte[0],
        Map.copyOf(tags));
  }

  /** As in libjpeg: by the JFIF and Adobe markers, without them by the component identifiers. */
  private ImageHeader.Colour colour(int components, byte[] frame) {
    if (components == 1) {
      return ImageHeader.Colour.GREY;
    }
    if (components == 4) {
      return adobeTransform == 2 ? ImageHeader.Colour.YCCK : ImageHeader.Colour.CMYK;
    }
    boolean named = frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
    boolean rgb = !jfif && (adobeTransform == 0 || (adobeTransform < 0 && named));
    return rgb ? ImageHeader.Colour.RGB : ImageHeader.Colour.YCBCR;
  }

  private byte[] bytes(long position, int length) throws IOException {
    if (position > source.size() - length) {
      throw damaged("it is truncated");
    }
    byte[] bytes = new byte[length];
    source.read(position, bytes, 0, length);
    return bytes;
  }

  /** What the frame marker says: bit 3 arithmetic coding, bit 2 hierarchical, 3 of 4 lossless. */
  private static String coding(int marker) {
    String coding = (marker & 8) == 0 ? "" : "arithmetic-coded ";
    String hierarchical = (marker & 4) == 0 ? "" : "hierarchical ";
    return (coding + hierarchical + ((marker & 3) == 3 ? "lossless" : "")).trim();
  }

  private DataException unsupported(String kind, String bits) {
    return new DataException(
        source.name()
            + " is of "
            + kind
            + " JPEG, which is not supported; save it as PNG of "
            + bits
            + " bits with the program that wrote it");
  }

  private static int unsigned(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private DataException damaged(String clause) {
    return new DataException(
        source.name() + " is a damaged JPEG file: " + clause + "; download it again");
  }
}
