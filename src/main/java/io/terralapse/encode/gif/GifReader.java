package io.terralapse.encode.gif;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads back a GIF that this program wrote: structure, and every code of every picture. Not for
 * files of others. Immutable.
 */
public final class GifReader {
  private static final int HEADER = 13;

  private final byte[] data;
  private int at;
  private int width;
  private int height;
  private int[] palette = new int[0];
  private int plays = 1;
  private final List<Integer> delays = new ArrayList<>();

  private GifReader(byte[] data) {
    this.data = data;
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if it is not as it should be
   */
  public static GifReader read(byte[] data) throws IOException {
    return read(data, picture -> {});
  }

  /**
   * Reads a whole file.
   *
   * @param pictures is given the screen after each picture, {@code 0x00RRGGBB} row by row, in an
   *     array that is used again
   * @throws IOException if it is not as it should be
   */
  public static GifReader read(byte[] data, Consumer<int[]> pictures) throws IOException {
    GifReader reader = new GifReader(data);
    try {
      reader.parse(pictures);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IOException("gif: is incomplete", e);
    }
    return reader;
  }

  /** Pixels a row. */
  public int width() {
    return width;
  }

  /** Number of rows. */
  public int height() {
    return height;
  }

  /** Hundredths of a second that each picture is shown. */
  public int[] delays() {
    return delays.stream().mapToInt(d -> d).toArray();
  }

  /** How often the whole is shown, 0 for endlessly. */
  public int plays() {
    return plays;
  }

  private void parse(Consumer<int[]> pictures) throws IOException {
    if (!new String(data, 0, 6, StandardCharsets.US_ASCII).equals("GIF89a")) {
      throw new IOException("gif: has another header");
    }
    width = shortAt(6);
    height = shortAt(8);
    palette = new int[2 << (data[10] & 7)];
    for (int i = 0; i < palette.length; i++) {
      int from = HEADER + 3 * i;
      palette[i] =
          ((data[from] & 0xFF) << 16) | ((data[from + 1] & 0xFF) << 8) | (data[from + 2] & 0xFF);
    }
    at = HEADER + 3 * palette.length;
    int[] screen = new int[width * height];
    int transparent = -1;
    while (data[at] != 0x3B) {
      int kind = data[at] & 0xFF;
      if (kind == 0x2C) {
        draw(screen, transparent);
        pictures.accept(screen);
      } else if (kind == 0x21 && (data[at + 1] & 0xFF) == 0xF9) {
        transparent = (data[at + 3] & 1) == 1 ? data[at + 6] & 0xFF : -1;
        delays.add(shortAt(at + 4));
        at += 8;
      } else if (kind == 0x21 && (data[at + 1] & 0xFF) == 0xFF) {
        int repeats = shortAt(at + 16);
        plays = repeats == 0 ? 0 : repeats + 1;
        at += 19;
      } else {
        throw new IOException("gif: has an unknown block " + kind);
      }
    }
    if (at != data.length - 1) {
      throw new IOException("gif: goes on after its end");
    }
  }

  private int[] colours(int count) {
    int[] colours = new int[count];
    for (int i = 0; i < count; i++, at += 3) {
      colours[i] = (data[at] & 0xFF) << 16 | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF);
    }
    return colours;
  }

  private int shortAt(int position) {
    return (data[position] & 0xFF) | (data[position + 1] & 0xFF) << 8;
  }

  private void draw(int[] screen, int transparent) throws IOException {
    int left = shortAt(at + 1);
    int top = shortAt(at + 3);
    int columns = shortAt(at + 5);
    int rows = shortAt(at + 7);
    int packed = data[at + 9] & 0xFF;
    at += 10;
    int[] colours = packed < 0x80 ? palette : colours(2 << (packed & 7));
    int depth = data[at++];
    byte[] indices = decode(codes(), depth, columns * rows);
    for (int i = 0; i < indices.length; i++) {
      int index = indices[i] & 0xFF;
      if (index != transparent) {
        screen[(top + i / columns) * width + left + i % columns] = colours[index];
      }
    }
  }

  private byte[] codes() {
    byte[] joined = new byte[data.length - at];
    int size = 0;
    while (data[at] != 0) {
      int length = data[at] & 0xFF;
      System.arraycopy(data, at + 1, joined, size, length);
      size += length;
      at += length + 1;
    }
    at++;
    return Arrays.copyOf(joined, size);
  }

  private static byte[] decode(byte[] codes, int depth, int pixels) throws IOException {
    int clear = 1 << depth;
    int[] prefix = new int[LzwDictionary.LIMIT];
    byte[] suffix = new byte[LzwDictionary.LIMIT];
    byte[] out = new byte[pixels];
    byte[] string = new byte[LzwDictionary.LIMIT];
    int size = depth + 1;
    int next = clear + 2;
    int previous = -1;
    int first = 0;
    int done = 0;
    long position = 0;
    while (true) {
      int code = bits(codes, position, size);
      position += size;
      if (code == clear) {
        size = depth + 1;
        next = clear + 2;
        previous = -1;
        continue;
      }
      if (code == clear + 1) {
        break;
      }
      int length = 0;
      int c = code;
      if (code >= next) {
        if (code > next || previous < 0) {
          throw new IOException("gif: has a code out of order");
        }
        string[length++] = (byte) first;
        c = previous;
      }
      for (; c > clear; c = prefix[c]) {
        string[length++] = suffix[c];
      }
      first = c;
      string[length++] = (byte) c;
      if (done + length > pixels) {
        throw new IOException("gif: has too many pixels");
      }
      while (length > 0) {
        out[done++] = string[--length];
      }
      if (previous >= 0 && next < LzwDictionary.LIMIT) {
        prefix[next] = previous;
        suffix[next] = (byte) first;
        next++;
        size += next == 1 << size && size < 12 ? 1 : 0;
      }
      previous = code;
    }
    if (done != pixels) {
      throw new IOException("gif: has " + done + " of " + pixels + " pixels");
    }
    return out;
  }

  private static int bits(byte[] codes, long position, int size) {
    int value = 0;
    for (int i = 0; i < size; i++) {
      long bit = position + i;
      value |= (codes[(int) (bit >> 3)] >> (bit & 7) & 1) << i;
    }
    return value;
  }
}
