package io.terralapse.catalog.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.terralapse.model.DataException;
import java.io.CharConversionException;
import java.io.IOException;

/** Parses the JSON form of Landsat metadata: groups are objects, values are texts. Stateless. */
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
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not such a document, is
   *     truncated, or exceeds a bound
   */
  static Mtl parse(byte[] bytes) throws IOException {
    Mtl.Builder builder = new Mtl.Builder();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataException("is not a JSON object");
      }
      int depth = 1;
      String name = "";
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new DataException("ends within a group");
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
            // No value.
          }
          default -> builder.put(name, parser.getText());
        }
      }
      return builder.build();
    } catch (JsonProcessingException e) {
      // Its message may quote the document, which is untrusted.
      throw new DataException("is not valid JSON", e);
    } catch (CharConversionException e) {
      throw new DataException("is not JSON in UTF-8", e);
    }
  }
}
