package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameNumberTest {
  private static final int NUMBER = 5;

  /** The packet with the whole unit escaped again. */
  private static byte[] plainly(H264Syntax syntax, byte[] packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = AnnexB.unitStart(packet, 0);
    int end = AnnexB.unitEnd(packet, start);
    out.write(packet, 0, start);
    byte[] raw = AnnexB.unescape(packet, start + 1, end);
    BitReader in = new BitReader(raw);
    in.ue();
    in.ue();
    in.ue();
    BitField.set(raw, in.position(), syntax.frameNumBits, NUMBER);
    out.writeBytes(AnnexB.escape(packet[start], raw, raw.length));
    out.write(packet, end, packet.length - end);
    return out.toByteArray();
  }

  private static EncodedSegment encoded() throws IOException {
    return TestPictures.encode(TestPictures.FAST, 0, TestPictures.scenes(128, 96, 0, 3));
  }

  @Test
  void aCodedPictureChangesInItsNumberOnly() throws IOException {
    EncodedSegment segment = encoded();
    H264Syntax syntax = H264Syntax.read(segment.headers());
    for (EncodedSegment.Packet packet : segment.packets().subList(1, 3)) {
      assertArrayEquals(
          plainly(syntax, packet.bytes()), FrameNumber.set(syntax, packet.bytes(), NUMBER));
    }
  }

  @Test
  void bytesThatNeedEscapingStayEscaped() throws IOException {
    H264Syntax syntax = H264Syntax.read(encoded().headers());
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      byte[] raw = new byte[1 + random.nextInt(200)];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(4));
      }
      // Three numbers of one bit, then the frame number in their place.
      raw = concat(new byte[] {(byte) 0xE0, 0, 0}, raw);
      raw[raw.length - 1] = (byte) 0x80;
      byte[] packet = concat(new byte[] {0, 0, 0, 1}, AnnexB.escape((byte) 1, raw, raw.length));
      assertArrayEquals(plainly(syntax, packet), FrameNumber.set(syntax, packet, NUMBER));
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  @Test
  void unitsBeginAfterEveryStartCode() {
    Random random = new Random(8);
    for (int trial = 0; trial < 500; trial++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(random.nextBoolean() ? 2 : 256);
      }
      for (int from = 0; from <= bytes.length; from++) {
        int expected = bytes.length;
        for (int i = bytes.length - 3; i >= from; i--) {
          if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
            expected = i + 3;
          }
        }
        assertEquals(expected, AnnexB.unitStart(bytes, from), List.of(trial, from).toString());
      }
    }
  }
}
