package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the chunks of a PNG file (ISO/IEC 15948) that precede its pixels. Compressed texts and
 * colour profiles are skipped, never decompressed. Stateless.
 */
final class PngHeader {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MAX_CHUNKS = 4096;

  /** Longer chunks of metadata are skipped: they are not dates. */
  private static final int MAX_METADATA = 1 << 20;

  private PngHeader() {}

  /** True if a file that begins with these bytes is PNG. */
  static boolean isPng(byte[] start) {
    return ByteBuffer.wrap(start, 0, Math.min(start.length, 8)).equals(ByteBuffer.wrap(SIGNATURE));
  }

  /**
   * Reads the header of a file.
   *
   * @throws DataException if it is malformed or truncated
   */
  static ImageHeader read(ByteSource source) throws IOException {
    byte[] head = bytes(source, 8, 8 + 13);
    ByteBuffer start = ByteBuffer.wrap(head);
    if (start.getInt() != 13 || !name(head, 4).equals("IHDR")) {
      throw damaged(source, "it does not begin with an IHDR chunk");
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
    Chunks chunks = Chunks.read(source);
    if (colour == ImageHeader.Colour.PALETTE && chunks.palette.length < 3) {
      throw damaged(source, "its palette is missing");
    }
    int transparent = chunks.transparency.length;
    boolean fits =
        switch (colour) {
          case GREY -> transparent >= 2;
          case RGB -> transparent >= 6;
          case PALETTE -> true;
          case GREY_ALPHA, RGBA, YCBCR, CMYK, YCCK -> false;
        };
    return new ImageHeader(
        false,
        width,
        height,
        colour,
        depth,
        chunks.palette,
        fits ? chunks.transparency : new byte[0],
        Map.copyOf(chunks.tags));
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
    if (position > source.size() - length) {
      throw damaged(source, "it is truncated");
    }
    byte[] bytes = new byte[length];
    source.read(position, bytes, 0, length);
    return bytes;
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static DataException damaged(ByteSource source, String clause) {
    return new DataException(
        source.name() + " is a damaged PNG file: " + clause + "; download it again");
  }

  /** The chunks between IHDR and the first IDAT that are read. */
  private static final class Chunks {
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];
    private final Map<String, String> tags = new HashMap<>();

    static Chunks read(ByteSource source) throws IOException {
      Chunks chunks = new Chunks();
      long at = 8 + 8 + 13 + 4;
      for (int i = 0; i < MAX_CHUNKS; i++) {
        byte[] head = bytes(source, at, 8);
        long length = ByteBuffer.wrap(head).getInt();
        String name = name(head, 4);
        if (name.equals("IDAT")) {
          return chunks;
        }
        if (length < 0 || length > source.size() - at - 12) {
          throw damaged(source, "one of its chunks extends beyond its end");
        }
        chunks.readChunk(source, name, at + 8, length);
        at += 12 + length;
      }
      throw damaged(source, "it has thousands of chunks and no image");
    }

    private void readChunk(ByteSource source, String name, long at, long length)
        throws IOException {
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
