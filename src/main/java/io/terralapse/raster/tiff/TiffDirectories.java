package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads all image file directories of a TIFF or BigTIFF file. Stateless. */
public final class TiffDirectories {
  private static final int MAX_DIRECTORIES = 512;
  private static final int HEADER_BYTES = 8;
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4d4d;
  private static final int CLASSIC = 42;
  private static final int BIG_TIFF = 43;

  private TiffDirectories() {}

  /**
   * The directories of the main chain in file order, then the SubIFDs of the first.
   *
   * @return at least one
   * @throws DataException if the file is not a TIFF, or its directories are malformed or too many
   */
  public static List<Ifd> read(RasterInput input) throws IOException {
    if (input.size() < HEADER_BYTES) {
      throw notTiff(input);
    }
    ByteBuffer header = input.read(0, HEADER_BYTES, ByteOrder.BIG_ENDIAN);
    int mark = header.getShort();
    if (mark != LITTLE_ENDIAN && mark != BIG_ENDIAN) {
      throw notTiff(input);
    }
    ByteOrder order = mark == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    header.order(order);
    int version = header.getShort();
    if (version != CLASSIC && version != BIG_TIFF) {
      throw notTiff(input);
    }
    boolean big = version == BIG_TIFF;
    long first =
        big
            ? input.read(HEADER_BYTES, Long.BYTES, order).getLong()
            : Integer.toUnsignedLong(header.getInt());
    return readFrom(input, order, big, first);
  }

  private static List<Ifd> readFrom(RasterInput input, ByteOrder order, boolean big, long first)
      throws IOException {
    List<Ifd> found = new ArrayList<>();
    Set<Long> visited = new HashSet<>();
    long next = first;
    while (next != 0) {
      if (!visited.add(next)) {
        throw input.damaged("its chain of directories is a loop");
      }
      if (found.size() == MAX_DIRECTORIES) {
        throw input.unsupported("has more than " + MAX_DIRECTORIES + " images");
      }
      Ifd ifd = new Ifd(input, order, big, next);
      found.add(ifd);
      next = ifd.next();
    }
    if (found.isEmpty()) {
      throw input.damaged("it has no image");
    }
    for (long position : found.get(0).integers(Tag.SUB_IFDS, MAX_DIRECTORIES)) {
      if (visited.add(position)) {
        found.add(new Ifd(input, order, big, position));
      }
    }
    return found;
  }

  private static DataException notTiff(RasterInput input) {
    return new DataException(
        input.name() + " is not a TIFF file; remove it from the scenes, or convert it to GeoTIFF");
  }
}
