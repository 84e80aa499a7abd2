package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds NAL units between start codes, and adds or removes their emulation prevention bytes (Rec.
 * ITU-T H.264, annex B and 7.4.1). Stateless and thread-safe.
 */
public final class AnnexB {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  private AnnexB() {}

  /** Index after the next start code at or after {@code from}, or the length if there is none. */
  public static int unitStart(byte[] bytes, int from) {
    int code = startCode(bytes, from);
    return Math.min(bytes.length, code + 3);
  }

  /** Index after the unit that starts at {@code start}, without trailing zeros. */
  public static int unitEnd(byte[] bytes, int start) {
    int end = startCode(bytes, start);
    while (end > start && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private static int startCode(byte[] bytes, int from) {
    // A byte that is neither 0 nor 1 is part of no start code, so most bytes are skipped.
    for (int i = from + 2; i < bytes.length; ) {
      byte third = bytes[i];
      if (third == 1 && bytes[i - 1] == 0 && bytes[i - 2] == 0) {
        return i - 2;
      }
      i += third == 0 ? 1 : 3;
    }
    return bytes.length;
  }

  /** The same units, each after its length in four bytes, as MP4 has them. */
  static byte[] toLengths(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
    for (int start = unitStart(bytes, 0); start < bytes.length; ) {
      int end = unitEnd(bytes, start);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(end - start).array());
      out.write(bytes, start, end - start);
      start = unitStart(bytes, end);
    }
    return out.toByteArray();
  }

  /**
   * The reverse of {@link #toLengths}.
   *
   * @throws IOException if the lengths do not add up
   */
  static byte[] fromLengths(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
      if (length < 1 || length > in.remaining()) {
        throw new IOException("Coded picture has units of a wrong length.");
      }
      out.writeBytes(START_CODE);
      out.write(bytes, in.position(), length);
      in.position(in.position() + length);
    }
    return out.toByteArray();
  }

  /** The payload of a unit without emulation prevention bytes. */
  public static byte[] unescape(byte[] bytes, int start, int end) {
    byte[] out = new byte[Math.max(0, end - start)];
    int n = 0;
    int zeros = 0;
    for (int i = start; i < end; i++) {
      if (zeros >= 2 && bytes[i] == 3) {
        zeros = 0;
        continue;
      }
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      out[n++] = bytes[i];
    }
    return Arrays.copyOf(out, n);
  }

  /**
   * Index in a payload from which its escaped bytes do not depend on those before: after a byte
   * that is neither 0 nor an emulation prevention byte.
   *
   * @param from first index to look at
   * @param end of the payload, returned if there is none before
   */
  static int independent(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if ((bytes[i] & 0xFF) > 3) {
        return i + 1;
      }
    }
    return end;
  }

  /** A unit of a header byte and the first {@code length} payload bytes, escaped. */
  public static byte[] escape(byte header, byte[] payload, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + length / 64 + 8);
    out.write(header);
    int zeros = 0;
    for (int i = 0; i < length; i++) {
      int b = payload[i] & 0xFF;
      if (zeros >= 2 && b <= 3) {
        out.write(3);
        zeros = 0;
      }
      out.write(b);
      zeros = b == 0 ? zeros + 1 : 0;
    }
    return out.toByteArray();
  }
}
