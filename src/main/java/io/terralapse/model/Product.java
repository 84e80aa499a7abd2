package io.terralapse.model;

import java.util.Optional;

/**
 * What the name or metadata of a scene says about the product it is. Two scenes with equal {@link
 * #identity()} are the same observation, processed differently.
 *
 * @param platform spacecraft or programme: {@code S2A}, {@code LC08}, {@code NAIP}; {@code unknown}
 *     if nothing tells
 * @param sensor family that decides bands and credit: {@code sentinel-2}, {@code landsat}, {@code
 *     planetscope}, {@code planet-basemap}, {@code hls}, {@code naip}, {@code unknown}
 * @param track relative orbit or WRS path, if known
 * @param tile tile or path and row, if known
 * @param datatake text that all tiles of one overpass share, if known
 * @param level processing level, higher is preferred: 1 for L1C and L1TP, 2 for L2A and SR; 0
 *     unknown
 * @param processed processing stamp, later sorts higher; empty if unknown
 */
public record Product(
    String platform,
    String sensor,
    Optional<String> track,
    Optional<String> tile,
    Optional<String> datatake,
    int level,
    String processed) {

  /** A product nothing is known about. */
  public static final Product UNKNOWN =
      new Product(
          "unknown", "unknown", Optional.empty(), Optional.empty(), Optional.empty(), 0, "");

  /** Platform and tile, what two processings of one observation share apart from their date. */
  public String identity() {
    return platform + "/" + tile.or(() -> track).orElse("");
  }
}
