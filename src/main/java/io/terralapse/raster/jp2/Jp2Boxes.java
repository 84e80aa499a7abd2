package io.terralapse.raster.jp2;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The boxes of a file that are read (ISO/IEC 15444-1 Annex I, 15444-2 Annex M).
 *
 * @param codestream the first contiguous codestream
 * @param geoTiffs degenerate GeoTIFFs of GeoJP2, each in a UUID box
 * @param xml XML documents inside association boxes, where GMLJP2 stores its coverage
 * @param colours what the header says of colours
 */
record Jp2Boxes(Span codestream, List<Span> geoTiffs, List<Span> xml, ColourBoxes colours) {
  /** A range of bytes of the file. */
  record Span(long start, long size) {
    long end() {
      return start + size;
    }
  }

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0000000c6a502020");
  private static final byte[] START_OF_CODESTREAM = HexFormat.of().parseHex("ff4fff51");

  /** True if a file that begins with these (at least 8) bytes is JPEG 2000, boxed or bare. */
  static boolean isJpeg2000(byte[] head) {
    return startsWith(head, SIGNATURE) || startsWith(head, START_OF_CODESTREAM);
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= 8
        && IntStream.range(0, prefix.length).allMatch(i -> bytes[i] == prefix[i]);
  }

  /**
   * Reads the headers of all boxes.
   *
   * @throws DataException if the file is not JPEG 2000, or its boxes are malformed
   */
  static Jp2Boxes read(RasterInput input) throws IOException {
    byte[] head = new byte[(int) Math.min(8, input.size())];
    input.read(0, head, 0, head.length);
    if (!isJpeg2000(head)) {
      throw new DataException(
          input.name() + " is not a JPEG 2000 file; remove it from the scenes, or convert it");
    }
    Span file = new Span(0, input.size());
    return startsWith(head, START_OF_CODESTREAM)
        ? new Jp2Boxes(file, List.of(), List.of(), new ColourBoxes())
        : new BoxReader(input).read(file);
  }
}
