package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.GeneratedDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/CONFIG.md} is made from the schema, so that it says what the program does. */
class ConfigDocTest {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Made by ConfigDocTest from config.schema.json. Change the schema, then: mvn -Dfast test -Dtest='*DocTest' -Dupdate.docs=true -->

      A job is one YAML 1.2 file. Only `scenes` has to be there. `terralapse init FOLDER` writes a first one, `terralapse plan` shows
      what it finds. What is unknown, given twice or of the wrong type is an error that names the file, the line and the nearest
      setting. Relative paths start from the folder of the file.

      ## Where a setting comes from

      From weakest to strongest:

      1. the default in the tables below;
      2. the file;
      3. an environment variable: `TERRALAPSE_`, then the setting in capitals with `_` for the dot. `TERRALAPSE_GRID_TR=10` is
         `grid.tr`, `TERRALAPSE_OUTPUT_DIR=/data` is `output_dir`. Settings inside `aoi` and `outputs.mp4` have none of their own:
         give the whole, as in `TERRALAPSE_AOI='{bbox: [5, 45, 6, 46]}'`. Other variables are ignored;
      4. `--set KEY=VALUE`, for every setting, such as `--set outputs.mp4.crf=28`. Repeatable; a later one wins over an earlier one.

      Values of variables and flags are YAML too: `--set 'scenes=[a, b]'`, `--set title="'2024'"`. A section given as a whole
      replaces that section. A complaint about a value begins with the variable or flag that it came from.

      Settings that are *not available in this version* may be absent, or have their default; anything else is an error, for a film
      without what was asked for would be dishonest.

      `output_dir`, `cache`, `memory` and `jobs` say where and how fast, not what: changing them leaves a finished job as it is.
      Changing any other setting makes it stale.

      Sizes have a unit: B, kB, MB, GB and TB are powers of 1000, KiB, MiB, GiB and TiB of 1024.
      """;

  @Test
  void theReferenceIsCurrent() throws IOException {
    GeneratedDoc.assertCurrent(Path.of("docs/CONFIG.md"), page());
  }

  @Test
  void everySettingSaysWhatItMeans() {
    String page = page();
    assertFalse(page.contains("|  |"), "a cell is empty:\n" + page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    JsonNode root = ConfigSchema.load().tree();
    page.append("\n## The job\n\n");
    table(page, rows(root, "", false));
    root.path("properties")
        .properties()
        .forEach(
            field -> {
              List<String> rows = rows(field.getValue(), field.getKey() + ".", true);
              if (!rows.isEmpty()) {
                page.append("\n## ").append(field.getKey()).append("\n\n");
                page.append(field.getValue().path("description").asText()).append("\n\n");
                table(page, rows);
              }
            });
    return page.toString();
  }

  private static void table(StringBuilder page, List<String> rows) {
    page.append("| Setting | Default | Meaning |\n| --- | --- | --- |\n");
    rows.forEach(row -> page.append(row).append('\n'));
  }

  /** A row a setting; sections of the job itself are left to their own tables. */
  private static List<String> rows(JsonNode rule, String prefix, boolean deep) {
    List<String> rows = new ArrayList<>();
    shapes(rule)
        .flatMap(shape -> shape.path("properties").properties().stream())
        .forEach(
            field -> {
              JsonNode setting = field.getValue();
              boolean section = shapes(setting).anyMatch(s -> s.has("properties"));
              boolean choice = setting.has("anyOf");
              if (deep || !section) {
                rows.add(row(prefix + field.getKey(), rule, field));
              }
              if (deep && (section || choice)) {
                rows.addAll(rows(setting, prefix + field.getKey() + ".", true));
              }
            });
    return rows;
  }

  /** The rule itself, its alternatives, or the rule of its items. */
  private static Stream<JsonNode> shapes(JsonNode rule) {
    List<JsonNode> shapes = new ArrayList<>(List.of(rule));
    rule.path("anyOf").forEach(shapes::add);
    if (rule.path("items").has("properties")) {
      shapes.add(rule.get("items"));
    }
    return shapes.stream();
  }

  private static String row(String setting, JsonNode parent, Map.Entry<String, JsonNode> field) {
    JsonNode rule = field.getValue();
    boolean required =
        shapes(parent)
            .flatMap(shape -> texts(shape.path("required")).stream())
            .anyMatch(field.getKey()::equals);
    JsonNode value = rule.path("default");
    String otherwise =
        required
            ? "required"
            : value.isMissingNode() || value.isNull() ? "none" : "`" + yaml(value) + "`";
    String meaning = rule.path("description").asText() + limits(rule);
    return "| `%s` | %s | %s |".formatted(setting, otherwise, meaning.replace("|", "\\|").strip());
  }

  private static String yaml(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  /** Words and bounds that the description need not repeat. */
  private static String limits(JsonNode rule) {
    if (rule.has("enum")) {
      return " One of " + String.join(", ", texts(rule.get("enum"))) + ".";
    }
    List<String> limits = new ArrayList<>();
    bound(limits, rule, "exclusiveMinimum", "above ");
    bound(limits, rule, "minimum", "at least ");
    bound(limits, rule, "maximum", "at most ");
    if (limits.isEmpty()) {
      return "";
    }
    String words = String.join(", ", limits);
    return " " + Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static void bound(List<String> limits, JsonNode rule, String key, String words) {
    if (rule.has(key)) {
      limits.add(words + rule.get(key).asText());
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
