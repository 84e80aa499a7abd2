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
 * YAML 1.2 text as a JSON tree that remembers where each value stands. {@code off} is a word,
 * {@code 16:9} and dates are text, duplicate keys are errors, and size, depth and aliases are
 * bounded.
 */
final class YamlTree {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<String, String> places;

  private YamlTree(JsonNode root, Map<String, String> places) {
    this.root = root;
    this.places = places;
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
    Map<String, String> places = new HashMap<>();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        return new YamlTree(JSON.objectNode(), places);
      }
      return new YamlTree(convert(node.get(), "", 0, source, places), places);
    } catch (MarkedYamlEngineException error) {
      String where = error.getProblemMark().map(YamlTree::place).orElse("somewhere");
      throw UserError.usage(source + ": " + where + ": not YAML: " + error.getProblem() + ".");
    } catch (YamlEngineException error) {
      throw UserError.usage(source + ": not YAML: " + error.getMessage());
    }
  }

  private static JsonNode convert(
      Node node, String pointer, int depth, String source, Map<String, String> places) {
    if (depth > MAX_DEPTH) {
      throw UserError.usage(source + ": is nested deeper than " + MAX_DEPTH + " levels.");
    }
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
              source + ": " + places.get(child) + ": " + key + " is given twice; keep one.");
        }
        object.set(key, convert(tuple.getValueNode(), child, depth + 1, source, places));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        String child = pointer + "/" + array.size();
        array.add(convert(item, child, depth + 1, source, places));
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
        return JSON.numberNode(new BigDecimal(value));
      }
    } catch (NumberFormatException otherNotation) {
      // 0x10, .inf and the like: let the schema say that a plain number is wanted.
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
