package io.terralapse.geo;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of an NTv2 file (D. R. Junkins, S. A. Farley, National Transformation Version 2
 * Developer's Guide, Geodetic Survey of Canada, 1995) of either byte order. Immutable.
 */
final class NtvGrid {
  private static final int RECORD = 16;
  private static final int HEADER_RECORDS = 11;

  /** The national grids have up to 5 million nodes in up to 200 parts. */
  private static final int MAX_NODES = 12_000_000;

  private static final int MAX_GRIDS = 4096;
  private static final int MAX_STEPS = 10;
  private static final double INVERSE_ACCURACY = 1e-11;

  private final List<NtvSubGrid> grids;

  private NtvGrid(List<NtvSubGrid> grids) {
    this.grids = List.copyOf(grids);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with the reason, as a clause, if it is no NTv2 file, damaged
   *     or too large
   */
  static NtvGrid read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 2 * HEADER_RECORDS * RECORD || !text(bytes, 0).equals("NUM_OREC")) {
      throw new IllegalArgumentException("it is not an NTv2 file");
    }
    if (bytes.getInt(8) != HEADER_RECORDS) {
      bytes.order(ByteOrder.BIG_ENDIAN);
    }
    if (bytes.getInt(8) != HEADER_RECORDS || bytes.getInt(RECORD + 8) != HEADER_RECORDS) {
      throw new IllegalArgumentException("its header is damaged");
    }
    if (!text(bytes, 3 * RECORD + 8).startsWith("SECONDS")) {
      throw new IllegalArgumentException("its shifts are not in arc-seconds");
    }
    int count = bytes.getInt(2 * RECORD + 8);
    if (count < 1 || count > MAX_GRIDS) {
      throw new IllegalArgumentException("it declares " + count + " grids");
    }
    try {
      return new NtvGrid(readGrids(bytes.position(HEADER_RECORDS * RECORD), count));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  private static List<NtvSubGrid> readGrids(ByteBuffer bytes, int count) {
    List<NtvSubGrid> grids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = bytes.position();
      if (bytes.remaining() < HEADER_RECORDS * RECORD || !text(bytes, start).equals("SUB_NAME")) {
        throw new IllegalArgumentException("the header of grid " + (i + 1) + " is missing");
      }
      double[] limits = new double[6];
      for (int k = 0; k < limits.length; k++) {
        limits[k] = bytes.getDouble(start + (4 + k) * RECORD + 8);
      }
      int nodes = bytes.getInt(start + 10 * RECORD + 8);
      bytes.position(start + HEADER_RECORDS * RECORD);
      if (nodes < 4 || nodes > MAX_NODES || (long) nodes * RECORD > bytes.remaining()) {
        throw new IllegalArgumentException("grid " + (i + 1) + " has " + nodes + " nodes");
      }
      float[] shifts = new float[2 * nodes];
      for (int k = 0; k < nodes; k++) {
        shifts[2 * k] = finite(bytes.getFloat());
        shifts[2 * k + 1] = finite(bytes.getFloat());
        bytes.getLong(); // accuracies, which most files leave at zero
      }
      grids.add(new NtvSubGrid(limits, shifts));
    }
    return grids;
  }

  private static float finite(float shift) {
    if (!Float.isFinite(shift)) {
      throw new IllegalArgumentException("it has shifts that are not finite");
    }
    return shift;
  }

  private static String text(ByteBuffer bytes, int at) {
    byte[] name = new byte[8];
    bytes.get(at, name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  /** True if a point of the datum that the shifts start from is inside. */
  boolean contains(double lon, double lat) {
    return findFinest(lon, lat).isPresent();
  }

  private Optional<NtvSubGrid> findFinest(double lon, double lat) {
    NtvSubGrid finest = null;
    for (NtvSubGrid grid : grids) {
      if (grid.contains(lon, lat) && (finest == null || grid.step() < finest.step())) {
        finest = grid;
      }
    }
    return Optional.ofNullable(finest);
  }

  /** Shifts longitude and latitude; empty outside. */
  Optional<double[]> forward(double lon, double lat) {
    return findFinest(lon, lat)
        .map(
            grid -> {
              double[] shift = grid.shiftAt(lon, lat);
              return new double[] {lon + shift[0], lat + shift[1]};
            });
  }

  /** The inverse of {@link #forward}, by iteration; empty outside. */
  Optional<double[]> inverse(double lon, double lat) {
    double[] at = {lon, lat};
    for (int i = 0; i < MAX_STEPS; i++) {
      Optional<double[]> there = forward(at[0], at[1]);
      if (there.isEmpty()) {
        return Optional.empty();
      }
      double east = lon - there.get()[0];
      double north = lat - there.get()[1];
      at[0] += east;
      at[1] += north;
      if (Math.hypot(east, north) < INVERSE_ACCURACY) {
        break;
      }
    }
    return contains(at[0], at[1]) ? Optional.of(at) : Optional.empty();
  }
}
