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
 * The list of files that a publication renames, written before the first rename.
 *
 * @param files in the order of the renames
 */
public record Journal(List<StagedFile> files) {

  /**
   * A file to publish.
   *
   * @param fileName its published name
   * @param bytes its size
   * @param sha256 hash of its content, lower-case hex
   */
  public record StagedFile(String fileName, long bytes, String sha256) {

    /** Whether a file exists and has this size and hash. */
    boolean matches(Path file) throws IOException {
      return Files.isRegularFile(file)
          && Files.size(file) == bytes
          && FileHash.sha256(file).equals(sha256);
    }
  }

  /** Writes the journal as a JSON array. */
  public void write(Path journal) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (StagedFile file : files) {
      ObjectNode node = array.addObject();
      node.put("file", file.fileName()).put("bytes", file.bytes()).put("sha256", file.sha256());
    }
    mapper.writeValue(journal.toFile(), array);
  }

  private static boolean isOwn(String name) {
    return FileNames.isPlain(
        name.startsWith(".") && name.endsWith(PendingReport.ENDING) ? name.substring(1) : name);
  }

  /** Reads a journal; an invalid one is read as empty, which discards the publication. */
  public static Journal read(Path file) {
    List<StagedFile> files = new ArrayList<>();
    try {
      for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
        String name = node.path("file").asText();
        if (!isOwn(name)) {
          return new Journal(List.of());
        }
        files.add(
            new StagedFile(name, node.path("bytes").asLong(-1), node.path("sha256").asText()));
      }
      return new Journal(files);
    } catch (IOException damaged) {
      return new Journal(List.of());
    }
  }
}
