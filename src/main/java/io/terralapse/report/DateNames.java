package io.terralapse.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the dates of a page are called: as the report words them, but a moment is cut to its day, or
 * to its minute where that is needed to tell it from another.
 */
final class DateNames {
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d).*Z");

  private final Map<String, String> byId = new HashMap<>();

  DateNames(List<AlignedDate> dates) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (AlignedDate date : dates) {
      for (String shorter : shorter(date.dateText())) {
        if (!seen.add(shorter)) {
          repeated.add(shorter);
        }
      }
    }
    for (AlignedDate date : dates) {
      String name = date.dateText().isBlank() ? date.id() : date.dateText();
      for (String shorter : shorter(name)) {
        if (!repeated.contains(shorter)) {
          name = shorter;
          break;
        }
      }
      byId.put(date.id(), name);
    }
  }

  /** The name of a date; of what is none, such as a picture outside of the film, the identifier. */
  String of(String id) {
    return byId.getOrDefault(id, id);
  }

  /** Whether there is a date with this identifier. */
  boolean has(String id) {
    return byId.containsKey(id);
  }

  private static List<String> shorter(String text) {
    Matcher moment = MOMENT.matcher(text);
    return moment.matches()
        ? List.of(moment.group(1), moment.group(1) + " " + moment.group(2) + " UTC")
        : List.of(text);
  }
}
