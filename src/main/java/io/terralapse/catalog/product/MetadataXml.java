package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads untrusted XML metadata. Elements are identified by their local names, because providers
 * change their namespaces with every version. Document types, and with them custom entities, are
 * rejected; depth, number of elements and length of texts are bounded. Stateless.
 */
final class MetadataXml {
  /** Largest document that is read; the largest of Sentinel-2 has about 2 MB. */
  static final int MAX_BYTES = 16 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 500_000;

  /** Longer texts are tables, which no reader needs; they are replaced by empty ones. */
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
     * @param text its text without that of nested elements, stripped
     * @return false to stop reading
     */
    boolean element(String name, String parent, Map<String, String> attributes, String text);
  }

  private record Open(String name, Map<String, String> attributes, StringBuilder text) {}

  /**
   * Reads a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not well-formed or
   *     exceeds a bound
   */
  static void read(byte[] bytes, Listener listener) throws DataException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      // The parser writes to the error stream if it is given bytes in another encoding.
      String text = new String(bytes, StandardCharsets.UTF_8);
      // It does not skip a byte order mark in a string.
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
      read(factory.createXMLStreamReader(new StringReader(text)), listener);
    } catch (XMLStreamException | RuntimeException e) {
      // The parser throws unchecked exceptions for some malformed documents.
      throw new DataException(
          e instanceof RejectedException ? String.valueOf(e.getMessage()) : "is not valid XML", e);
    }
  }

  private static final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RejectedException(String clause) {
      super(clause);
    }
  }

  private static void read(XMLStreamReader reader, Listener listener) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new RejectedException(
                "has a document type or entities, which are not allowed in metadata");
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() == MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new RejectedException("has too many or too deeply nested elements");
          }
          open.push(new Open(reader.getLocalName(), attributes(reader), new StringBuilder()));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(reader, open);
        case XMLStreamConstants.END_ELEMENT -> {
          Open ended = open.pop();
          Open outer = open.peek();
          String text = ended.text.length() > MAX_TEXT ? "" : ended.text.toString().strip();
          String parent = outer == null ? "" : outer.name;
          if (!listener.element(ended.name, parent, ended.attributes, text)) {
            return;
          }
        }
        default -> {
          // Comments and processing instructions.
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
