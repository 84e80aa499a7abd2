package io.terralapse.raster.jp2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Where a file keeps what is of use here (ISO/IEC 15444-1 Annex I, 15444-2 Annex M).
 *
 * @param codestream the first contiguous codestream
 * @param geoTiffs degenerate GeoTIFFs, which GeoJP2 packs into a UUID box
 * @param xml XML documents inside association boxes, where GMLJP2 keeps its coverage
 * @param alpha component that the channel definition calls opacity
 */
record Jp2Boxes(Span codestream, List<Span> geoTiffs, List<Span> xml, OptionalInt alpha) {
  /** Bytes of the file. */
  record Span(long start, long size) {
    long end() {
      return start + size;
    }
  }

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0000000c6a502020");
  private static final byte[] START_OF_CODESTREAM = HexFormat.of().parseHex("ff4fff51");
  private static final byte[] GEOJP2 = HexFormat.of().parseHex("b14bf8bd083d4b43a5ae8cd7d5a6ce03");

  private static final int ASOC = 0x61736f63;
  private static final int CDEF = 0x63646566;
  private static final int JP2C = 0x6a703263;
  private static final int JP2H = 0x6a703268;
  private static final int UUID = 0x75756964;
  private static final int XML = 0x786d6c20;

  /** GMLJP2 nests its boxes four deep. */
  private static final int MAX_DEPTH = 8;

  private static final int MAX_BOXES = 4096;
  private static final int MAX_CHANNELS = 4096;

  /** Whether a file that begins so is JPEG 2000, boxed or bare. At least 8 bytes are needed. */
  static boolean begins(byte[] head) {
    return startsWith(head, SIGNATURE) || startsWith(head, START_OF_CODESTREAM);
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= 8
        && IntStream.range(0, prefix.length).allMatch(i -> bytes[i] == prefix[i]);
  }

  static Jp2Boxes read(Jp2Input input) throws IOException {
    byte[] head = new byte[(int) Math.min(8, input.size())];
    input.read(0, head, head.length);
    if (!begins(head)) {
      throw new IOException(
          input.name() + " is not a JPEG 2000 file; take it out of the scenes, or convert it");
    }
    if (startsWith(head, START_OF_CODESTREAM)) {
      Span all = new Span(0, input.size());
      return new Jp2Boxes(all, List.of(), List.of(), OptionalInt.empty());
    }
    Walk walk = new Walk(input);
    walk.boxes(new Span(0, input.size()), 0);
    Span codestream = walk.codestream.orElseThrow(() -> input.damaged("it holds no codestream"));
    return new Jp2Boxes(codestream, walk.geoTiffs, walk.xml, walk.alpha);
  }

  private static final class Walk {
    private final Jp2Input input;
    private final List<Span> geoTiffs = new ArrayList<>();
    private final List<Span> xml = new ArrayList<>();
    private Optional<Span> codestream = Optional.empty();
    private OptionalInt alpha = OptionalInt.empty();
    private int count;

    Walk(Jp2Input input) {
      this.input = input;
    }

    void boxes(Span parent, int depth) throws IOException {
      long at = parent.start();
      while (parent.end() - at >= 8) {
        if (++count > MAX_BOXES) {
          throw input.damaged("it holds more than " + MAX_BOXES + " boxes");
        }
        ByteBuffer header = input.read(at, 8);
        long length = Integer.toUnsignedLong(header.getInt());
        int type = header.getInt();
        int headerBytes = 8;
        if (length == 1) {
          length = findLength(at + 8, parent).orElse(0);
          headerBytes = 16;
        } else if (length == 0) {
          length = parent.end() - at;
        }
        if (length < headerBytes || length > parent.end() - at) {
          throw input.damaged("a box at byte " + at + " does not fit");
        }
        content(type, new Span(at + headerBytes, length - headerBytes), depth);
        at += length;
      }
    }

    private OptionalLong findLength(long at, Span parent) throws IOException {
      return parent.end() - at >= 8
          ? OptionalLong.of(input.read(at, 8).getLong())
          : OptionalLong.empty();
    }

    private void content(int type, Span span, int depth) throws IOException {
      switch (type) {
        case JP2C -> codestream = codestream.or(() -> Optional.of(span));
        case UUID -> {
          if (span.size() > 16 && startsWith(input.read(span.start(), 16).array(), GEOJP2)) {
            geoTiffs.add(new Span(span.start() + 16, span.size() - 16));
          }
        }
        case XML -> {
          if (depth > 0) {
            xml.add(span);
          }
        }
        case ASOC, JP2H -> {
          if (depth == MAX_DEPTH) {
            throw input.damaged("its boxes lie too deep in one another");
          }
          boxes(span, depth + 1);
        }
        case CDEF -> channels(span);
        default -> {}
      }
    }

    private void channels(Span span) throws IOException {
      if (span.size() < 2) {
        return;
      }
      int size = (int) Math.min(span.size(), 2 + 6 * MAX_CHANNELS);
      ByteBuffer box = input.read(span.start(), size).position(2);
      while (box.remaining() >= 6) {
        int channel = Short.toUnsignedInt(box.getShort());
        int kind = box.getShort();
        box.getShort();
        if ((kind == 1 || kind == 2) && alpha.isEmpty()) {
          alpha = OptionalInt.of(channel);
        }
      }
    }
  }
}
