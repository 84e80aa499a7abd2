package io.terralapse.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.FileHash;
import io.terralapse.access.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of files that a publication has decided to put in place.
 *
 * @param lines in the order of the renames
 */
public record Journal(List<Line> lines) {

  /** One file: its published name, and what its bytes are. */
  public record Line(String fileName, long bytes, String sha256) {

    /** Whether a file is there and has these bytes. */
    boolean fits(Path file) throws IOException {
      return Files.isRegularFile(file)
          && Files.size(file) == bytes
          && FileHash.sha256(file).equals(sha256);
    }
  }

  public void write(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (Line line : lines) {
      ObjectNode node = array.addObject();
      node.put("file", line.fileName()).put("bytes", line.bytes()).put("sha256", line.sha256());
    }
    mapper.writeValue(file.toFile(), array);
  }

  /** Reads a journal; one that makes no sense lists nothing, which discards the publication. */
  public static Journal read(Path file) {
    List<Line> lines = new ArrayList<>();
    try {
      for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
        String name = node.path("file").asText();
        if (!FileNames.isPlain(name)) {
          return new Journal(List.of());
        }
        lines.add(new Line(name, node.path("bytes").asLong(-1), node.path("sha256").asText()));
      }
      return new Journal(lines);
    } catch (IOException damaged) {
      return new Journal(List.of());
    }
  }
}
