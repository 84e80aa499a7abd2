package io.terralapse.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GithubOutputsTest {
  @TempDir Path folder = Path.of("");

  /** The file as the runner reads it: {@code name=value}, or {@code name<<end} and lines. */
  static Map<String, String> read(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> lines = List.of(text.split("\n", -1));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      int heredoc = line.indexOf("<<");
      if (line.isEmpty()) {
        continue;
      }
      if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      } else {
        assertTrue(heredoc > 0, line);
        StringBuilder value = new StringBuilder();
        String end = line.substring(heredoc + 2);
        for (i++; !lines.get(i).equals(end); i++) {
          value.append(value.length() == 0 ? "" : "\n").append(lines.get(i));
        }
        values.put(line.substring(0, heredoc), value.toString());
      }
    }
    return values;
  }

  @Test
  void whatAStepGivesToTheNextOnes() throws IOException {
    Files.writeString(folder.resolve("job.mp4"), "x");
    Path file = Files.writeString(folder.resolve("output.txt"), "earlier=1\n");
    GithubOutputs.append(
        Reports.rendered(
            folder,
            Optional.empty(),
            Reports.used("one"),
            Reports.dropped("two", ""),
            Reports.failed("three", "")),
        file);
    Map<String, String> values = read(Files.readString(file));
    assertEquals("1", values.get("earlier"));
    assertEquals("rendered", values.get("result"));
    assertEquals("A date is new.", values.get("why"));
    assertTrue(values.getOrDefault("video", "").endsWith("job.mp4"), values.toString());
    assertEquals("", values.get("poster"), "there is none");
    assertEquals("1", values.get("frames"));
    assertEquals("2024-05-01\n2024-06-01", values.get("new_dates"));
    assertEquals("2", values.get("new_count"));
    assertEquals("1", values.get("changed_frames"));
    assertEquals("1", values.get("dropped"));
    assertEquals("1", values.get("failed"));
  }

  @Test
  void aFailureIsGivenToo() throws IOException {
    Path file = folder.resolve("output.txt");
    GithubOutputs.append(Reports.refused(folder, "Two\nlines."), file);
    Map<String, String> values = read(Files.readString(file));
    assertEquals("failed", values.get("result"));
    assertEquals("Two\nlines.", values.get("why"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a=b<<c",
        "two\nlines",
        "\n",
        "TERRALAPSE_END\nresult=hijacked",
        "x\nTERRALAPSE_END_\nTERRALAPSE_END\ny"
      })
  void noValueEndsEarly(String value) {
    String text = GithubOutputs.entry("a", value) + GithubOutputs.entry("b", "last");
    Map<String, String> values = read(text);
    assertEquals(value.strip(), values.getOrDefault("a", "none").strip());
    assertEquals("last", values.get("b"));
    assertFalse(values.containsKey("result"));
  }
}
