package io.terralapse.encode.webp;

import io.terralapse.model.PixelRect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The container of an animated WebP (RFC 9649, section 2.7): header and loop count, then a chunk
 * for each picture with place and duration. Not thread-safe.
 */
final class WebpFile {
  private static final int ANIMATION = 2;

  /** A picture replaces what is below it, and stays. */
  private static final int REPLACE = 2;

  private static final int NAME = 4;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int PICTURES_START = 12 + CHUNK_HEADER + 10 + CHUNK_HEADER + 6;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /**
   * Starts a file.
   *
   * @param plays how often it is shown, 0 for endlessly
   */
  WebpFile(int width, int height, int plays) {
    name("WEBP");
    name("VP8X");
    number(10, 4);
    number(ANIMATION, 4);
    number(width - 1, 3);
    number(height - 1, 3);
    name("ANIM");
    number(6, 4);
    number(0xFF000000, 4);
    number(plays, 2);
  }

  /**
   * Adds a picture.
   *
   * @param area its place; left and top are even
   * @param millis how long it is shown
   * @param chunks VP8 or VP8L
   */
  void add(PixelRect area, int millis, byte[] chunks) {
    name("ANMF");
    number(FRAME_HEADER + chunks.length, 4);
    number(area.column() / 2, 3);
    number(area.row() / 2, 3);
    number(area.width() - 1, 3);
    number(area.height() - 1, 3);
    number(millis, 3);
    body.write(REPLACE);
    body.writeBytes(chunks);
  }

  /** Bytes of the file so far. */
  int size() {
    return body.size() + CHUNK_HEADER;
  }

  /** The whole file. */
  byte[] finish() {
    byte[] content = body.toByteArray();
    body.reset();
    name("RIFF");
    number(content.length, 4);
    body.writeBytes(content);
    return body.toByteArray();
  }

  private void name(String name) {
    body.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  private void number(int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      body.write(value >> (8 * i));
    }
  }

  /**
   * A picture of a file.
   *
   * @param area its place
   * @param millis how long it is shown
   * @param chunks VP8 or VP8L
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Frame(PixelRect area, int millis, byte[] chunks) {}

  /**
   * A file that was read.
   *
   * @param width pixels
   * @param height pixels
   * @param plays how often it is shown, 0 for endlessly
   * @param frames in order
   */
  record Parsed(int width, int height, int plays, List<Frame> frames) {}

  /**
   * Reads the structure of a file that {@link WebpFile} wrote; not for those of others.
   *
   * @throws IOException if it is not as it should be
   */
  static Parsed parse(byte[] file) throws IOException {
    if (file.length < PICTURES_START
        || !isName(file, 0, "RIFF")
        || at(file, NAME, 4) != file.length - CHUNK_HEADER
        || !isName(file, 12, "VP8X")
        || !isName(file, 30, "ANIM")) {
      throw new IOException("webp: has another header");
    }
    List<Frame> frames = new ArrayList<>();
    int position = PICTURES_START;
    while (position < file.length) {
      int size = at(file, position + NAME, 4);
      int start = position + CHUNK_HEADER;
      if (!isName(file, position, "ANMF")
          || size < FRAME_HEADER + CHUNK_HEADER
          || size > file.length - start) {
        throw new IOException("webp: has a broken picture");
      }
      PixelRect area =
          new PixelRect(
              2 * at(file, start, 3),
              2 * at(file, start + 3, 3),
              at(file, start + 6, 3) + 1,
              at(file, start + 9, 3) + 1);
      frames.add(
          new Frame(
              area,
              at(file, start + 12, 3),
              Arrays.copyOfRange(file, start + FRAME_HEADER, start + size)));
      position = start + size;
    }
    return new Parsed(at(file, 24, 3) + 1, at(file, 27, 3) + 1, at(file, 42, 2), frames);
  }

  private static boolean isName(byte[] file, int at, String name) {
    byte[] expected = name.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(file, at, at + NAME, expected, 0, NAME);
  }

  private static int at(byte[] file, int position, int bytes) {
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (file[position + i] & 0xFF);
    }
    return value;
  }
}
