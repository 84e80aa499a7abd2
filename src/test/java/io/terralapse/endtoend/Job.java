package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.access.FileHash;
import io.terralapse.cli.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A job in a folder of its own, run through the real command line. */
record Job(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What one command did. */
  record Outcome(int code, String out, String err) {
    Outcome exits(int expected) {
      assertEquals(expected, code, () -> "out: " + out + "\nerr: " + err);
      return this;
    }

    /** What {@code --json} printed. */
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  /**
   * Writes the configuration: a name, the scenes, and whatever else is given as YAML lines. Frames
   * have pixels of 10 m, which synthetic scenes have, unless a line has {@code grid:}.
   */
  static Job in(Path folder, Path scenes, String... lines) throws IOException {
    Files.createDirectories(folder);
    boolean sized = Stream.of(lines).anyMatch(line -> line.contains("grid:"));
    Files.writeString(
        folder.resolve("config.yaml"),
        "name: job\nscenes: ['"
            + scenes
            + "']\n"
            + (sized ? "" : "grid: {tr: 10}\n")
            + String.join("\n", lines)
            + "\n");
    return new Job(folder);
  }

  /** As above, with lines that all jobs of a test have before those of one of them. */
  static Job in(Path folder, Path scenes, List<String> fixed, String... lines) throws IOException {
    return in(
        folder, scenes, Stream.concat(fixed.stream(), Stream.of(lines)).toArray(String[]::new));
  }

  Outcome run(String verb, String... options) {
    return run(Map.of(), verb, options);
  }

  /** As above, with variables of a CI service. */
  Outcome run(Map<String, String> service, String verb, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Wiring.commandLine(service);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of(options));
    words.add(0, verb);
    words.add(folder.resolve("config.yaml").toString());
    int code = line.execute(words.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  Path output(String name) {
    return folder.resolve("output").resolve(name);
  }

  Path video() {
    return output("job.mp4");
  }

  /** The hashes of the video's coded pictures; its tags, which name settings and sources, aside. */
  List<String> codedPictures() throws IOException {
    List<String> hashes = new ArrayList<>();
    entry("job.mp4").path("segments").forEach(one -> hashes.add(one.path("sha256").asText()));
    assertFalse(hashes.isEmpty(), "no segments in the ledger");
    return hashes;
  }

  JsonNode ledger() throws IOException {
    return json("job.ledger.json");
  }

  /** What the ledger says of a file that was published. */
  JsonNode entry(String file) throws IOException {
    for (JsonNode output : ledger().path("outputs")) {
      if (output.path("file").asText().equals(file)) {
        return output;
      }
    }
    throw new AssertionError(file + " is not in the ledger");
  }

  /** The hashes of all files that were published, which are those of the ledger. */
  Map<String, String> hashes() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (JsonNode output : ledger().path("outputs")) {
      String file = output.path("file").asText();
      hashes.put(file, FileHash.sha256(output(file)));
      assertEquals(hashes.get(file), output.path("sha256").asText());
    }
    return hashes;
  }

  /** A file that was published. */
  JsonNode json(String output) throws IOException {
    return JSON.readTree(output(output).toFile());
  }
}
