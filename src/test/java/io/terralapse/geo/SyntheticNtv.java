package io.terralapse.geo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a small NTv2 file: 24 to 20 S, 50 to 46 W by one degree, and in it 23 to 22 S, 49 to 48 W
 * by half a degree.
 */
final class SyntheticNtv {
  private final ByteOrder order;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SyntheticNtv(ByteOrder order) {
    this.order = order;
  }

  static byte[] file(ByteOrder order) {
    SyntheticNtv file = new SyntheticNtv(order);
    file.whole("NUM_OREC", 11);
    file.whole("NUM_SREC", 11);
    file.whole("NUM_FILE", 2);
    file.text("GS_TYPE", "SECONDS");
    file.text("VERSION", "TEST");
    file.text("SYSTEM_F", "OLD");
    file.text("SYSTEM_T", "NEW");
    file.number("MAJOR_F", 6378388);
    file.number("MINOR_F", 6356911.946);
    file.number("MAJOR_T", 6378137);
    file.number("MINOR_T", 6356752.314);
    file.grid("PARENT", "NONE", new double[] {-24, -20, 46, 50}, 1, 0);
    file.grid("CHILD", "PARENT", new double[] {-23, -22, 48, 49}, 0.5, 0.25);
    file.text("END", "");
    return file.out.toByteArray();
  }

  /** South, north, east and west in degrees, longitudes positive to the west. */
  private void grid(String name, String parent, double[] limits, double step, double extra) {
    int rows = (int) ((limits[1] - limits[0]) / step) + 1;
    int columns = (int) ((limits[3] - limits[2]) / step) + 1;
    text("SUB_NAME", name);
    text("PARENT", parent);
    text("CREATED", "");
    text("UPDATED", "");
    number("S_LAT", limits[0] * 3600);
    number("N_LAT", limits[1] * 3600);
    number("E_LONG", limits[2] * 3600);
    number("W_LONG", limits[3] * 3600);
    number("LAT_INC", step * 3600);
    number("LONG_INC", step * 3600);
    whole("GS_COUNT", rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double y = limits[0] + row * step + 22;
        double x = limits[2] + column * step - 48;
        ByteBuffer node = ByteBuffer.allocate(16).order(order);
        node.putFloat((float) (2 + 0.3 * y + 0.1 * x * x + extra));
        node.putFloat((float) (-1.5 + 0.2 * x + 0.05 * y * y));
        out.writeBytes(node.array());
      }
    }
  }

  private void text(String key, String value) {
    out.writeBytes("%-8s%-8s".formatted(key, value).getBytes(StandardCharsets.US_ASCII));
  }

  private void whole(String key, int value) {
    record(key, ByteBuffer.allocate(8).order(order).putInt(value));
  }

  private void number(String key, double value) {
    record(key, ByteBuffer.allocate(8).order(order).putDouble(value));
  }

  private void record(String key, ByteBuffer bytes) {
    out.writeBytes("%-8s".formatted(key).getBytes(StandardCharsets.US_ASCII));
    byte[] value = new byte[bytes.position()];
    bytes.flip();
    bytes.get(value);
    out.writeBytes(Arrays.copyOf(value, 8));
  }
}
