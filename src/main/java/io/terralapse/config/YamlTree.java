package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2 text as a JSON tree that remembers the position of each value. {@code off} is text,
 * {@code 16:9} and dates are text, duplicate keys are errors, and size, depth and aliases are
 * bounded.
 */
final class YamlTree {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ALIASES = 20;
  private static final String TOO_DEEP =
      "is nested deeper than " + MAX_DEPTH + " levels; remove brackets or indentation.";

  /** Values of one configuration, counting what stands behind an alias each time. */
  private static final int MAX_VALUES = 100_000;

  /** Digits before or after the point of a number; no setting needs more. */
  private static final int MAX_DIGITS = 300;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<String, ConfigOrigin> places;

  private YamlTree(JsonNode root, Map<String, ConfigOrigin> places) {
    this.root = root;
    this.places = places;
  }

  /** What one parse has come to. */
  private static final class Reading {
    private final ConfigOrigin source;
    private final ConfigProblems problems;
    private final Map<String, ConfigOrigin> places = new HashMap<>();
    private int values;

    Reading(ConfigOrigin source, ConfigProblems problems) {
      this.source = source;
      this.problems = problems;
    }

    ConfigOrigin at(Mark mark) {
      return source.at(mark.getLine() + 1, mark.getColumn() + 1);
    }
  }

  /** A document that is not read further. */
  private static final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitException(String message) {
      super(message);
    }
  }

  /** The tree; {@code null} text gives an empty object. */
  JsonNode root() {
    return root;
  }

  /** Where the value at a JSON pointer is. */
  Optional<ConfigOrigin> findPlace(String pointer) {
    return Optional.ofNullable(places.get(pointer));
  }

  /**
   * Parses a document.
   *
   * @param source names it in sentences
   * @param problems receives what is wrong; keys that are given twice do not end the parsing
   * @return empty if the text is not YAML, or too large
   */
  static Optional<YamlTree> parse(String text, ConfigOrigin source, ConfigProblems problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add("", source, "is larger than a configuration can be (1 MB).");
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    Reading reading = new Reading(source, problems);
    try {
      Optional<Node> node = compose(settings, text);
      JsonNode root = node.isEmpty() ? JSON.objectNode() : convert(node.get(), "", 0, reading);
      return Optional.of(new YamlTree(root, reading.places));
    } catch (MarkedYamlEngineException error) {
      ConfigOrigin at = YamlSentences.place(error).map(reading::at).orElse(source);
      problems.add("", at, YamlSentences.of(error) + ".");
    } catch (ReaderException error) {
      problems.add("", placeOf(error, text, source), "holds a control character; remove it.");
    } catch (LimitException limit) {
      problems.add("", source, String.valueOf(limit.getMessage()));
    } catch (YamlEngineException tooManyAliases) {
      problems.add(
          "",
          source,
          "uses an alias (*name) more than " + MAX_ALIASES + " times; write the values out.");
    } catch (StackOverflowError tooDeep) {
      // The composer recurses before depth can be counted, and has no limit of its own.
      problems.add("", source, TOO_DEEP);
    }
    return Optional.empty();
  }

  private static Optional<Node> compose(LoadSettings settings, String text) {
    try {
      return new Compose(settings).composeString(text);
    } catch (IllegalArgumentException badTag) {
      // What the library throws for some tags, without their place.
      throw new LimitException("has a tag (! and a name) that cannot be read; remove it.");
    }
  }

  private static ConfigOrigin placeOf(ReaderException error, String text, ConfigOrigin source) {
    int end =
        text.offsetByCodePoints(
            0, Math.min(error.getPosition(), text.codePointCount(0, text.length())));
    String before = text.substring(0, end);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return source.at(line, end - before.lastIndexOf('\n'));
  }

  private static JsonNode convert(Node node, String pointer, int depth, Reading reading) {
    if (depth > MAX_DEPTH) {
      throw new LimitException(TOO_DEEP);
    }
    if (++reading.values > MAX_VALUES) {
      throw new LimitException(
          "has more than " + MAX_VALUES + " values; list folders instead of files.");
    }
    Map<String, ConfigOrigin> places = reading.places;
    node.getStartMark().ifPresent(mark -> places.putIfAbsent(pointer, reading.at(mark)));
    if (node.getTag().getValue().startsWith("!")) {
      ConfigOrigin at = node.getStartMark().map(reading::at).orElse(reading.source);
      reading.problems.add("", at, YamlSentences.TAG);
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple tuple : mapping.getValue()) {
        String key =
            tuple.getKeyNode() instanceof ScalarNode scalar
                ? scalar.getValue()
                : "(a key that is not text)";
        String child = pointer + "/" + escape(key);
        ConfigOrigin place =
            tuple.getKeyNode().getStartMark().map(reading::at).orElse(reading.source);
        if (object.has(key)) {
          reading.problems.add("", place, key + " is given twice; keep one.");
          continue;
        }
        places.put(child, place);
        object.set(key, convert(tuple.getValueNode(), child, depth + 1, reading));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        String child = pointer + "/" + array.size();
        array.add(convert(item, child, depth + 1, reading));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(value));
    }
    try {
      if (tag.equals(Tag.INT)) {
        return JSON.numberNode(new BigInteger(value.startsWith("+") ? value.substring(1) : value));
      }
      if (tag.equals(Tag.FLOAT)) {
        BigDecimal number = new BigDecimal(value);
        // Written out, 1e999999999 would fill the memory.
        if (Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS
            && Math.abs((long) number.scale()) <= MAX_DIGITS) {
          return JSON.numberNode(number);
        }
      }
    } catch (NumberFormatException otherNotation) {
      // 0x10, .inf, 1e999 and the like: the schema reports that a plain number is required.
    }
    return JSON.textNode(value);
  }

  /** A key as a segment of a JSON pointer (RFC 6901). */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
