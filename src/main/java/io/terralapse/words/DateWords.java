package io.terralapse.words;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dates in words, as precise as they are known, each of a sequence with a name of its own: dates of
 * one day have the time of day. Immutable and thread-safe.
 */
public final class DateWords {
  private final Phrases phrases;
  private final ZoneId zone;
  private final Set<LocalDate> repeated = new HashSet<>();

  /**
   * The names of the dates of a sequence.
   *
   * @param zone of instants; dates without a time of day are not converted
   * @param all dates that must have different names
   */
  public DateWords(Phrases phrases, ZoneId zone, List<AcquisitionDate> all) {
    this.phrases = phrases;
    this.zone = zone;
    Map<LocalDate, AcquisitionDate> seen = new HashMap<>();
    for (AcquisitionDate date : all) {
      if (isDay(date)) {
        AcquisitionDate first = seen.putIfAbsent(dayOf(date), date);
        if (first != null && !first.start().equals(date.start())) {
          repeated.add(dayOf(date));
        }
      }
    }
  }

  /** The date in full: "18 August 2009", "August 2021", "1985". */
  public String text(AcquisitionDate date) {
    return text(date, "date.day");
  }

  /** The date with the month abbreviated, for tables. */
  public String shortText(AcquisitionDate date) {
    return text(date, "date.short");
  }

  private String text(AcquisitionDate date, String day) {
    if (!date.isKnown()) {
      return "–";
    }
    LocalDate first = dayOf(date);
    return switch (date.precision()) {
      case INSTANT -> format(day, first) + time(date);
      case DAY -> format(day, first);
      case MONTH -> format("date.month", first);
      case YEAR -> format("date.year", first);
      case RANGE -> {
        String form = date.isWholeMonths() ? "date.month" : day;
        String from = format(form, first);
        String to = format(form, date.lastDay());
        yield from.equals(to) ? from : phrases.text("date.span", Map.of("from", from, "to", to));
      }
    };
  }

  /**
   * A name for addresses: ISO 8601 without the time of day unless another date has the same day.
   */
  public String fragment(AcquisitionDate date) {
    if (date.precision() != Precision.INSTANT) {
      return date.text().replace("/", "_");
    }
    String day = dayOf(date).toString();
    return repeated.contains(dayOf(date))
        ? day + "T" + DateTimeFormatter.ofPattern("HHmmss").format(date.start().atZone(zone))
        : day;
  }

  private String time(AcquisitionDate date) {
    return repeated.contains(dayOf(date))
        ? ", "
            + DateTimeFormatter.ofPattern("HH:mm")
                .format(date.start().atZone(zone))
                .concat(" " + zone.getId())
        : "";
  }

  private static boolean isDay(AcquisitionDate date) {
    return date.precision() == Precision.INSTANT || date.precision() == Precision.DAY;
  }

  private LocalDate dayOf(AcquisitionDate date) {
    boolean instant = date.precision() == Precision.INSTANT;
    return date.start().atZone(instant ? zone : ZoneOffset.UTC).toLocalDate();
  }

  private String format(String pattern, LocalDate date) {
    return DateTimeFormatter.ofPattern(phrases.text(pattern), phrases.language().locale())
        .format(date);
  }
}
