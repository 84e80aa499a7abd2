package io.terralapse.raster.jp2;

import io.terralapse.raster.RasterInput;
import io.terralapse.raster.jp2.Jp2Boxes.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Walks the tree of boxes of a JP2 file (ISO/IEC 15444-1 Annex I). The number of boxes and their
 * depth are limited. Used once; not thread-safe.
 */
final class BoxReader {
  private static final byte[] GEOJP2 = HexFormat.of().parseHex("b14bf8bd083d4b43a5ae8cd7d5a6ce03");

  private static final int ASOC = 0x61736f63;
  private static final int CDEF = 0x63646566;
  private static final int CMAP = 0x636d6170;
  private static final int COLR = 0x636f6c72;
  private static final int PCLR = 0x70636c72;
  private static final int JP2C = 0x6a703263;
  private static final int JP2H = 0x6a703268;
  private static final int UUID = 0x75756964;
  private static final int XML = 0x786d6c20;

  private static final int UUID_BYTES = 16;
  private static final int HEADER_BYTES = 8;

  /** GMLJP2 nests its boxes four deep. */
  private static final int MAX_DEPTH = 8;

  private static final int MAX_BOXES = 4096;
  private static final int MAX_CHANNELS = 4096;

  /** A palette of 1024 entries and 255 columns of 16 bits. */
  private static final int MAX_COLOUR_BYTES = 1 << 20;

  private final RasterInput input;
  private final List<Span> geoTiffs = new ArrayList<>();
  private final List<Span> xml = new ArrayList<>();
  private Optional<Span> codestream = Optional.empty();
  private final ColourBoxes colours = new ColourBoxes();
  private int count;

  BoxReader(RasterInput input) {
    this.input = input;
  }

  Jp2Boxes read(Span file) throws IOException {
    readBoxes(file, 0);
    Span found = codestream.orElseThrow(() -> input.damaged("it has no codestream"));
    return new Jp2Boxes(found, geoTiffs, xml, colours);
  }

  private void readBoxes(Span parent, int depth) throws IOException {
    long at = parent.start();
    while (parent.end() - at >= HEADER_BYTES) {
      if (++count > MAX_BOXES) {
        throw input.damaged("it has more than " + MAX_BOXES + " boxes");
      }
      ByteBuffer header = bytes(at, HEADER_BYTES);
      long length = Integer.toUnsignedLong(header.getInt());
      int type = header.getInt();
      int headerBytes = HEADER_BYTES;
      if (length == 1) {
        // The length is in the 8 bytes after the type.
        headerBytes += Long.BYTES;
        length = parent.end() - at < headerBytes ? 0 : bytes(at + HEADER_BYTES, 8).getLong();
      } else if (length == 0) {
        length = parent.end() - at;
      }
      if (length < headerBytes || length > parent.end() - at) {
        throw input.damaged("the box at byte " + at + " is larger than its parent");
      }
      readContent(type, new Span(at + headerBytes, length - headerBytes), depth);
      at += length;
    }
  }

  private void readContent(int type, Span content, int depth) throws IOException {
    switch (type) {
      case JP2C -> codestream = codestream.or(() -> Optional.of(content));
      case UUID -> readUuid(content);
      case XML -> {
        if (depth > 0) {
          xml.add(content);
        }
      }
      case ASOC, JP2H -> {
        if (depth == MAX_DEPTH) {
          throw input.damaged("its boxes are nested more than " + MAX_DEPTH + " deep");
        }
        readBoxes(content, depth + 1);
      }
      case CDEF -> readChannels(content);
      case CMAP -> colours.readMapping(start(content));
      case COLR -> colours.readSpace(start(content));
      case PCLR -> colours.readPalette(start(content));
      default -> {}
    }
  }

  private void readUuid(Span content) throws IOException {
    if (content.size() > UUID_BYTES
        && Jp2Boxes.startsWith(bytes(content.start(), UUID_BYTES).array(), GEOJP2)) {
      geoTiffs.add(new Span(content.start() + UUID_BYTES, content.size() - UUID_BYTES));
    }
  }

  /** Channel definition: index, type (1 opacity, 2 premultiplied opacity) and association each. */
  private void readChannels(Span content) throws IOException {
    if (content.size() < 2) {
      return;
    }
    int size = (int) Math.min(content.size(), 2 + 6 * MAX_CHANNELS);
    ByteBuffer box = bytes(content.start(), size).position(2);
    while (box.remaining() >= 6) {
      int channel = Short.toUnsignedInt(box.getShort());
      int type = box.getShort();
      colours.readChannel(channel, type, box.getShort());
    }
  }

  /** The content of a box of the header, as far as it is read. */
  private ByteBuffer start(Span content) throws IOException {
    return bytes(content.start(), (int) Math.min(content.size(), MAX_COLOUR_BYTES));
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    return input.read(at, length, ByteOrder.BIG_ENDIAN);
  }
}
