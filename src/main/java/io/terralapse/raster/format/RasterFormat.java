package io.terralapse.raster.format;

import io.terralapse.raster.image.ImageRaster;
import io.terralapse.raster.jp2.Jp2Raster;

/** The supported raster formats. */
public enum RasterFormat {
  TIFF("GTiff"),
  JPEG2000("JPEG2000"),
  PNG("PNG"),
  JPEG("JPEG");

  private final String gdalName;

  RasterFormat(String gdalName) {
    this.gdalName = gdalName;
  }

  /** The short name of a GDAL driver for this format. */
  public String gdalName() {
    return gdalName;
  }

  /** The format of a file that begins with these bytes; TIFF unless they are another's. */
  static RasterFormat of(byte[] start) {
    if (Jp2Raster.isJp2(start)) {
      return JPEG2000;
    }
    if (ImageRaster.isImage(start)) {
      // JPEG begins with a byte above 127, as PNG does; the second is P in PNG only.
      return start[1] == 'P' ? PNG : JPEG;
    }
    return TIFF;
  }
}
