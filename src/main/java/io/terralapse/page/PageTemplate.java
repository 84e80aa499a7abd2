package io.terralapse.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import io.terralapse.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * The templates of this package. Values are escaped for HTML wherever a template has two braces;
 * what it has in three was made by {@link #json}, or is text of the program. Stateless.
 */
final class PageTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PageTemplate() {}

  /**
   * Fills in a template.
   *
   * @param name of the resource, without its ending
   * @param out not closed
   */
  static void write(String name, Map<String, Object> content, Writer out) throws IOException {
    try {
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .compile(read(name + ".mustache"))
          .execute(content, out);
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /** A resource of this package as text. */
  static String read(String name) throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The hash-source of a script or style in a content security policy (CSP level 3). */
  static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
  }

  /** JSON that may be put into a script element: it cannot end the element. */
  static String json(JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always written", impossible);
    }
  }
}
