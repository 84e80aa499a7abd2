package io.terralapse.testkit;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes small GeoTIFFs (classic, little-endian) for tests: strips or tiles, pixel-interleaved or
 * planar, plain or deflated, 8 or 16 bit unsigned or 32 bit float. Settings change the writer and
 * return it; any tag may be set or replaced, so that odd files are easy to make.
 */
public final class TinyTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int ROWS_PER_STRIP = 32;

  private static final class Entry {
    final int type;
    final int count;
    final byte[] bytes;

    Entry(int type, int count, byte[] bytes) {
      this.type = type;
      this.count = count;
      this.bytes = bytes;
    }
  }

  private final int width;
  private final int height;
  private final SampleType type;
  private final Map<Integer, Entry> tags = new TreeMap<>();
  private int tileSize;
  private boolean deflate;
  private int rowsPerStrip = ROWS_PER_STRIP;
  private boolean planar;

  /**
   * @param type {@code UINT8}, {@code UINT16} or {@code FLOAT32}
   */
  public TinyTiff(int width, int height, SampleType type) {
    this.width = width;
    this.height = height;
    this.type = type;
  }

  /** Square tiles of this many pixels, a multiple of 16; without it, strips of 32 rows. */
  public TinyTiff tiled(int size) {
    tileSize = size;
    return this;
  }

  /** DEFLATE, without a predictor. */
  public TinyTiff deflated() {
    deflate = true;
    return this;
  }

  /** One strip for all rows. */
  public TinyTiff oneStrip() {
    rowsPerStrip = Integer.MAX_VALUE;
    return this;
  }

  /** One plane per band instead of interleaved pixels. */
  public TinyTiff planar() {
    planar = true;
    return this;
  }

  /** CRS by its EPSG code (4000 to 4999 are taken for geographic ones) and where the pixels lie. */
  public TinyTiff georeferenced(int epsg, GeoTransform t) {
    boolean geographic = epsg >= 4000 && epsg < 5000;
    shorts(
        34735,
        1,
        1,
        0,
        3,
        1024,
        0,
        1,
        geographic ? 2 : 1,
        1025,
        0,
        1,
        1,
        geographic ? 2048 : 3072,
        0,
        1,
        epsg);
    if (t.isNorthUp()) {
      doubles(33550, t.xPerColumn(), -t.yPerRow(), 0);
      return doubles(33922, 0, 0, 0, t.x0(), t.y0(), 0);
    }
    return doubles(
        34264,
        t.xPerColumn(),
        t.xPerRow(),
        0,
        t.x0(),
        t.yPerColumn(),
        t.yPerRow(),
        0,
        t.y0(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        1);
  }

  /**
   * GeoTIFF keys in ascending order.
   *
   * @param keys each as {@code 1024=1} (SHORT), {@code 3080=15.0} (DOUBLE, several with commas) or
   *     {@code 1026="text"} (ASCII)
   */
  public TinyTiff geoKeys(List<String> keys) {
    List<Integer> directory = new ArrayList<>(List.of(1, 1, 0, keys.size()));
    List<Double> numbers = new ArrayList<>();
    StringBuilder texts = new StringBuilder();
    for (String key : keys) {
      int equals = key.indexOf('=');
      int id = Integer.parseInt(key.substring(0, equals));
      String value = key.substring(equals + 1);
      if (value.startsWith("\"")) {
        String text = value.substring(1, value.length() - 1) + "|";
        directory.addAll(List.of(id, 34737, text.length(), texts.length()));
        texts.append(text);
      } else if (value.contains(".")) {
        String[] parts = value.split(",", -1);
        directory.addAll(List.of(id, 34736, parts.length, numbers.size()));
        Arrays.stream(parts).map(Double::valueOf).forEach(numbers::add);
      } else {
        directory.addAll(List.of(id, 0, 1, Integer.parseInt(value)));
      }
    }
    shorts(34735, directory.stream().mapToInt(Integer::intValue).toArray());
    doubles(34736, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    return ascii(34737, texts.toString());
  }

  /** GDAL's nodata tag. */
  public TinyTiff nodata(String value) {
    return ascii(42113, value);
  }

  /** Any tag of 16-bit values. */
  public TinyTiff shorts(int tag, int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer b = buffer(bytes);
    for (int v : values) {
      b.putShort((short) v);
    }
    return put(tag, SHORT, values.length, bytes);
  }

  /** Any tag of 32-bit values. */
  public TinyTiff longs(int tag, int... values) {
    byte[] bytes = new byte[4 * values.length];
    ByteBuffer b = buffer(bytes);
    for (int v : values) {
      b.putInt(v);
    }
    return put(tag, LONG, values.length, bytes);
  }

  /** Any tag of 64-bit floating-point values. */
  public TinyTiff doubles(int tag, double... values) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer b = buffer(bytes);
    for (double v : values) {
      b.putDouble(v);
    }
    return put(tag, DOUBLE, values.length, bytes);
  }

  /** Any text tag, such as 306, the date and time. */
  public TinyTiff ascii(int tag, String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.US_ASCII);
    return put(tag, 2, bytes.length, bytes);
  }

  private TinyTiff put(int tag, int fieldType, int count, byte[] bytes) {
    tags.put(tag, new Entry(fieldType, count, bytes));
    return this;
  }

  /**
   * Writes the file. Values are rounded and clamped to the sample type.
   *
   * @param bands {@code [band][row * width + column]}
   */
  public void write(Path file, float[]... bands) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[8]); // the header, filled in at the end
    int chunkWidth = tileSize > 0 ? tileSize : width;
    int chunkHeight = tileSize > 0 ? tileSize : Math.min(rowsPerStrip, height);
    int across = (width + chunkWidth - 1) / chunkWidth;
    int down = (height + chunkHeight - 1) / chunkHeight;
    int planes = planar ? bands.length : 1;
    int[] offsets = new int[across * down * planes];
    int[] counts = new int[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      float[][] plane = planar ? new float[][] {bands[i / (across * down)]} : bands;
      int chunk = i % (across * down);
      int row = chunk / across * chunkHeight;
      int rows = tileSize > 0 ? chunkHeight : Math.min(chunkHeight, height - row);
      offsets[i] = body.size();
      body.writeBytes(chunk(plane, chunk % across * chunkWidth, row, chunkWidth, rows));
      counts[i] = body.size() - offsets[i];
    }
    layoutTags(bands.length, chunkWidth, chunkHeight, offsets, counts);
    int directory = writeDirectory(body);
    byte[] bytes = body.toByteArray();
    buffer(bytes).put(new byte[] {'I', 'I', 42, 0}).putInt(directory);
    Files.write(file, bytes);
  }

  private void layoutTags(
      int bandCount, int chunkWidth, int chunkHeight, int[] offsets, int[] counts) {
    int[] perBand = new int[bandCount];
    longs(256, width).longs(257, height).shorts(259, deflate ? 8 : 1);
    Arrays.fill(perBand, type.bytes() * 8);
    shorts(258, perBand);
    Arrays.fill(perBand, type.isFloating() ? 3 : 1);
    shorts(339, perBand).shorts(277, bandCount).shorts(284, planar ? 2 : 1);
    if (!tags.containsKey(262)) {
      shorts(262, bandCount >= 3 ? 2 : 1);
    }
    if (tileSize > 0) {
      longs(322, chunkWidth).longs(323, chunkHeight).longs(324, offsets).longs(325, counts);
    } else {
      longs(278, chunkHeight).longs(273, offsets).longs(279, counts);
    }
  }

  private int writeDirectory(ByteArrayOutputStream body) {
    byte[] bytes = new byte[2 + 12 * tags.size() + 4];
    ByteBuffer directory = buffer(bytes);
    directory.putShort((short) tags.size());
    tags.forEach(
        (tag, entry) -> {
          directory.putShort((short) (int) tag).putShort((short) entry.type).putInt(entry.count);
          if (entry.bytes.length <= 4) {
            directory.put(entry.bytes).put(new byte[4 - entry.bytes.length]);
          } else {
            pad(body);
            directory.putInt(body.size());
            body.writeBytes(entry.bytes);
          }
        });
    pad(body);
    int at = body.size();
    body.writeBytes(bytes);
    return at;
  }

  /** One strip or tile; a tile's pixels outside the image are 0. */
  private byte[] chunk(float[][] bands, int column, int row, int columns, int rows)
      throws IOException {
    byte[] plain = new byte[columns * rows * bands.length * type.bytes()];
    ByteBuffer out = buffer(plain);
    for (int y = row; y < row + rows; y++) {
      for (int x = column; x < column + columns; x++) {
        for (float[] band : bands) {
          putSample(out, x < width && y < height ? band[y * width + x] : 0);
        }
      }
    }
    if (!deflate) {
      return plain;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(plain);
    }
    return packed.toByteArray();
  }

  private void putSample(ByteBuffer out, float value) {
    switch (type) {
      case UINT8 -> out.put((byte) Math.max(0, Math.min(255, Math.round(value))));
      case UINT16 -> out.putShort((short) Math.max(0, Math.min(65535, Math.round(value))));
      case FLOAT32 -> out.putFloat(value);
      default -> throw new IllegalArgumentException("cannot write " + type);
    }
  }

  private static void pad(ByteArrayOutputStream body) {
    if (body.size() % 2 != 0) {
      body.write(0);
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
