package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what stands before the picture in a PNG file (ISO/IEC 15948), chunk by chunk. Compressed
 * texts and colour profiles are stepped over, never unpacked.
 */
final class PngHeader {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MAX_CHUNKS = 4096;

  /** Longer metadata is not a date. */
  private static final int MAX_METADATA = 1 << 20;

  private PngHeader() {}

  static boolean isPng(byte[] start) {
    return ByteBuffer.wrap(start, 0, Math.min(start.length, 8)).equals(ByteBuffer.wrap(SIGNATURE));
  }

  static ImageHeader read(ByteSource source) throws IOException {
    byte[] head = bytes(source, 8, 8 + 13);
    ByteBuffer start = ByteBuffer.wrap(head);
    if (start.getInt() != 13 || !name(head, 4).equals("IHDR")) {
      throw damaged(source, "it does not begin with its size");
    }
    start.position(8);
    int width = start.getInt();
    int height = start.getInt();
    int depth = start.get();
    int colourType = start.get();
    ImageHeader.Colour colour =
        switch (colourType) {
          case 0 -> ImageHeader.Colour.GREY;
          case 2 -> ImageHeader.Colour.RGB;
          case 3 -> ImageHeader.Colour.PALETTE;
          case 4 -> ImageHeader.Colour.GREY_ALPHA;
          case 6 -> ImageHeader.Colour.RGBA;
          default -> throw damaged(source, "colour type " + colourType + " does not exist");
        };
    if (!isDepth(colour, depth)) {
      throw damaged(source, "it claims samples of " + depth + " bits");
    }
    Parts parts = Parts.read(source);
    if (colour == ImageHeader.Colour.PALETTE && parts.palette.length < 3) {
      throw damaged(source, "its palette is missing");
    }
    int transparent = parts.transparency.length;
    boolean fits =
        switch (colour) {
          case GREY -> transparent >= 2;
          case RGB -> transparent >= 6;
          case PALETTE -> true;
          case GREY_ALPHA, RGBA, YCBCR -> false;
        };
    return new ImageHeader(
        false,
        width,
        height,
        colour,
        depth,
        parts.palette,
        fits ? parts.transparency : new byte[0],
        Map.copyOf(parts.tags));
  }

  private static boolean isDepth(ImageHeader.Colour colour, int depth) {
    boolean small = depth == 1 || depth == 2 || depth == 4;
    return switch (colour) {
      case GREY -> small || depth == 8 || depth == 16;
      case PALETTE -> small || depth == 8;
      default -> depth == 8 || depth == 16;
    };
  }

  private static byte[] bytes(ByteSource source, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    source.read(position, bytes, 0, length);
    return bytes;
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static IOException damaged(ByteSource source, String what) {
    return new IOException(source.name() + " is a damaged PNG file: " + what + "; fetch it again");
  }

  /** The chunks that matter, between the header and the first part of the picture. */
  private static final class Parts {
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];
    private final Map<String, String> tags = new HashMap<>();

    static Parts read(ByteSource source) throws IOException {
      Parts parts = new Parts();
      long at = 8 + 8 + 13 + 4;
      for (int i = 0; i < MAX_CHUNKS; i++) {
        byte[] head = bytes(source, at, 8);
        long length = ByteBuffer.wrap(head).getInt();
        String name = name(head, 4);
        if (name.equals("IDAT")) {
          return parts;
        }
        if (length < 0 || length > source.size() - at - 12) {
          throw damaged(source, "a part of it runs beyond its end");
        }
        parts.take(source, name, at + 8, length);
        at += 12 + length;
      }
      throw damaged(source, "it has thousands of parts and no picture");
    }

    private void take(ByteSource source, String name, long at, long length) throws IOException {
      int limit =
          switch (name) {
            case "PLTE" -> 3 * 256;
            case "tRNS" -> 256;
            case "eXIf", "tEXt" -> MAX_METADATA;
            default -> 0;
          };
      if (length > limit) {
        return;
      }
      byte[] content = bytes(source, at, (int) length);
      switch (name) {
        case "PLTE" -> palette = content;
        case "tRNS" -> transparency = content;
        case "eXIf" -> ImageDates.ofExif(content).forEach(tags::putIfAbsent);
        default -> ImageDates.ofText(content).forEach(tags::putIfAbsent);
      }
    }
  }
}
