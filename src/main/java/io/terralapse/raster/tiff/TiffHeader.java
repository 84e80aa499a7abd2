package io.terralapse.raster.tiff;

import io.terralapse.model.BandInfo;
import io.terralapse.model.DataException;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The content of all directories of a file.
 *
 * @param levels the image and its overviews, finest first
 * @param masks internal masks of the image and its overviews, in file order
 * @param info the header as the other packages use it
 */
record TiffHeader(List<ImageLayout> levels, List<ImageLayout> masks, RasterInfo info) {
  private static final int MAX_TEXT = 1 << 20;
  private static final int REDUCED = 1;
  private static final int MASK = 4;

  static TiffHeader read(RasterInput input) throws IOException {
    List<Ifd> directories = TiffDirectories.read(input);
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

  /** The internal mask of the same size as a level. */
  Optional<ImageLayout> findMask(int level) {
    return masks.stream().filter(m -> sameSize(m, levels.get(level))).findFirst();
  }

  private static ImageLayout mask(Ifd ifd) throws IOException {
    ImageLayout mask = new ImageLayout(ifd);
    if (mask.type.bytes() != 1) {
      throw ifd.input().unsupported("has a mask of " + mask.bits + " bits");
    }
    return mask;
  }

  /**
   * The overview of a directory: a reduced image of the same bands, sample type and proportions.
   * Empty for anything else, such as a thumbnail of another type or an unsupported layout.
   */
  private static Optional<ImageLayout> findOverview(Ifd ifd, ImageLayout full) throws IOException {
    try {
      ImageLayout image = new ImageLayout(ifd);
      double height = full.height * (double) image.width / full.width;
      boolean same =
          image.bandCount == full.bandCount
              && TiffColours.isAlike(image, full)
              && image.type == full.type
              && image.width < full.width
              && Math.abs(image.height - height) <= 2;
      return same ? Optional.of(image) : Optional.empty();
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  private static RasterInfo info(Ifd ifd, List<ImageLayout> levels, boolean hasMask)
      throws IOException {
    ImageLayout full = levels.get(0);
    Georeference georeference = GeoTiffGeoreference.of(ifd);
    GdalMetadata metadata = new GdalMetadata(ifd.text(Tag.GDAL_METADATA, MAX_TEXT));
    Map<String, String> tags = new TreeMap<>(metadata.items());
    putText(tags, "DATETIME", ifd.text(Tag.DATE_TIME, 64));
    full.samples.findName().ifPresent(name -> tags.put(RasterInfo.STORED_TYPE, name));
    putText(tags, "IMAGEDESCRIPTION", ifd.text(Tag.IMAGE_DESCRIPTION, 1 << 16));
    List<BandInfo> bands = metadata.bands(TiffColours.interpretations(full));
    return new RasterInfo(
        full.width,
        full.height,
        full.type,
        bands,
        nodata(ifd.text(Tag.GDAL_NODATA, 64)),
        georeference.transform(),
        georeference.crs(),
        levels.stream()
            .map(l -> new RasterLevel(l.width, l.height, l.blockWidth, l.blockHeight))
            .toList(),
        RasterInfo.alphaOf(bands),
        hasMask,
        tags,
        Optional.empty(),
        Optional.empty(),
        georeference.groundModel());
  }

  private static void putText(Map<String, String> tags, String name, String text) {
    if (!text.isEmpty()) {
      tags.put(name, text);
    }
  }

  /** As GDAL reads it, also what the C library of Windows writes: 1.#INF, -1.#IND, 1.#QNAN. */
  private static OptionalDouble nodata(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    String word = (bare.startsWith("1.#") ? bare.substring(3) : bare).toLowerCase(Locale.ROOT);
    if (word.startsWith("nan") || (word.length() < bare.length() && !word.startsWith("inf"))) {
      return OptionalDouble.of(Double.NaN);
    }
    if (word.startsWith("inf")) {
      return OptionalDouble.of(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
