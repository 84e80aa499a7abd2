package io.terralapse.pipeline;

import io.terralapse.model.Scene;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The scenes of a folder in one line. */
final class FolderSummary {
  /** Names of sensors whose identifier is not their name in another case. */
  private static final Map<String, String> NAMES =
      Map.of(
          "planetscope", "PlanetScope",
          "planet-basemap", "Planet basemap",
          "rapideye", "RapidEye",
          "skysat", "SkySat",
          "hls", "HLS",
          "naip", "NAIP",
          "modis", "MODIS",
          "goes", "GOES",
          "viirs", "VIIRS");

  private FolderSummary() {}

  /**
   * The line.
   *
   * @param dated in order of time
   * @return {@code 8 scenes, 1985 to 2020, Landsat}
   */
  static String of(List<Scene> dated, int undated) {
    int all = dated.size() + undated;
    if (all == 0) {
      return "no usable scene";
    }
    StringBuilder text = new StringBuilder(all + (all == 1 ? " scene" : " scenes"));
    if (!dated.isEmpty()) {
      text.append(", ")
          .append(
              span(dated.get(0).acquired().text(), dated.get(dated.size() - 1).acquired().text()));
    }
    String sensors =
        dated.stream()
            .map(scene -> scene.product().sensor())
            .filter(sensor -> !sensor.equals("unknown"))
            .distinct()
            .sorted()
            .map(FolderSummary::name)
            .collect(Collectors.joining(" and "));
    text.append(sensors.isEmpty() ? "" : ", " + sensors);
    if (undated > 0) {
      text.append(", ").append(undated == all ? "all" : undated).append(" without a date");
    }
    return text.toString();
  }

  /** Years, or what is known of the dates if both are of one year. */
  private static String span(String first, String last) {
    String firstYear = first.substring(0, 4);
    String lastYear = last.substring(0, 4);
    if (!firstYear.equals(lastYear)) {
      return firstYear + " to " + lastYear;
    }
    String from = day(first);
    String to = day(last);
    return from.equals(to) ? from : from + " to " + to;
  }

  private static String day(String text) {
    return text.length() > 10 ? text.substring(0, 10) : text;
  }

  private static String name(String sensor) {
    String known = NAMES.get(sensor);
    return known != null
        ? known
        : sensor.substring(0, 1).toUpperCase(Locale.ROOT) + sensor.substring(1);
  }
}
