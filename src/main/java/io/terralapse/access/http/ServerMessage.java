package io.terralapse.access.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reason that a server gives in the body of an error: JSON as STAC APIs, FastAPI and RFC 9457
 * write it. Untrusted: bounded, and without control characters. Stateless.
 */
public final class ServerMessage {
  /** Longer bodies are not read for their reason. */
  static final int MAX_BYTES = 1 << 14;

  private static final List<String> FIELDS =
      List.of(
          "description", "detail", "message", "errorMessage", "msg", "error", "title", "errors");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
              .build());

  private ServerMessage() {}

  /**
   * The reason in quotes, as one line.
   *
   * @param body the complete body, or the beginning of a longer one
   * @return empty if the body is not JSON or gives no reason
   */
  public static Optional<String> find(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (body.length > MAX_BYTES || !(text.startsWith("{") || text.startsWith("["))) {
      return Optional.empty();
    }
    try {
      return find(MAPPER.readTree(text), 0).map(ServerMessage::clean);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(JsonNode node, int depth) {
    if (node.isTextual()) {
      return Optional.of(node.textValue()).filter(text -> !text.isBlank());
    }
    if (depth > 3) {
      return Optional.empty();
    }
    if (node.isArray() && !node.isEmpty()) {
      return find(node.get(0), depth + 1);
    }
    return FIELDS.stream().flatMap(field -> find(node.path(field), depth + 1).stream()).findFirst();
  }

  private static String clean(String text) {
    String line = PrintableText.clean(text, Integer.MAX_VALUE);
    String plain = BLANKS.matcher(line).replaceAll(" ").replace('"', '\'');
    return '"' + PrintableText.clean(plain) + '"';
  }
}
