package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.pipeline.TimelapseJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command line: its exit code and what it printed where. */
record Console(int code, String out, String err) {

  static Console run(TimelapseJob job, Object... arguments) {
    return run(job, Map.of(), arguments);
  }

  /** As above, with variables of a CI service. */
  static Console run(TimelapseJob job, Map<String, String> service, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Wiring.commandLine(() -> job, new Interruption(), service);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = line.execute(words);
    return new Console(code, out.toString(), err.toString());
  }

  Console exits(int expected) {
    assertEquals(expected, code, () -> "out: " + out + "\nerr: " + err);
    return this;
  }

  /** What is on stdout, which must be one JSON object and no more. */
  JsonNode json() {
    try (JsonParser parser = new ObjectMapper().createParser(out)) {
      JsonNode tree = parser.readValueAsTree();
      assertEquals(null, parser.nextToken(), "more than one value: " + out);
      assertEquals(true, tree.isObject(), out);
      return tree;
    } catch (IOException notJson) {
      throw new UncheckedIOException("not JSON: " + out, notJson);
    }
  }
}
