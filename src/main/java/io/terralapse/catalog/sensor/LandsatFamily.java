package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Landsat 1 to 9 (USGS, "What are the band designations for the Landsat satellites?"). Band numbers
 * differ between instruments: B2 is blue on Landsat 8 and green on Landsat 5.
 */
final class LandsatFamily implements SensorFamily {
  private static final String SENSOR = "landsat";

  /** Operational Land Imager of Landsat 8 and 9. */
  static final Map<String, BandRole> OLI =
      Map.of(
          "B1", BandRole.COASTAL,
          "B2", BandRole.BLUE,
          "B3", BandRole.GREEN,
          "B4", BandRole.RED,
          "B5", BandRole.NIR,
          "B6", BandRole.SWIR16,
          "B7", BandRole.SWIR22,
          "B8", BandRole.PAN);

  /** Thematic Mapper of Landsat 4 and 5, and its successor on Landsat 7. */
  private static final Map<String, BandRole> TM =
      Map.of(
          "B1", BandRole.BLUE,
          "B2", BandRole.GREEN,
          "B3", BandRole.RED,
          "B4", BandRole.NIR,
          "B5", BandRole.SWIR16,
          "B7", BandRole.SWIR22,
          "B8", BandRole.PAN);

  /** Multispectral Scanner of Landsat 1 to 3, whose bands are numbered 4 to 7. */
  private static final Map<String, BandRole> MSS_EARLY =
      Map.of("B4", BandRole.GREEN, "B5", BandRole.RED, "B6", BandRole.REDEDGE, "B7", BandRole.NIR);

  /** The same instrument on Landsat 4 and 5, numbered 1 to 4. */
  private static final Map<String, BandRole> MSS_LATE =
      Map.of("B1", BandRole.GREEN, "B2", BandRole.RED, "B3", BandRole.REDEDGE, "B4", BandRole.NIR);

  @Override
  public List<String> sensors() {
    return List.of(SENSOR);
  }

  @Override
  public List<String> keywords() {
    return List.of(
        SENSOR,
        "landsat-1",
        "landsat-2",
        "landsat-3",
        "landsat-4",
        "landsat-5",
        "landsat-7",
        "landsat-8",
        "landsat-9");
  }

  @Override
  public Optional<String> findPlatform(String keyword) {
    return switch (keyword) {
      case "landsat-8", "landsat-9" -> Optional.of("LC0" + keyword.charAt(8));
      case "landsat-7" -> Optional.of("LE07");
      case "landsat-4", "landsat-5" -> Optional.of("LT0" + keyword.charAt(8));
      case "landsat-1", "landsat-2", "landsat-3" -> Optional.of("LM0" + keyword.charAt(8));
      default -> Optional.empty();
    };
  }

  /** By instrument and number of the spacecraft: {@code LC08}, {@code LM03}. */
  @Override
  public Map<String, BandRole> bands(String platform) {
    if (platform.length() != 4) {
      return Map.of();
    }
    char instrument = platform.charAt(1);
    char number = platform.charAt(3);
    if (number >= '8') {
      return OLI;
    }
    if (instrument == 'M') {
      return number <= '3' ? MSS_EARLY : MSS_LATE;
    }
    return number >= '4' ? TM : MSS_EARLY;
  }

  @Override
  public Optional<List<BandRole>> findOrder(String platform, int bandCount) {
    Map<String, BandRole> bands = bands(platform);
    int usual = bands.equals(OLI) ? 7 : 6;
    return bands.isEmpty() || bandCount != usual
        ? Optional.empty()
        : Optional.of(
            IntStream.rangeClosed(1, 7)
                .mapToObj(i -> bands.get("B" + i))
                .filter(Objects::nonNull)
                .toList());
  }

  @Override
  public OptionalDouble fill(String sensor) {
    return OptionalDouble.of(0);
  }

  /** Collection 2, Collection 1, and Collection 1 at Level 2. */
  @Override
  public Map<String, List<MaskLayer>> masks() {
    return Map.of(
        "qapixel", List.of(MaskLayer.of(MaskCoding.QA_PIXEL)),
        "bqa", List.of(MaskLayer.of(MaskCoding.BQA)),
        "pixelqa", List.of(MaskLayer.of(MaskCoding.PIXEL_QA)));
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of("Landsat image courtesy of the U.S. Geological Survey");
  }
}
