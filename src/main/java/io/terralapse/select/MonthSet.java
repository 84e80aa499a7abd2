package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A set of months of the year.
 *
 * @param numbers 1 to 12; empty means every month
 */
public record MonthSet(NavigableSet<Integer> numbers) {
  /** Every month. */
  public static final MonthSet ALL = new MonthSet(new TreeSet<>());

  /** Copies the set. */
  public MonthSet {
    numbers = Collections.unmodifiableNavigableSet(new TreeSet<>(numbers));
  }

  /**
   * Parses months and inclusive ranges of months: {@code 5}, {@code May}, {@code 5-9}, {@code
   * nov-feb} (across the new year), and several of them separated by commas. Names are English,
   * with at least three letters.
   *
   * @param entries empty means every month
   * @throws IllegalArgumentException with the part that is not a month as its message
   */
  public static MonthSet parse(List<String> entries) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String entry : entries) {
      for (String part : entry.split(",", -1)) {
        String[] ends = part.split("[-–]", -1);
        if (ends.length > 2) {
          throw new IllegalArgumentException(part.strip());
        }
        int first = number(ends[0]);
        int last = number(ends[ends.length - 1]);
        numbers.add(last);
        for (int month = first; month != last; month = month % 12 + 1) {
          numbers.add(month);
        }
      }
    }
    return new MonthSet(numbers);
  }

  private static int number(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    if (name.matches("0?[1-9]|1[0-2]")) {
      return Integer.parseInt(name);
    }
    for (Month month : Month.values()) {
      if (name.length() >= 3 && month.name().startsWith(name)) {
        return month.getValue();
      }
    }
    throw new IllegalArgumentException(text.strip());
  }

  /** True if any day of the date is in one of the months, UTC. */
  public boolean touches(AcquisitionDate date) {
    if (numbers.isEmpty()) {
      return true;
    }
    ZonedDateTime month = date.start().atZone(ZoneOffset.UTC);
    for (int i = 0; i < 12; i++) {
      if (numbers.contains(month.getMonthValue())) {
        return true;
      }
      month = month.withDayOfMonth(1).toLocalDate().plusMonths(1).atStartOfDay(ZoneOffset.UTC);
      if (!month.toInstant().isBefore(date.end())) {
        return false;
      }
    }
    return false;
  }

  /** The numbers, separated by commas. */
  String text() {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }
}
