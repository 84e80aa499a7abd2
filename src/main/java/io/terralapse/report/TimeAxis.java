package io.terralapse.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time from left to right. */
final class TimeAxis {
  private static final int LEAST_YEAR_GAP = 48;

  private final Instant first;
  private final double seconds;
  private final double left;
  private final double right;

  TimeAxis(List<AlignedDate> dates, double left, double right) {
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    for (AlignedDate date : dates) {
      from = date.acquired().isBefore(from) ? date.acquired() : from;
      to = date.acquired().isAfter(to) ? date.acquired() : to;
    }
    this.first = dates.isEmpty() ? Instant.EPOCH : from;
    this.seconds = dates.isEmpty() ? 0 : Duration.between(from, to).toSeconds();
    this.left = left;
    this.right = right;
  }

  double at(Instant instant) {
    return seconds == 0
        ? (left + right) / 2
        : left + (right - left) * Duration.between(first, instant).toSeconds() / seconds;
  }

  /** New Year's days that are far enough apart to be written. */
  List<Map<String, Object>> years(double y) {
    List<Map<String, Object>> years = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    int year = first.atOffset(ZoneOffset.UTC).getYear();
    for (int k = 0; k < 400; k++) {
      Instant day = Instant.parse(String.format(Locale.ROOT, "%04d-01-01T00:00:00Z", year + k));
      double x = at(day);
      if (x > right + 1) {
        break;
      }
      if (x >= left - 1 && x - last >= LEAST_YEAR_GAP) {
        years.add(Map.of("x", Words.place(x), "y", Words.place(y), "text", year + k));
        last = x;
      }
    }
    return years;
  }
}
