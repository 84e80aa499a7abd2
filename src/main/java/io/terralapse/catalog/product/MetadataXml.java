package io.terralapse.catalog.product;

import io.terralapse.access.SecureXml;
import io.terralapse.model.DataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML metadata of a product with the limits of {@link SecureXml}. Elements are matched by
 * local name, since agencies change their namespaces with every version. The length of texts is
 * limited.
 */
final class MetadataXml {
  /** Largest document that is read. */
  static final int MAX_BYTES = SecureXml.MAX_BYTES;

  /** Longer texts are tables, which are not needed; they are replaced by the empty text. */
  private static final int MAX_TEXT = 4096;

  private MetadataXml() {}

  /** Receives every element when it ends. */
  @FunctionalInterface
  interface Listener {
    /**
     * One element.
     *
     * @param name without prefix
     * @param parent the element around it; empty for the root
     * @param attributes by name without prefix
     * @param text its text without that of elements in it, stripped
     * @return false if nothing of what follows is needed
     */
    boolean element(String name, String parent, Map<String, String> attributes, String text);
  }

  private record Open(String name, Map<String, String> attributes, StringBuilder text) {}

  /**
   * Reads a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not well-formed or
   *     exceeds a limit
   */
  static void read(byte[] bytes, Listener listener) throws DataException {
    try {
      read(SecureXml.open(bytes), listener);
    } catch (SecureXml.NotAllowedException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    } catch (XMLStreamException e) {
      throw new DataException("is not valid XML", e);
    }
  }

  private static void read(XMLStreamReader reader, Listener listener) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT ->
            open.push(new Open(reader.getLocalName(), attributes(reader), new StringBuilder()));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(reader, open);
        case XMLStreamConstants.END_ELEMENT -> {
          Open ended = open.pop();
          Open around = open.peek();
          String text = ended.text.length() > MAX_TEXT ? "" : ended.text.toString().strip();
          String parent = around == null ? "" : around.name;
          if (!listener.element(ended.name, parent, ended.attributes, text)) {
            return;
          }
        }
        default -> {
          // Comments and instructions say nothing about a product.
        }
      }
    }
  }

  private static void append(XMLStreamReader reader, Deque<Open> open) {
    Open current = open.peek();
    if (current != null && current.text.length() <= MAX_TEXT) {
      current.text.append(
          reader.getTextCharacters(),
          reader.getTextStart(),
          Math.min(reader.getTextLength(), MAX_TEXT + 1));
    }
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }
}
