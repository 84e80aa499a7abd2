package io.terralapse.raster.tiff;

import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Georeference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything the directories of a file say.
 *
 * @param levels the picture at each resolution, finest first
 * @param masks mask images, in file order
 * @param info the same, in the program's words
 */
public record TiffHeader(List<ImageLayout> levels, List<ImageLayout> masks, RasterInfo info) {
  private static final int MAX_DIRECTORIES = 512;
  private static final int MAX_TEXT = 1 << 20;
  private static final int REDUCED = 1;
  private static final int MASK = 4;

  static TiffHeader read(TiffInput input) throws IOException {
    List<Ifd> directories = directories(input);
    Ifd first = directories.get(0);
    ImageLayout full = new ImageLayout(first);
    List<ImageLayout> levels = new ArrayList<>(List.of(full));
    List<ImageLayout> masks = new ArrayList<>();
    for (Ifd ifd : directories.subList(1, directories.size())) {
      long kind = ifd.integer(Tag.NEW_SUBFILE_TYPE, 0);
      if ((kind & MASK) != 0) {
        masks.add(mask(ifd));
      } else if ((kind & REDUCED) != 0) {
        findOverview(ifd, full).ifPresent(levels::add);
      }
    }
    levels.sort(Comparator.comparingLong(l -> -(long) l.width * l.height));
    masks.removeIf(m -> levels.stream().noneMatch(l -> sameSize(l, m)));
    return new TiffHeader(levels, masks, info(first, levels, hasMask(full, masks)));
  }

  private static boolean hasMask(ImageLayout full, List<ImageLayout> masks) {
    return masks.stream().anyMatch(m -> sameSize(full, m));
  }

  private static boolean sameSize(ImageLayout a, ImageLayout b) {
    return a.width == b.width && a.height == b.height;
  }

  /** The mask that fits a level, if the file has one. */
  Optional<ImageLayout> findMask(int level) {
    return masks.stream().filter(m -> sameSize(m, levels.get(level))).findFirst();
  }

  public static List<Ifd> directories(TiffInput input) throws IOException {
    if (input.size() < 8) {
      throw notTiff(input);
    }
    ByteBuffer start = input.read(0, 8, ByteOrder.BIG_ENDIAN);
    int mark = start.getShort();
    if (mark != 0x4949 && mark != 0x4d4d) {
      throw notTiff(input);
    }
    ByteOrder order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    start.order(order);
    int version = start.getShort();
    if (version != 42 && version != 43) {
      throw notTiff(input);
    }
    boolean big = version == 43;
    long next = big ? input.read(8, 8, order).getLong() : Integer.toUnsignedLong(start.getInt());
    List<Ifd> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    while (next != 0) {
      if (!seen.add(next)) {
        throw input.damaged("its directories run in a circle");
      }
      if (found.size() == MAX_DIRECTORIES) {
        throw input.unsupported("holds more than " + MAX_DIRECTORIES + " images");
      }
      Ifd ifd = new Ifd(input, order, big, next);
      found.add(ifd);
      next = ifd.next();
    }
    if (found.isEmpty()) {
      throw input.damaged("it holds no image");
    }
    for (long position : found.get(0).integers(Tag.SUB_IFDS, MAX_DIRECTORIES)) {
      if (seen.add(position)) {
        found.add(new Ifd(input, order, big, position));
      }
    }
    return found;
  }

  private static IOException notTiff(TiffInput input) {
    return new IOException(
        input.name() + " is not a TIFF file; take it out of the scenes, or convert it to GeoTIFF");
  }

  private static ImageLayout mask(Ifd ifd) throws IOException {
    ImageLayout mask = new ImageLayout(ifd);
    if (mask.bandCount != 1 || mask.type.bytes() != 1) {
      throw ifd.input().unsupported("has a mask of " + mask.bandCount + " bands");
    }
    return mask;
  }

  /**
   * A reduced image of the same bands and shape. Anything else of the kind (a thumbnail in another
   * format, say) is no resolution level of the data.
   */
  private static Optional<ImageLayout> findOverview(Ifd ifd, ImageLayout full) {
    try {
      ImageLayout image = new ImageLayout(ifd);
      double height = full.height * (double) image.width / full.width;
      boolean same =
          image.bandCount == full.bandCount
              && image.type == full.type
              && image.width < full.width
              && Math.abs(image.height - height) <= 2;
      return same ? Optional.of(image) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RasterInfo info(Ifd ifd, List<ImageLayout> levels, boolean hasMask)
      throws IOException {
    ImageLayout full = levels.get(0);
    Georeference place = GeoTiffGeoreference.of(ifd);
    GdalMetadata metadata = new GdalMetadata(ifd.text(Tag.GDAL_METADATA, MAX_TEXT));
    Map<String, String> tags = new TreeMap<>(metadata.items());
    putText(tags, "DATETIME", ifd.text(Tag.DATE_TIME, 64));
    putText(tags, "IMAGEDESCRIPTION", ifd.text(Tag.IMAGE_DESCRIPTION, 1 << 16));
    return new RasterInfo(
        full.width,
        full.height,
        full.type,
        metadata.bands(full.bandCount),
        nodata(ifd.text(Tag.GDAL_NODATA, 64)),
        place.transform(),
        place.crs(),
        levels.stream()
            .map(l -> new RasterLevel(l.width, l.height, l.blockWidth, l.blockHeight))
            .toList(),
        alphaBand(ifd, full.bandCount),
        hasMask,
        tags);
  }

  private static void putText(Map<String, String> tags, String name, String text) {
    if (!text.isEmpty()) {
      tags.put(name, text);
    }
  }

  private static OptionalDouble nodata(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (bare.regionMatches(true, 0, "nan", 0, 3)) {
      return OptionalDouble.of(Double.NaN);
    }
    if (bare.regionMatches(true, 0, "inf", 0, 3)) {
      return OptionalDouble.of(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The first extra sample that the file calls alpha, premultiplied (1) or not (2). */
  private static OptionalInt alphaBand(Ifd ifd, int bandCount) throws IOException {
    long[] extra = ifd.integers(Tag.EXTRA_SAMPLES, bandCount);
    for (int i = 0; i < extra.length; i++) {
      if (extra[i] == 1 || extra[i] == 2) {
        return OptionalInt.of(bandCount - extra.length + i);
      }
    }
    return OptionalInt.empty();
  }
}
