package io.terralapse.planpage;

import io.terralapse.grid.GridSettings;
import io.terralapse.select.MonthSet;
import io.terralapse.select.SelectSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The settings of a section that the page does not choose, as YAML, so that what it hands back can
 * replace the section. Those that have their defaults are left out. Stateless.
 */
final class OtherSettings {
  private OtherSettings() {}

  /** Lines of {@code select} without {@code keep} and {@code drop}. */
  static List<String> ofSelect(SelectSettings select) {
    SelectSettings defaults = SelectSettings.DEFAULTS;
    List<String> lines = new ArrayList<>();
    select.from().ifPresent(day -> lines.add("from: " + day));
    select.to().ifPresent(day -> lines.add("to: " + day));
    if (!select.months().equals(MonthSet.ALL)) {
      lines.add(
          select.months().numbers().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", "months: [", "]")));
    }
    if (select.maxCloud() != defaults.maxCloud()) {
      lines.add("max_cloud: " + plain(select.maxCloud()));
    }
    if (select.minCoverage() != defaults.minCoverage()) {
      lines.add("min_coverage: " + plain(select.minCoverage()));
    }
    select.bestPer().ifPresent(period -> lines.add("best_per: " + period.word()));
    if (!select.groupWithin().equals(defaults.groupWithin())) {
      lines.add("group_within: " + select.groupWithin().toSeconds() + "s");
    }
    select.orbit().ifPresent(orbit -> lines.add("orbit: \"" + orbit + "\""));
    select.maxOffNadir().ifPresent(angle -> lines.add("max_off_nadir: " + plain(angle)));
    if (select.persistentCloud() != defaults.persistentCloud()) {
      lines.add("persistent_cloud: " + select.persistentCloud().name().toLowerCase(Locale.ROOT));
    }
    return lines;
  }

  /** Lines of {@code grid} without {@code t_srs}. */
  static List<String> ofGrid(GridSettings grid) {
    List<String> lines = new ArrayList<>();
    grid.pixelSize().ifPresent(size -> lines.add("tr: " + plain(size)));
    grid.size().ifPresent(size -> lines.add("size: [" + size.width() + ", " + size.height() + "]"));
    if (grid.resampling() != GridSettings.DEFAULTS.resampling()) {
      lines.add("r: " + grid.resampling().name().toLowerCase(Locale.ROOT));
    }
    return lines;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
