package io.terralapse.bands;

import java.util.Locale;
import java.util.Optional;

/**
 * Published spectral indices. Normalised differences are the same for reflectance and for numbers
 * proportional to it; {@link #needsReflectance()} is true for the others. Display ranges cover the
 * usual values of land, and are symmetric about 0 where 0 is a threshold.
 */
enum SpectralIndex {
  /**
   * Normalised difference vegetation index. Rouse, Haas, Schell and Deering, "Monitoring vegetation
   * systems in the Great Plains with ERTS", Third ERTS-1 Symposium, NASA SP-351, 1974.
   */
  NDVI("(nir - red) / (nir + red)", "RdYlGn", -0.2, 0.9),
  /**
   * Normalised difference water index: open water is positive. McFeeters, "The use of the
   * Normalized Difference Water Index (NDWI) in the delineation of open water features",
   * International Journal of Remote Sensing 17(7), 1996. (Gao's index of the same name is {@link
   * #NDMI}.)
   */
  NDWI("(green - nir) / (green + nir)", "BrBG", -0.8, 0.8),
  /**
   * Modified NDWI, more reliable near buildings. Xu, "Modification of normalised difference water
   * index (NDWI) to enhance open water features in remotely sensed imagery", International Journal
   * of Remote Sensing 27(14), 2006.
   */
  MNDWI("(green - swir16) / (green + swir16)", "BrBG", -0.8, 0.8),
  /**
   * Normalised burn ratio: burnt ground is negative. López García and Caselles, "Mapping burns and
   * natural reforestation using Thematic Mapper data", Geocarto International 6(1), 1991; named by
   * Key and Benson, FIREMON, USDA RMRS-GTR-164, 2006.
   */
  NBR("(nir - swir22) / (nir + swir22)", "RdYlGn", -0.5, 0.9),
  /**
   * Normalised difference built-up index: roofs and bare ground are positive. Zha, Gao and Ni, "Use
   * of normalized difference built-up index in automatically mapping urban areas from TM imagery",
   * International Journal of Remote Sensing 24(3), 2003.
   */
  NDBI("(swir16 - nir) / (swir16 + nir)", "RdYlBu_r", -0.6, 0.6),
  /**
   * Normalised difference moisture index. Gao, "NDWI - a normalized difference water index for
   * remote sensing of vegetation liquid water from space", Remote Sensing of Environment 58(3),
   * 1996; under this name by Wilson and Sader, Remote Sensing of Environment 80(3), 2002.
   */
  NDMI("(nir - swir16) / (nir + swir16)", "RdYlBu", -0.6, 0.6),
  /**
   * Normalised difference snow index. Hall, Riggs and Salomonson, "Development of methods for
   * mapping global snow cover using moderate resolution imaging spectroradiometer data", Remote
   * Sensing of Environment 54(2), 1995.
   */
  NDSI("(green - swir16) / (green + swir16)", "Blues_r", -0.4, 1.0),
  /**
   * Enhanced vegetation index. Huete, Didan, Miura, Rodriguez, Gao and Ferreira, "Overview of the
   * radiometric and biophysical performance of the MODIS vegetation indices", Remote Sensing of
   * Environment 83, 2002.
   */
  EVI("2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)", "RdYlGn", -0.2, 0.9),
  /**
   * Soil-adjusted vegetation index with L = 0.5. Huete, "A soil-adjusted vegetation index (SAVI)",
   * Remote Sensing of Environment 25(3), 1988.
   */
  SAVI("1.5 * (nir - red) / (nir + red + 0.5)", "RdYlGn", -0.2, 0.9);

  private final String formula;
  private final String colourMap;
  private final double low;
  private final double high;

  SpectralIndex(String formula, String colourMap, double low, double high) {
    this.formula = formula;
    this.colourMap = colourMap;
    this.low = low;
    this.high = high;
  }

  /** The formula, in the syntax of {@link ExpressionParser}. */
  String formula() {
    return formula;
  }

  Display display() {
    return new Display(colourMap, Optional.of(new Display.Range(low, high)));
  }

  /** True if constants in the formula assume reflectance from 0 to 1. */
  boolean needsReflectance() {
    return this == EVI || this == SAVI;
  }

  static Optional<SpectralIndex> find(String name) {
    for (SpectralIndex index : values()) {
      if (index.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }
}
