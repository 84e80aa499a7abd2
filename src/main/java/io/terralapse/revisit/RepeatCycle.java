package io.terralapse.revisit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * After which time a spacecraft passes a place on the same orbit again, and in which years it
 * delivered scenes.
 *
 * <p>Sources: ESA, <i>Sentinel-2 User Handbook</i> (10 days for one spacecraft, 5 days for two) and
 * <i>Sentinel-1 User Handbook</i> (12 and 6 days); USGS, <i>Landsat Missions</i> (18 days for
 * Landsat 1 to 3, 16 days for 4 to 9, 8 days for two). First and last days are those of data that
 * archives offer, to the day where the operators say so: Sentinel-2C replaced 2A on 21 January
 * 2025; Sentinel-1B failed on 23 December 2021; the orbit of Landsat 7 was lowered on 6 April 2022.
 *
 * @param cycle the repeat cycle of one spacecraft
 * @param first start of its archive
 * @param last end of its archive on that orbit; {@link Instant#MAX} if it is still there
 */
record RepeatCycle(Duration cycle, Instant first, Instant last) {
  private static final Pattern LANDSAT = Pattern.compile("L[A-Z]0([1-9])");

  private static final Map<String, RepeatCycle> SENTINELS =
      Map.of(
          "S2A", cycle(10, "2015-07-04", "2025-01-21"),
          "S2B", cycle(10, "2017-07-01", ""),
          "S2C", cycle(10, "2025-01-21", ""),
          "S1A", cycle(12, "2014-10-03", ""),
          "S1B", cycle(12, "2016-09-26", "2021-12-23"),
          "S1C", cycle(12, "2025-03-26", ""));

  private static final Map<Integer, RepeatCycle> LANDSATS =
      Map.of(
          1, cycle(18, "1972-07-26", "1978-01-06"),
          2, cycle(18, "1975-01-31", "1982-02-25"),
          3, cycle(18, "1978-06-03", "1983-03-31"),
          4, cycle(16, "1982-08-22", "1993-12-14"),
          5, cycle(16, "1984-03-16", "2013-01-07"),
          7, cycle(16, "1999-07-01", "2022-04-06"),
          8, cycle(16, "2013-04-11", ""),
          9, cycle(16, "2021-10-31", ""));

  private static RepeatCycle cycle(int days, String first, String last) {
    return new RepeatCycle(
        Duration.ofDays(days), start(first), last.isEmpty() ? Instant.MAX : start(last));
  }

  private static Instant start(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The cycle of a spacecraft; empty if it is not in the table. */
  static Optional<RepeatCycle> find(String platform) {
    Matcher landsat = LANDSAT.matcher(platform);
    return Optional.ofNullable(
        landsat.matches()
            ? LANDSATS.get(Integer.parseInt(landsat.group(1)))
            : SENTINELS.get(platform));
  }
}
