package io.terralapse.words;

import java.util.Map;

/** The names under which sensors are known, for those of the ledger's identifiers. Stateless. */
public final class SensorNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("goes", "GOES"),
          Map.entry("hls", "HLS"),
          Map.entry("hls-l30", "HLS Landsat"),
          Map.entry("hls-s30", "HLS Sentinel-2"),
          Map.entry("maxar", "Maxar"),
          Map.entry("modis", "MODIS"),
          Map.entry("naip", "NAIP"),
          Map.entry("planet-basemap", "Planet Basemap"),
          Map.entry("planetscope", "PlanetScope"),
          Map.entry("rapideye", "RapidEye"),
          Map.entry("skysat", "SkySat"),
          Map.entry("viirs", "VIIRS"));

  private SensorNames() {}

  /**
   * A sensor's name.
   *
   * @return the identifier itself if the sensor has no other name; empty if it is unknown
   */
  public static String of(String sensor) {
    if (sensor.equals("unknown")) {
      return "";
    }
    String known = NAMES.get(sensor);
    if (known != null) {
      return known;
    }
    for (String family : new String[] {"landsat", "sentinel"}) {
      if (sensor.startsWith(family)) {
        String rest = sensor.substring(family.length());
        return Character.toUpperCase(family.charAt(0))
            + family.substring(1)
            + rest.replace("-2a", "-2A")
                .replace("-2b", "-2B")
                .replace("-2c", "-2C")
                .replace("-2d", "-2D")
                .replaceFirst("^-([0-9]$)", family.equals("landsat") ? " $1" : "-$1");
      }
    }
    return sensor;
  }
}
