package io.terralapse.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Text that the user has written: UTF-8, with or without a byte order mark, or UTF-16 with one, as
 * spreadsheets and editors save it.
 *
 * @param text without the byte order mark; what could not be decoded is U+FFFD
 * @param wrongLine the first line, from 1, that is not in this encoding; empty if all are
 */
public record TextFile(String text, OptionalInt wrongLine) {

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   */
  public static TextFile read(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  /** Decodes the bytes of a file. */
  public static TextFile of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    return startsWith(bytes, 0xFE, 0xFF)
        ? decode(bytes, 2, StandardCharsets.UTF_16BE)
        : decode(bytes, 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static TextFile decode(byte[] bytes, int from, Charset charset) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharsetDecoder strict = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = strict.decode(in, out, true);
    String decoded = out.flip().toString();
    // UTF-16 without its mark reads as text with a NUL after each letter.
    int nul = decoded.indexOf('\0');
    if (!result.isError() && nul < 0) {
      return new TextFile(decoded, OptionalInt.empty());
    }
    String before = nul < 0 ? decoded : decoded.substring(0, nul);
    int line = 1 + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
    String text = new String(bytes, from, bytes.length - from, charset);
    return new TextFile(text, OptionalInt.of(line));
  }
}
