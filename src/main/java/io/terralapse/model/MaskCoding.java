package io.terralapse.model;

import java.util.function.IntUnaryOperator;

/**
 * The registry of mask codings: how the values of a provider's mask become {@link Flags}. To add a
 * coding, decode it in the file of its family and list it here.
 */
public enum MaskCoding {
  /** Sentinel-2 Level 2A scene classification. */
  SCL(Sentinel2Masks::scl, true),
  /** Landsat Collection 2. */
  QA_PIXEL(LandsatMasks::qaPixel, true),
  /** Landsat Collection 1. */
  BQA(LandsatMasks::bqa, true),
  /** Landsat Collection 1 Level 2. */
  PIXEL_QA(LandsatMasks::pixelQa, true),
  /** Harmonized Landsat Sentinel-2. */
  FMASK(HlsMasks::fmask, true),
  /** State of surface reflectance of MODIS (MOD09). */
  MODIS_STATE(ModisMasks::state, true),
  /** Sentinel-2 cloud mask with 60 m pixels. */
  QA60(Sentinel2Masks::qa60, true),
  /** Planet's first usable data mask. */
  UDM(PlanetMasks::udm, true),
  /** Everything but 0 is cloud. */
  CLOUD(value -> value == 0 ? 0 : Flags.CLOUD, true),
  /** Everything but 0 is shadow. */
  SHADOW(value -> value == 0 ? 0 : Flags.SHADOW, false),
  /** Everything but 0 is snow. */
  SNOW(value -> value == 0 ? 0 : Flags.SNOW, false),
  /** 0 is no data, as in GDAL's mask files. */
  VALID(value -> value == 0 ? Flags.NODATA : 0, false),
  /** {@code CMASK} of CBERS 4 and Amazonia 1: 0 no data, 127 clear, 255 cloud. */
  CMASK(value -> value == 0 ? Flags.NODATA : value == 255 ? Flags.CLOUD : 0, true);

  @SuppressWarnings("ImmutableEnumChecker") // Method references and lambdas without state.
  private final IntUnaryOperator decoder;

  private final boolean flagsCloud;

  MaskCoding(IntUnaryOperator decoder, boolean flagsCloud) {
    this.decoder = decoder;
    this.flagsCloud = flagsCloud;
  }

  /** The flags of a pixel with this stored value. */
  public byte flags(int value) {
    return (byte) decoder.applyAsInt(value);
  }

  /** True if the mask flags cloud, so that a pixel without flags is known to be clear. */
  public boolean flagsCloud() {
    return flagsCloud;
  }

  /** The flag if a bit is set, else 0. */
  static int flagIf(int value, int bit, byte flag) {
    return (value >> bit & 1) == 0 ? 0 : flag;
  }

  /** A confidence of two bits, 0 to 3. */
  static int confidence(int value, int bit) {
    return value >> bit & 3;
  }
}
