package io.terralapse.catalog.sensor;

import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which band of which sensor measures what. Numbers change their meaning between sensors: B2 is
 * blue on Landsat 8 and green on Landsat 5.
 *
 * <p>Sources: USGS "What are the band designations for the Landsat satellites?", Sentinel-2 MSI
 * User Guide, HLS User Guide 2.0. Thermal, cirrus and vapour bands have no role here.
 */
public final class SensorBands {
  private static final Map<String, BandRole> OLI =
      Map.of(
          "B1", BandRole.COASTAL,
          "B2", BandRole.BLUE,
          "B3", BandRole.GREEN,
          "B4", BandRole.RED,
          "B5", BandRole.NIR,
          "B6", BandRole.SWIR16,
          "B7", BandRole.SWIR22,
          "B8", BandRole.PAN);

  private static final Map<String, BandRole> TM =
      Map.of(
          "B1", BandRole.BLUE,
          "B2", BandRole.GREEN,
          "B3", BandRole.RED,
          "B4", BandRole.NIR,
          "B5", BandRole.SWIR16,
          "B7", BandRole.SWIR22,
          "B8", BandRole.PAN);

  /** Multispectral scanner of Landsat 1 to 3, whose bands are numbered 4 to 7. */
  private static final Map<String, BandRole> MSS_EARLY =
      Map.of("B4", BandRole.GREEN, "B5", BandRole.RED, "B6", BandRole.REDEDGE, "B7", BandRole.NIR);

  /** The same instrument on Landsat 4 and 5, numbered 1 to 4. */
  private static final Map<String, BandRole> MSS_LATE =
      Map.of("B1", BandRole.GREEN, "B2", BandRole.RED, "B3", BandRole.REDEDGE, "B4", BandRole.NIR);

  private static final Map<String, BandRole> MSI =
      Map.ofEntries(
          Map.entry("B1", BandRole.COASTAL),
          Map.entry("B2", BandRole.BLUE),
          Map.entry("B3", BandRole.GREEN),
          Map.entry("B4", BandRole.RED),
          Map.entry("B5", BandRole.REDEDGE),
          Map.entry("B6", BandRole.REDEDGE),
          Map.entry("B7", BandRole.REDEDGE),
          Map.entry("B8", BandRole.NIR),
          Map.entry("B8A", BandRole.NIR),
          Map.entry("B11", BandRole.SWIR16),
          Map.entry("B12", BandRole.SWIR22));

  private static final Map<String, BandRole> WORDS =
      Map.ofEntries(
          Map.entry("coastal", BandRole.COASTAL),
          Map.entry("coastal_blue", BandRole.COASTAL),
          Map.entry("blue", BandRole.BLUE),
          Map.entry("green", BandRole.GREEN),
          Map.entry("red", BandRole.RED),
          Map.entry("rededge", BandRole.REDEDGE),
          Map.entry("red_edge", BandRole.REDEDGE),
          Map.entry("nir", BandRole.NIR),
          Map.entry("nir08", BandRole.NIR),
          Map.entry("near_infrared", BandRole.NIR),
          Map.entry("swir16", BandRole.SWIR16),
          Map.entry("swir1", BandRole.SWIR16),
          Map.entry("swir22", BandRole.SWIR22),
          Map.entry("swir2", BandRole.SWIR22),
          Map.entry("pan", BandRole.PAN),
          Map.entry("grey", BandRole.GREY),
          Map.entry("gray", BandRole.GREY),
          Map.entry("other", BandRole.OTHER));

  private SensorBands() {}

  /** The role that a colour word names ({@code red}, {@code near-infrared}), in any case. */
  public static Optional<BandRole> findByWord(String word) {
    String key = word.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return Optional.ofNullable(WORDS.get(key));
  }

  /**
   * The role of a band by the name that its product gives it.
   *
   * @param band {@code B4}, {@code B04}, {@code B8A}, or a colour word
   * @return empty if the sensor is unknown or the band is none of the named ones
   */
  public static Optional<BandRole> find(Product product, String band) {
    Optional<BandRole> word = findByWord(band);
    if (word.isPresent()) {
      return word;
    }
    String key = band.strip().toUpperCase(Locale.ROOT).replaceFirst("^B0", "B");
    boolean padded = band.strip().length() == 3 && band.strip().charAt(1) == '0';
    return tableOf(product, padded).map(table -> table.get(key));
  }

  private static Optional<Map<String, BandRole>> tableOf(Product product, boolean padded) {
    String platform = product.platform();
    return switch (product.sensor()) {
      case "sentinel-2" -> Optional.of(MSI);
      case "hls" -> Optional.of(platform.equals("HLS-S30") ? MSI : OLI);
      case "landsat" -> landsat(platform);
      // Only Sentinel-2 and HLS write B02, and they agree on blue, green and red.
      case "unknown" -> padded ? Optional.of(MSI) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Map<String, BandRole>> landsat(String platform) {
    if (platform.length() != 4) {
      return Optional.empty();
    }
    char instrument = platform.charAt(1);
    char number = platform.charAt(3);
    if (number >= '8') {
      return Optional.of(OLI);
    }
    if (instrument == 'M') {
      return Optional.of(number <= '3' ? MSS_EARLY : MSS_LATE);
    }
    return number >= '4' ? Optional.of(TM) : Optional.of(MSS_EARLY);
  }

  /**
   * The usual order of the bands of a stacked file.
   *
   * @return empty if the sensor or that number of bands has no usual order
   */
  public static Optional<List<BandRole>> findOrder(Product product, int bandCount) {
    return switch (product.sensor()) {
      case "naip" -> Optional.of(RGBN).filter(o -> bandCount >= o.size());
      case "planetscope", "skysat", "planet-basemap", "rapideye" -> planet(bandCount);
      case "sentinel-2" -> sentinel2(bandCount);
      case "landsat" ->
          landsat(product.platform())
              .filter(table -> table.equals(OLI) ? bandCount == 7 : bandCount == 6)
              .map(
                  table ->
                      IntStream.rangeClosed(1, 7)
                          .mapToObj(i -> table.get("B" + i))
                          .filter(Objects::nonNull)
                          .toList());
      default -> Optional.empty();
    };
  }

  private static final List<BandRole> RGBN =
      List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR);

  /** Four-band scenes and eight-band SuperDove scenes (docs.planet.com, PSScene). */
  private static Optional<List<BandRole>> planet(int bandCount) {
    return switch (bandCount) {
      case 4, 5 -> Optional.of(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR));
      case 8, 9 ->
          Optional.of(
              List.of(
                  BandRole.COASTAL,
                  BandRole.BLUE,
                  BandRole.OTHER,
                  BandRole.GREEN,
                  BandRole.OTHER,
                  BandRole.RED,
                  BandRole.REDEDGE,
                  BandRole.NIR));
      default -> Optional.empty();
    };
  }

  private static Optional<List<BandRole>> sentinel2(int bandCount) {
    String order =
        switch (bandCount) {
          case 10 -> "B2 B3 B4 B5 B6 B7 B8 B8A B11 B12";
          case 12 -> "B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12";
          case 13 -> "B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B10 B11 B12";
          default -> "";
        };
    return order.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(order.split(" ")).map(b -> MSI.getOrDefault(b, BandRole.OTHER)).toList());
  }
}
