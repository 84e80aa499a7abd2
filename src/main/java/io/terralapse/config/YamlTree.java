package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.UserError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
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

  /** Values of one configuration, counting what stands behind an alias each time. */
  private static final int MAX_VALUES = 100_000;

  /** Digits before or after the point of a number; no setting needs more. */
  private static final int MAX_DIGITS = 300;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<String, String> places;

  private YamlTree(JsonNode root, Map<String, String> places) {
    this.root = root;
    this.places = places;
  }

  /** What one parse has come to. */
  private static final class Reading {
    private final String source;
    private final Map<String, String> places = new HashMap<>();
    private int values;

    Reading(String source) {
      this.source = source;
    }
  }

  /** The tree; {@code null} text gives an empty object. */
  JsonNode root() {
    return root;
  }

  /** Where the value at a JSON pointer stands, as {@code line 3, column 5}. */
  Optional<String> findPlace(String pointer) {
    return Optional.ofNullable(places.get(pointer));
  }

  /**
   * Parses a document.
   *
   * @param source names it in sentences
   * @throws UserError (usage) if it is not YAML, or too large
   */
  static YamlTree parse(String text, String source) {
    if (text.length() > MAX_CHARACTERS) {
      throw UserError.usage(source + ": is larger than a configuration can be (1 MB).");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    Reading reading = new Reading(source);
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        return new YamlTree(JSON.objectNode(), reading.places);
      }
      return new YamlTree(convert(node.get(), "", 0, reading), reading.places);
    } catch (MarkedYamlEngineException error) {
      String where = error.getProblemMark().map(YamlTree::place).orElse("somewhere");
      throw UserError.usage(source + ": " + where + ": not YAML: " + error.getProblem() + ".");
    } catch (YamlEngineException error) {
      throw UserError.usage(source + ": not YAML: " + error.getMessage());
    } catch (StackOverflowError tooDeep) {
      // The composer recurses before depth can be counted, and has no limit of its own.
      throw tooDeep(source);
    }
  }

  private static UserError tooDeep(String source) {
    return UserError.usage(source + ": is nested deeper than " + MAX_DEPTH + " levels.");
  }

  private static JsonNode convert(Node node, String pointer, int depth, Reading reading) {
    if (depth > MAX_DEPTH) {
      throw tooDeep(reading.source);
    }
    if (++reading.values > MAX_VALUES) {
      throw UserError.usage(reading.source + ": has more than " + MAX_VALUES + " values.");
    }
    Map<String, String> places = reading.places;
    node.getStartMark().ifPresent(mark -> places.putIfAbsent(pointer, place(mark)));
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple tuple : mapping.getValue()) {
        String key =
            tuple.getKeyNode() instanceof ScalarNode scalar
                ? scalar.getValue()
                : "(a key that is not text)";
        String child = pointer + "/" + escape(key);
        tuple.getKeyNode().getStartMark().ifPresent(mark -> places.put(child, place(mark)));
        if (object.has(key)) {
          throw UserError.usage(
              reading.source
                  + ": "
                  + places.get(child)
                  + ": "
                  + key
                  + " is given twice; keep one.");
        }
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

  private static String place(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }

  /** A key as a segment of a JSON pointer (RFC 6901). */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
