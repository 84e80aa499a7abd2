package io.terralapse.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of dates on the page: their text, but with instants shortened to the day, or to the
 * minute if several would have the same name.
 */
final class DateNames {
  private static final Pattern INSTANT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d).*Z");

  private final Map<String, String> byId = new HashMap<>();

  DateNames(List<AlignedDate> dates) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (AlignedDate date : dates) {
      for (String candidate : candidates(date.dateText())) {
        if (!seen.add(candidate)) {
          repeated.add(candidate);
        }
      }
    }
    for (AlignedDate date : dates) {
      String name = date.dateText().isBlank() ? date.id() : date.dateText();
      for (String candidate : candidates(name)) {
        if (!repeated.contains(candidate)) {
          name = candidate;
          break;
        }
      }
      byId.put(date.id(), name);
    }
  }

  /** The name of a date; for others, such as a reference image, the identifier itself. */
  String of(String id) {
    return byId.getOrDefault(id, id);
  }

  /** Whether this is the identifier of a date. */
  boolean has(String id) {
    return byId.containsKey(id);
  }

  private static List<String> candidates(String text) {
    Matcher instant = INSTANT.matcher(text);
    return instant.matches()
        ? List.of(instant.group(1), instant.group(1) + " " + instant.group(2) + " UTC")
        : List.of(text);
  }
}
