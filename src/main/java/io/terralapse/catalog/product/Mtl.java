package io.terralapse.catalog.product;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Landsat's metadata: named groups of named texts, whether they came as text or as JSON. A key
 * stands for different things in different groups, so it is never looked up without one. Names are
 * upper case; of what occurs twice in a group, the first counts.
 */
record Mtl(Map<String, Map<String, String>> groups) {
  /** The largest real file (Level 2, both text and JSON) has under 20 KiB. */
  static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUES = 20_000;
  private static final int MAX_NAME = 256;
  private static final int MAX_VALUE = 4096;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,20}(?:\\.\\d{0,20})?|\\.\\d{1,20})(?:[eE][+-]?\\d{1,3})?");

  /** The value of a key in the first of some groups that has it; no blank texts. */
  Optional<String> find(String key, String... in) {
    for (String group : in) {
      String value = groups.getOrDefault(group, Map.of()).get(key);
      if (value != null && !value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The same for a number in plain or scientific notation. */
  OptionalDouble findNumber(String key, String... in) {
    return find(key, in)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> OptionalDouble.of(Double.parseDouble(text)))
        .filter(number -> Double.isFinite(number.getAsDouble()))
        .orElse(OptionalDouble.empty());
  }

  /** A group's entries; none if there is no such group. */
  Map<String, String> group(String name) {
    return groups.getOrDefault(name, Map.of());
  }

  /** Collects groups and entries as a parser meets them, within limits. */
  static final class Builder {
    private final Map<String, Map<String, String>> groups = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int values;

    void open(String name) throws IOException {
      if (open.size() >= MAX_DEPTH) {
        throw new IOException("nests groups more than " + MAX_DEPTH + " deep");
      }
      open.push(name(name));
    }

    /** Leaves the innermost group. */
    void close() throws IOException {
      if (open.isEmpty()) {
        throw new IOException("ends a group that it did not begin");
      }
      open.pop();
    }

    /** Leaves the innermost group if that is its name. */
    void close(String name) throws IOException {
      if (open.isEmpty() || !open.getFirst().equals(name(name))) {
        throw new IOException("ends a group that it did not begin");
      }
      open.pop();
    }

    void put(String key, String value) throws IOException {
      if (++values > MAX_VALUES) {
        throw new IOException("holds more than " + MAX_VALUES + " values");
      }
      if (value.length() > MAX_VALUE) {
        throw new IOException("holds a value of more than " + MAX_VALUE + " characters");
      }
      groups
          .computeIfAbsent(open.isEmpty() ? "" : open.getFirst(), group -> new HashMap<>())
          .putIfAbsent(name(key), value.strip());
    }

    Mtl build() throws IOException {
      if (!open.isEmpty()) {
        throw new IOException("breaks off within a group");
      }
      if (values == 0) {
        throw new IOException("holds no metadata");
      }
      return new Mtl(groups);
    }

    private static String name(String text) throws IOException {
      if (text.length() > MAX_NAME) {
        throw new IOException("holds a name of more than " + MAX_NAME + " characters");
      }
      return text.strip().toUpperCase(Locale.ROOT);
    }
  }

  /** The first of some keys that a group has. */
  Optional<String> findFirst(List<String> keys, String... in) {
    return keys.stream().flatMap(key -> find(key, in).stream()).findFirst();
  }
}
