package io.terralapse.model;

import java.util.Locale;
import java.util.Optional;

/** What a band means as a colour, by the names of GDAL ({@code GDALColorInterp}). */
public enum ColourInterpretation {
  UNDEFINED("Undefined"),
  GRAY("Gray"),
  /** Indices of a colour table. */
  PALETTE("Palette"),
  RED("Red"),
  GREEN("Green"),
  BLUE("Blue"),
  ALPHA("Alpha"),
  HUE("Hue"),
  SATURATION("Saturation"),
  LIGHTNESS("Lightness"),
  CYAN("Cyan"),
  MAGENTA("Magenta"),
  YELLOW("Yellow"),
  BLACK("Black"),
  YCBCR_Y("YCbCr_Y"),
  YCBCR_CB("YCbCr_Cb"),
  YCBCR_CR("YCbCr_Cr"),
  // The following are in GDAL since 3.10.
  PAN("Pan"),
  COASTAL("Coastal"),
  RED_EDGE("RedEdge"),
  NIR("NIR"),
  SWIR("SWIR"),
  MWIR("MWIR"),
  LWIR("LWIR"),
  TIR("TIR"),
  OTHER_IR("OtherIR");

  private final String gdalName;

  ColourInterpretation(String gdalName) {
    this.gdalName = gdalName;
  }

  /** GDAL's name in lower case: {@code red}, {@code ycbcr_y}. */
  public String keyword() {
    return gdalName.toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a name as GDAL writes it, in any case.
   *
   * @return {@link #UNDEFINED} for a name that is none of these
   */
  public static ColourInterpretation of(String name) {
    for (ColourInterpretation one : values()) {
      if (one.gdalName.equalsIgnoreCase(name.strip())) {
        return one;
      }
    }
    return UNDEFINED;
  }

  /** What a band of this meaning measures; empty for those that are no range of the spectrum. */
  public Optional<BandRole> findRole() {
    return switch (this) {
      case RED -> Optional.of(BandRole.RED);
      case GREEN -> Optional.of(BandRole.GREEN);
      case BLUE -> Optional.of(BandRole.BLUE);
      case PAN -> Optional.of(BandRole.PAN);
      case COASTAL -> Optional.of(BandRole.COASTAL);
      case RED_EDGE -> Optional.of(BandRole.REDEDGE);
      case NIR -> Optional.of(BandRole.NIR);
      default -> Optional.empty();
    };
  }
}
