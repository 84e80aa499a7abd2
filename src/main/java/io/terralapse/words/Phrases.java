package io.terralapse.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language, by key, from a resource of that language's name. Immutable and
 * thread-safe.
 */
public final class Phrases {
  private static final Pattern ARGUMENT = Pattern.compile("\\{([a-z]+)\\}");
  private static final Map<Language, Phrases> ALL = new ConcurrentHashMap<>();

  private final Language language;
  private final Map<String, String> texts;

  private Phrases(Language language, Map<String, String> texts) {
    this.language = language;
    this.texts = Map.copyOf(texts);
  }

  /** The texts of a language. */
  public static Phrases of(Language language) {
    return ALL.computeIfAbsent(language, Phrases::read);
  }

  private static Phrases read(Language language) {
    String name = language.tag() + ".properties";
    Properties file = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Phrases.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      file.load(in);
    } catch (IOException damaged) {
      throw new IllegalStateException("the program's own text cannot be read: " + name, damaged);
    }
    Map<String, String> texts = new HashMap<>();
    file.stringPropertyNames().forEach(key -> texts.put(key, file.getProperty(key)));
    return new Phrases(language, texts);
  }

  /** The language. */
  public Language language() {
    return language;
  }

  /** All keys and texts, arguments not replaced. */
  public Map<String, String> all() {
    return texts;
  }

  /**
   * A text without arguments.
   *
   * @throws IllegalArgumentException if there is none of that key
   */
  public String text(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no text " + key));
  }

  /** A text; empty if there is none of that key. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  /**
   * A text with its arguments.
   *
   * @param arguments by name; what they contain is not interpreted
   */
  public String text(String key, Map<String, String> arguments) {
    return ARGUMENT
        .matcher(text(key))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(arguments.get(found.group(1)), found.group(1))));
  }

  /** As {@link #text(String, Map)}, ending with a full stop. */
  public String sentence(String key, Map<String, String> arguments) {
    return ended(text(key, arguments));
  }

  /** A text with a full stop, unless it ends a sentence already. */
  static String ended(String sentence) {
    String text = sentence.strip();
    return text.matches("(?s).*[.!?…]") ? text : text + ".";
  }

  /**
   * A number with its noun.
   *
   * @param noun first part of the keys of its forms
   * @param count at least 0
   */
  public String count(String noun, long count) {
    return text(noun + "." + language.plural(count), Map.of("count", Long.toString(count)));
  }

  /** A number with some decimals, as the language writes it, without groups of digits. */
  public String number(double value, int decimals) {
    String plain = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return plain.replace(".", text("number.point")).replace('-', '−');
  }

  /** Texts as a list: "A, B and C"; empty for none. */
  public String list(List<String> items) {
    if (items.size() < 2) {
      return items.isEmpty() ? "" : items.get(0);
    }
    return text(
        "list.and",
        Map.of(
            "first",
            String.join(", ", items.subList(0, items.size() - 1)),
            "last",
            items.get(items.size() - 1)));
  }
}
