package io.terralapse.geo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A node of a well-known text of any version: an element with its values, or one value. Immutable.
 *
 * @param kind what it is
 * @param text the keyword of an element in upper case, or the value as written without its quotes
 * @param children the values of an element, in order; empty for a value
 */
record WktNode(Kind kind, String text, List<WktNode> children) {
  /** The kinds of nodes. */
  enum Kind {
    ELEMENT,
    QUOTED,
    NUMBER,
    WORD
  }

  /** Copies the values. */
  WktNode {
    children = List.copyOf(children);
  }

  /** The first element inside this one whose keyword is one of these. */
  Optional<WktNode> find(String... keywords) {
    return children.stream().filter(node -> node.isOneOf(keywords)).findFirst();
  }

  /** The elements inside this one whose keyword is one of these. */
  List<WktNode> list(String... keywords) {
    return children.stream().filter(node -> node.isOneOf(keywords)).toList();
  }

  /** True for an element with one of these keywords, which are in upper case. */
  boolean isOneOf(String... keywords) {
    return kind == Kind.ELEMENT && Arrays.asList(keywords).contains(text);
  }

  /** The first quoted text inside this element; empty if there is none. */
  String name() {
    return children.stream()
        .filter(node -> node.kind == Kind.QUOTED)
        .map(WktNode::text)
        .findFirst()
        .orElse("");
  }

  /** The numbers inside this element, in order. */
  double[] numbers() {
    return children.stream()
        .filter(node -> node.kind == Kind.NUMBER)
        .mapToDouble(node -> Double.parseDouble(node.text))
        .toArray();
  }

  /** A number inside this element, counted from 0. */
  OptionalDouble findNumber(int index) {
    double[] numbers = numbers();
    return index < numbers.length ? OptionalDouble.of(numbers[index]) : OptionalDouble.empty();
  }

  /** The EPSG code of this element (AUTHORITY in WKT 1, ID in WKT 2), if it has one. */
  Optional<Integer> findEpsgCode() {
    for (WktNode id : list("AUTHORITY", "ID")) {
      if (id.name().equalsIgnoreCase("EPSG") && id.children.size() > 1) {
        String code = id.children.get(1).text;
        if (code.matches("[0-9]{1,9}")) {
          return Optional.of(Integer.valueOf(code));
        }
      }
    }
    return Optional.empty();
  }

  /** A name without its case and everything that is neither a letter nor a digit. */
  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
