package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Landsat metadata: groups of keys and values, from text or JSON. A key has different meanings in
 * different groups, so every look-up names its groups. Names are upper case; of a key that occurs
 * twice in a group, the first value is used. Immutable.
 *
 * @param groups values by key, by group
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

  /** The value of a key in the first of the groups that has one that is not blank. */
  Optional<String> find(String key, String... in) {
    for (String group : in) {
      String value = groups.getOrDefault(group, Map.of()).get(key);
      if (value != null && !value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** As {@link #find}, for a finite number in plain or scientific notation. */
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

  /** Collects groups and values in the order of the document, within bounds. Not thread-safe. */
  static final class Builder {
    private final Map<String, Map<String, String>> groups = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int values;

    void open(String name) throws DataException {
      if (open.size() >= MAX_DEPTH) {
        throw new DataException("has groups nested more than " + MAX_DEPTH + " deep");
      }
      open.push(name(name));
    }

    /** Ends the innermost group. */
    void close() throws DataException {
      if (open.isEmpty()) {
        throw new DataException("ends a group that it does not begin");
      }
      open.pop();
    }

    /** Ends the innermost group, which must have this name. */
    void close(String name) throws DataException {
      if (open.isEmpty() || !open.getFirst().equals(name(name))) {
        throw new DataException("ends a group that it does not begin");
      }
      open.pop();
    }

    void put(String key, String value) throws DataException {
      if (++values > MAX_VALUES) {
        throw new DataException("contains more than " + MAX_VALUES + " values");
      }
      if (value.length() > MAX_VALUE) {
        throw new DataException("contains a value of more than " + MAX_VALUE + " characters");
      }
      groups
          .computeIfAbsent(open.isEmpty() ? "" : open.getFirst(), group -> new HashMap<>())
          .putIfAbsent(name(key), value.strip());
    }

    Mtl build() throws DataException {
      if (!open.isEmpty()) {
        throw new DataException("ends within a group");
      }
      if (values == 0) {
        throw new DataException("contains no metadata");
      }
      return new Mtl(groups);
    }

    private static String name(String text) throws DataException {
      if (text.length() > MAX_NAME) {
        throw new DataException("contains a name of more than " + MAX_NAME + " characters");
      }
      return text.strip().toUpperCase(Locale.ROOT);
    }
  }
}
