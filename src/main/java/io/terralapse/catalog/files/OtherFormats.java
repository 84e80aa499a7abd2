package io.terralapse.catalog.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of raster formats that are not read, so that a folder of them is not called empty. */
final class OtherFormats {
  /** Formats with one image in a file, by the end of the name. */
  private static final Map<String, String> IMAGES =
      Map.ofEntries(
          Map.entry("asc", "ASCII grid"),
          Map.entry("bil", "ENVI or ESRI"),
          Map.entry("bip", "ENVI or ESRI"),
          Map.entry("bsq", "ENVI or ESRI"),
          Map.entry("ecw", "ECW"),
          Map.entry("grd", "grid"),
          Map.entry("hgt", "SRTM"),
          Map.entry("img", "Erdas Imagine"),
          Map.entry("kea", "KEA"),
          Map.entry("pix", "PCIDSK"),
          Map.entry("rst", "Idrisi"),
          Map.entry("sid", "MrSID"),
          Map.entry("vrt", "VRT"),
          Map.entry("bmp", "BMP"),
          Map.entry("gif", "GIF"),
          Map.entry("webp", "WebP"));

  /** Formats whose files contain several arrays. */
  private static final Map<String, String> CONTAINERS =
      Map.of(
          "nc", "NetCDF",
          "nc4", "NetCDF",
          "h5", "HDF5",
          "he5", "HDF5",
          "hdf5", "HDF5",
          "hdf", "HDF");

  private OtherFormats() {}

  /**
   * What to say of a folder that has such files and no scene.
   *
   * @param name a file's name
   * @param count how many files of its format there are
   * @return a clause with a remedy; empty if the file is none of a format that GDAL converts
   */
  static Optional<String> findRemedy(String name, int count) {
    String ending = ending(name);
    boolean container = CONTAINERS.containsKey(ending);
    return findFormat(name)
        .map(
            format ->
                (count == 1
                        ? "one " + format + " file ("
                        : count + " " + format + " files (such as ")
                    + name
                    + "), "
                    + (count == 1 ? "which is" : "which are")
                    + " not read; write each date as a GeoTIFF that has the date in its name, with"
                    + (container
                        ? " \"gdal_translate SUBDATASET out.tif\" and a SUBDATASET that gdalinfo"
                            + " lists"
                        : " \"gdal_translate in." + ending + " out.tif\""));
  }

  /** The format that a name's ending stands for. */
  static Optional<String> findFormat(String name) {
    String ending = ending(name);
    return Optional.ofNullable(CONTAINERS.get(ending))
        .or(() -> Optional.ofNullable(IMAGES.get(ending)));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
