package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MODIS land products, whose first bands are red and near infrared. */
final class ModisFamily implements SensorFamily {
  /** The credit of MODIS and VIIRS. */
  static final String NASA = "Imagery: NASA";

  /** Band 5 (1.24 micrometres) has no role. */
  private static final Map<String, BandRole> BANDS =
      Map.of(
          "B1", BandRole.RED,
          "B2", BandRole.NIR,
          "B3", BandRole.BLUE,
          "B4", BandRole.GREEN,
          "B6", BandRole.SWIR16,
          "B7", BandRole.SWIR22);

  /** Layers of MOD09 and MCD43A4, which no other sensor has. */
  private static final Pattern LAYER =
      Pattern.compile(
          "(?:sur_refl_b0|Nadir_Reflectance_Band)(?<number>[1-7])(?:_1)?$",
          Pattern.CASE_INSENSITIVE);

  private static final List<MaskLayer> STATE = List.of(MaskLayer.of(MaskCoding.MODIS_STATE));

  /**
   * The role of a band of surface reflectance, whatever the file's name.
   *
   * @param layer {@code sur_refl_b01} or {@code Nadir_Reflectance_Band1}, with or without the
   *     number of the observation and a product in front of it
   * @return empty for other names, and for band 5
   */
  static Optional<BandRole> findRole(String layer) {
    Matcher matcher = LAYER.matcher(layer);
    return matcher.find()
        ? Optional.ofNullable(BANDS.get("B" + matcher.group("number")))
        : Optional.empty();
  }

  @Override
  public List<String> sensors() {
    return List.of("modis");
  }

  @Override
  public Map<String, BandRole> bands(String platform) {
    return BANDS;
  }

  @Override
  public Map<String, List<MaskLayer>> masks() {
    return Map.of(
        "state1km", STATE, "state500m", STATE, "surreflstate500m", STATE, "stateqa", STATE);
  }

  @Override
  public Optional<String> credit(int year) {
    return Optional.of(NASA);
  }
}
