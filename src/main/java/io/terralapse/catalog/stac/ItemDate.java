package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.catalog.dates.DateParser;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.DateSource;
import io.terralapse.model.PrintableText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The date of an item: its {@code datetime}, or of a composite the span from {@code start_datetime}
 * to {@code end_datetime}, or of one overpass its start. Times without a zone or with a blank
 * instead of {@code T}, which RFC 3339 forbids, are read as UTC. Stateless.
 */
final class ItemDate {
  private static final String MOMENT = "datetime";
  private static final String START = "start_datetime";
  private static final String END = "end_datetime";

  /**
   * Days of daily products and usual composites. None has one day more, so that an end at midnight
   * so many days after the start is the end of the day before.
   */
  private static final Set<Long> COMPOSITE_DAYS = Set.of(1L, 8L, 16L);

  /** Longest acquisition of one image, which is part of an overpass; composites take longer. */
  private static final Duration ONE_OVERPASS = Duration.ofMinutes(10);

  private ItemDate() {}

  /** The date, exactly as precise as the item states it; empty if it states none. */
  static Optional<AcquisitionDate> find(JsonNode properties) {
    Optional<AcquisitionDate> moment = date(properties, MOMENT);
    Optional<AcquisitionDate> span =
        date(properties, START)
            .flatMap(start -> date(properties, END).flatMap(end -> span(start, end)));
    return span.filter(days -> moment.isEmpty() || isBetter(days, moment.get())).or(() -> moment);
  }

  /** The fields that have a text which is not a date, with that text, cleaned for messages. */
  static Optional<String> findUnreadable(JsonNode properties) {
    return Stream.of(MOMENT, START, END)
        .flatMap(
            field ->
                Json.text(properties, field)
                    .filter(text -> date(properties, field).isEmpty())
                    .map(text -> field + " \"" + PrintableText.clean(text) + "\"")
                    .stream())
        .findFirst();
  }

  private static Optional<AcquisitionDate> date(JsonNode properties, String field) {
    return Json.text(properties, field)
        .flatMap(text -> DateParser.parseMetadata(text, DateSource.STAC));
  }

  /**
   * Of a composite, datetime is a nominal moment within the span, often its start or middle; of an
   * overpass it may be only the day.
   */
  private static boolean isBetter(AcquisitionDate span, AcquisitionDate moment) {
    return switch (span.precision()) {
      case RANGE -> isWithin(moment, span);
      case INSTANT -> moment.precision() == Precision.DAY && isWithin(span, moment);
      default -> false;
    };
  }

  private static boolean isWithin(AcquisitionDate moment, AcquisitionDate days) {
    // The end may be stated as the nominal moment.
    return !moment.start().isBefore(days.start())
        && !moment.start().isAfter(days.end().plus(1, ChronoUnit.SECONDS));
  }

  /**
   * The days from a start to an end, both included, or the start of a single overpass; empty if the
   * end is before the start.
   */
  private static Optional<AcquisitionDate> span(AcquisitionDate start, AcquisitionDate end) {
    if (end.end().isBefore(start.start())) {
      return Optional.empty();
    }
    boolean overpass =
        start.precision() == Precision.INSTANT
            && end.precision() == Precision.INSTANT
            && !end.start().isAfter(start.start().plus(ONE_OVERPASS));
    if (overpass) {
      return Optional.of(start);
    }
    LocalDate first = start.start().atOffset(ZoneOffset.UTC).toLocalDate();
    boolean oneDay = !end.end().isAfter(start.start().plus(1, ChronoUnit.DAYS));
    return Optional.of(
        oneDay
            ? AcquisitionDate.on(first, DateSource.STAC)
            : AcquisitionDate.between(first, lastDay(first, end), DateSource.STAC));
  }

  /**
   * The last day of a span. An end at midnight is that day, which is the usual meaning, unless it
   * makes the span a number of calendar months or a usual composite as the end of the day before.
   */
  private static LocalDate lastDay(LocalDate first, AcquisitionDate end) {
    LocalDate day = end.lastDay();
    boolean months = first.getDayOfMonth() == 1 && day.getDayOfMonth() == 1;
    boolean exclusive =
        end.precision() == Precision.DAY
            && day.isAfter(first)
            && (months || COMPOSITE_DAYS.contains(ChronoUnit.DAYS.between(first, day)));
    return exclusive ? day.minusDays(1) : day;
  }
}
