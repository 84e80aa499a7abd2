package io.terralapse.catalog.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** The JSON form of Landsat's metadata: the same groups as objects, every value a text. */
final class MtlJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(100)
                  .maxNameLength(4096)
                  .maxStringLength(64 << 10)
                  .build())
          .build();

  private MtlJson() {}

  /**
   * Reads a file.
   *
   * @throws IOException with a clause that continues "{file} ", if it is none, is cut off, or is
   *     larger in some respect than any real one
   */
  static Mtl parse(byte[] bytes) throws IOException {
    Mtl.Builder builder = new Mtl.Builder();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("is no JSON object");
      }
      int depth = 1;
      String name = "";
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new IOException("breaks off within a group");
        }
        switch (token) {
          case FIELD_NAME -> name = parser.currentName();
          case START_OBJECT -> {
            depth++;
            builder.open(name);
          }
          case END_OBJECT -> {
            depth--;
            if (depth > 0) {
              builder.close();
            }
          }
          case START_ARRAY -> parser.skipChildren();
          case VALUE_NULL -> {
            // Nothing is said.
          }
          default -> builder.put(name, parser.getText());
        }
      }
      return builder.build();
    } catch (JsonProcessingException e) {
      // Its message may repeat the document, which may hold anything.
      throw new IOException("is not valid JSON", e);
    }
  }
}
