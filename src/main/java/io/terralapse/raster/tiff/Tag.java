package io.terralapse.raster.tiff;

/**
 * Tag numbers of TIFF 6.0 (Adobe, 1992), its technical notes, GeoTIFF 1.1 (OGC 19-008r4) and GDAL.
 */
public final class Tag {
  public static final int NEW_SUBFILE_TYPE = 254;
  public static final int IMAGE_WIDTH = 256;
  public static final int IMAGE_LENGTH = 257;
  public static final int BITS_PER_SAMPLE = 258;
  public static final int COMPRESSION = 259;
  public static final int PHOTOMETRIC = 262;
  public static final int FILL_ORDER = 266;
  public static final int IMAGE_DESCRIPTION = 270;
  public static final int STRIP_OFFSETS = 273;
  public static final int SAMPLES_PER_PIXEL = 277;
  public static final int ROWS_PER_STRIP = 278;
  public static final int STRIP_BYTE_COUNTS = 279;
  public static final int PLANAR_CONFIGURATION = 284;
  public static final int T4_OPTIONS = 292;
  public static final int T6_OPTIONS = 293;
  public static final int DATE_TIME = 306;
  public static final int PREDICTOR = 317;
  public static final int WHITE_POINT = 318;
  public static final int COLOR_MAP = 320;
  public static final int TILE_WIDTH = 322;
  public static final int TILE_LENGTH = 323;
  public static final int TILE_OFFSETS = 324;
  public static final int TILE_BYTE_COUNTS = 325;
  public static final int SUB_IFDS = 330;
  public static final int INK_SET = 332;
  public static final int DOT_RANGE = 336;
  public static final int EXTRA_SAMPLES = 338;
  public static final int SAMPLE_FORMAT = 339;
  public static final int JPEG_TABLES = 347;
  public static final int YCBCR_COEFFICIENTS = 529;
  public static final int YCBCR_SUBSAMPLING = 530;
  public static final int REFERENCE_BLACK_WHITE = 532;
  public static final int LERC_PARAMETERS = 50674;
  public static final int MODEL_PIXEL_SCALE = 33550;
  public static final int MODEL_TIEPOINT = 33922;
  public static final int MODEL_TRANSFORMATION = 34264;
  public static final int GEO_KEY_DIRECTORY = 34735;
  public static final int GEO_DOUBLE_PARAMS = 34736;
  public static final int GEO_ASCII_PARAMS = 34737;
  public static final int RPC_COEFFICIENTS = 50844;
  public static final int GDAL_METADATA = 42112;
  public static final int GDAL_NODATA = 42113;

  private Tag() {}
}
