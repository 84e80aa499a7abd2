package io.terralapse.catalog.product;

import java.io.IOException;
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
 * Reads XML from strangers. Elements are known by their names alone, since agencies change their
 * namespaces with every version. Document types, and with them every entity of one's own, are
 * refused; depth, number of elements and length of texts are bounded.
 */
final class MetadataXml {
  /** Largest document that is read: the longest of Sentinel-2's has some 2 MB. */
  static final int MAX_BYTES = 16 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 500_000;

  /** Longer texts are tables, which nobody here asks for; they come back empty. */
  private static final int MAX_TEXT = 4096;

  private MetadataXml() {}

  /** Is told of every element when it ends. */
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
   * @throws IOException with a clause that continues "{file} ", if it is not well-formed or not
   *     what metadata are
   */
  static void read(byte[] bytes, Listener listener) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      // Given bytes, the parser writes to the error stream where they are not in its encoding.
      String text = new String(bytes, StandardCharsets.UTF_8);
      // Nor does it skip the byte order mark once that is a character.
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
      read(factory.createXMLStreamReader(new StringReader(text)), listener);
    } catch (XMLStreamException | RuntimeException e) {
      // The parser answers some malformed documents with unchecked exceptions.
      throw new IOException(
          e instanceof Refused ? String.valueOf(e.getMessage()) : "is not valid XML", e);
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String clause) {
      super(clause);
    }
  }

  private static void read(XMLStreamReader reader, Listener listener) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Refused("has a document type or entities, which metadata do without");
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() == MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new Refused("has more elements than a product's metadata have");
          }
          open.push(new Open(reader.getLocalName(), attributes(reader), new StringBuilder()));
        }
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
