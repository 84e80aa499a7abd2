package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every default that a document or a template shows is that of the schema. */
class DocumentedDefaultsTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^# ([a-z_]+: .*)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\| `(.*?)` \\|");

  /** Settings of the README's job that are examples. */
  private static final Set<String> EXAMPLES = Set.of("name", "title", "scenes");

  private final ConfigSchema schema = ConfigSchema.load();

  @Test
  void thoseOfTheReadme() throws IOException {
    Matcher block = YAML.matcher(Files.readString(Path.of("README.md")));
    assertTrue(block.find());
    assertTrue(check(block.group(1), "README.md").contains("select.max_cloud"));
  }

  @Test
  void thoseOfTheSampleJob() throws IOException {
    assertTrue(
        check(commentedOut(Files.readString(Path.of("config.yaml"))), "config.yaml")
            .contains("select.max_cloud"));
  }

  @Test
  void thoseOfTheTemplate() throws IOException {
    Path template = Path.of("src/main/resources/io/terralapse/cli/init.yaml");
    assertTrue(
        check(commentedOut(Files.readString(template)), "init.yaml").contains("select.max_cloud"));
  }

  @Test
  void thoseOfTheReference() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(Path.of("docs/CONFIG.md")));
    List<String> checked = new ArrayList<>();
    while (rows.find()) {
      JsonNode expected = rule(rows.group(1)).path("default");
      assertEquals(
          expected.isTextual() ? expected.asText() : expected.toString(),
          rows.group(2),
          rows.group(1));
      checked.add(rows.group(1));
    }
    assertTrue(checked.size() > 50, checked.toString());
  }

  /** What the reference explains, and the README's example and the template show, is the same. */
  @Test
  void theReadmeAndTheTemplateShowTheSameSettings() throws IOException {
    Matcher block = YAML.matcher(Files.readString(Path.of("README.md")));
    assertTrue(block.find());
    Path template = Path.of("src/main/resources/io/terralapse/cli/init.yaml");
    Set<String> readme = new TreeSet<>(check(block.group(1), "README.md"));
    Set<String> shown = new TreeSet<>(check(commentedOut(Files.readString(template)), "init.yaml"));
    // Sections for files that need corrections, which the README explains in words.
    shown.removeAll(Set.of("subtitle", "sources", "dates.pattern", "dates.manifest"));
    assertEquals(readme, shown);
    String reference = Files.readString(Path.of("docs/CONFIG.md"));
    for (String setting : shown) {
      assertTrue(reference.contains("`" + setting + "`"), setting + " is not in docs/CONFIG.md");
    }
  }

  private static String commentedOut(String text) {
    StringBuilder yaml = new StringBuilder();
    COMMENTED_OUT.matcher(text).results().forEach(line -> yaml.append(line.group(1)).append('\n'));
    return yaml.toString();
  }

  private List<String> check(String yaml, String source) {
    List<String> checked = new ArrayList<>();
    check(
        YamlTree.parse(yaml, ConfigOrigin.ofFile(source), new ConfigProblems())
            .orElseThrow()
            .root(),
        "",
        source,
        checked);
    assertTrue(checked.size() > 15, source + " shows only " + checked);
    return checked;
  }

  private void check(JsonNode value, String pointer, String source, List<String> checked) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field -> check(field.getValue(), pointer + "/" + field.getKey(), source, checked));
      return;
    }
    String setting = ConfigSchema.dotted(pointer);
    if (EXAMPLES.contains(setting)) {
      return;
    }
    JsonNode expected = rule(setting).path("default");
    assertEquals(
        expected.isNumber() ? expected.decimalValue().stripTrailingZeros() : expected,
        value.isNumber() ? value.decimalValue().stripTrailingZeros() : value,
        source + ": " + setting);
    checked.add(setting);
  }

  private JsonNode rule(String setting) {
    return schema
        .findRule("/" + setting.replace('.', '/'))
        .orElseThrow(() -> new AssertionError(setting + " is not in the schema"));
  }
}
