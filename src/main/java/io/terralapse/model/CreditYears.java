package io.terralapse.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins credits: those that differ only in the year at their end are written once. */
final class CreditYears {
  private static final Pattern YEAR_AT_END = Pattern.compile("(.*\\D)(\\d{4})");

  private CreditYears() {}

  /**
   * Joins the distinct credits in the order in which they are first given, such as {@code Contains
   * modified Copernicus Sentinel data 2015, 2018 · USGS}.
   *
   * @return the joined text; empty if there are no credits
   */
  static String join(Stream<String> credits) {
    Map<String, TreeSet<Integer>> yearsByText = new LinkedHashMap<>();
    credits
        .distinct()
        .forEach(
            credit -> {
              Matcher dated = YEAR_AT_END.matcher(credit);
              if (dated.matches()) {
                yearsByText
                    .computeIfAbsent(dated.group(1), text -> new TreeSet<>())
                    .add(Integer.parseInt(dated.group(2)));
              } else {
                yearsByText.put(credit, new TreeSet<>());
              }
            });
    return yearsByText.entrySet().stream()
        .map(entry -> entry.getKey() + years(List.copyOf(entry.getValue())))
        .collect(Collectors.joining(" · "));
  }

  /** Years in ascending order, three or more in a row as a range. */
  private static String years(List<Integer> years) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    while (from < years.size()) {
      int to = from;
      while (to + 1 < years.size() && years.get(to + 1) == years.get(to) + 1) {
        to++;
      }
      if (to < from + 2) {
        to = from;
      }
      texts.add(
          to == from ? Integer.toString(years.get(from)) : years.get(from) + "–" + years.get(to));
      from = to + 1;
    }
    return String.join(", ", texts);
  }
}
