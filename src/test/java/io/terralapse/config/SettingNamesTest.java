package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages and documents name settings that exist. */
class SettingNamesTest {
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  /** {@code UserError.usage("memory: ...}. */
  private static final Pattern SUBJECT =
      Pattern.compile("UserError\\.\\w+\\(\\s*\"([a-z_]+(?:\\.[a-z_]+)*): ");

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private final JsonNode schema = ConfigSchema.load().tree();
  private final Set<String> settings = new TreeSet<>();
  private final Pattern dotted;

  SettingNamesTest() {
    collect(schema, "");
    List<String> sections =
        settings.stream()
            .filter(name -> name.contains("."))
            .map(n -> n.split("\\.")[0])
            .distinct()
            .toList();
    dotted =
        Pattern.compile(
            "(?<![\\w./-])(?:" + String.join("|", sections) + ")(?:\\.[a-z0-9_]+)+(?![\\w(/-])");
  }

  private void collect(JsonNode rule, String prefix) {
    Stream.of(rule, rule.path("items"))
        .flatMap(
            shape ->
                Stream.concat(
                    Stream.of(shape),
                    Stream.iterate(0, i -> i < shape.path("anyOf").size(), i -> i + 1)
                        .map(shape.path("anyOf")::get)))
        .forEach(
            shape ->
                shape
                    .path("properties")
                    .properties()
                    .forEach(
                        field -> {
                          settings.add(prefix + field.getKey());
                          collect(field.getValue(), prefix + field.getKey() + ".");
                        }));
  }

  @Test
  void thoseInMessages() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        LITERAL
            .matcher(source)
            .results()
            .map(MatchResult::group)
            .forEach(text -> names(text, found));
        SUBJECT.matcher(source).results().forEach(subject -> found.add(subject.group(1)));
      }
    }
    assertTrue(found.size() > 30, found.toString());
    assertKnown(found);
  }

  @Test
  void thoseInDocuments() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files =
        Stream.concat(Files.list(Path.of("docs")), Stream.of(Path.of("README.md")))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(code -> names(code.group(1), found));
      }
    }
    assertTrue(found.size() > 60, found.toString());
    assertKnown(found);
  }

  private void names(String text, Set<String> found) {
    dotted.matcher(text).results().map(MatchResult::group).forEach(found::add);
  }

  private void assertKnown(Set<String> found) {
    found.removeAll(settings);
    assertEquals(Set.of(), found, "no such settings");
  }
}
