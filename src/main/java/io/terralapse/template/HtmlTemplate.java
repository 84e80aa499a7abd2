package io.terralapse.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import io.terralapse.model.Sha256;
import io.terralapse.text.BundledFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Templates of HTML files, in resources beside the class that fills them in. Values are escaped for
 * HTML wherever a template has two braces; what it has in three was made by {@link #json}, or is
 * text of the program. Stateless and thread-safe.
 */
public final class HtmlTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlTemplate() {}

  /**
   * Fills in a template.
   *
   * @param owner class that has the resource in its package
   * @param name of the resource, without its ending
   * @param content values by name; iterables are run through once, while the file is written
   * @param out not closed
   * @throws IOException if it cannot be written
   */
  public static void write(Class<?> owner, String name, Map<String, Object> content, Writer out)
      throws IOException {
    try {
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .compile(read(owner, name + ".mustache"))
          .execute(content, out);
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /**
   * A resource as text.
   *
   * @param owner class that has the resource in its package
   */
  public static String read(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The hash-source of a script or style in a content security policy (CSP level 3). */
  public static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
  }

  /** Style that embeds the bundled font, which videos are written in, as {@code Inter}. */
  public static String fontFaces() {
    StringBuilder css = new StringBuilder();
    for (BundledFont font : BundledFont.values()) {
      css.append("@font-face { font-family: \"Inter\"; font-weight: ")
          .append(font.weight())
          .append("; src: url(\"data:font/otf;base64,")
          .append(Base64.getEncoder().encodeToString(font.bytes()))
          .append("\") format(\"opentype\"); }\n");
    }
    return css.toString();
  }

  /** JSON that may be put into a script element: it cannot end the element. */
  public static String json(JsonNode tree) {
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
