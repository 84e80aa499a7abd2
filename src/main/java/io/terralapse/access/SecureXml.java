package io.terralapse.access;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * The only XML parser of the program, set up for documents from untrusted sources: nothing is
 * fetched, document types and entity references are errors, and the size of a document, the number
 * of its elements and their depth are limited. Every failure is an {@link XMLStreamException}, also
 * where the JDK's parser would throw unchecked ones. Readers are not thread-safe.
 */
public final class SecureXml {
  /** Longest document: the longest metadata of a Sentinel-2 product has about 2 MB. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 500_000;

  /** The encoding in an XML declaration (XML 1.0, section 4.3.3). */
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private static final int DECLARATION_BYTES = 256;

  private SecureXml() {}

  /** The document is larger than allowed, or has a part that is not allowed. */
  public static final class NotAllowedException extends XMLStreamException {
    private static final long serialVersionUID = 1;

    /** With a clause that follows the name of the file: "has a document type declaration ...". */
    NotAllowedException(String clause) {
      super(clause);
    }
  }

  /**
   * Opens a document.
   *
   * @param xml in UTF-8, or in the encoding that a byte order mark or the XML declaration names
   * @throws NotAllowedException if it is longer than {@link #MAX_BYTES}
   * @throws XMLStreamException if it does not begin like XML
   */
  public static XMLStreamReader open(byte[] xml) throws XMLStreamException {
    if (xml.length > MAX_BYTES) {
      throw new NotAllowedException("has " + xml.length + " bytes, more than " + MAX_BYTES);
    }
    // Given bytes, the parser writes to the error stream where they are not in its encoding.
    return open(new String(xml, encodingOf(xml)));
  }

  /** Opens a document that has been decoded already; its encoding declaration is ignored. */
  public static XMLStreamReader open(String xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // The parser does not skip the byte order mark of a decoded document.
    String text = xml.startsWith("\uFEFF") ? xml.substring(1) : xml;
    return new LimitedReader(factory.createXMLStreamReader(new StringReader(text)));
  }

  private static Charset encodingOf(byte[] xml) {
    if (xml.length >= 2 && ((xml[0] == -1 && xml[1] == -2) || (xml[0] == -2 && xml[1] == -1))) {
      return StandardCharsets.UTF_16;
    }
    int length = Math.min(xml.length, DECLARATION_BYTES);
    String start = new String(xml, 0, length, StandardCharsets.ISO_8859_1);
    Matcher encoding = ENCODING.matcher(start);
    if (!encoding.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      Charset named = Charset.forName(encoding.group(1));
      // A declaration that could be read as single bytes is not in UTF-16, whatever it names.
      return named.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : named;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static final class LimitedReader extends StreamReaderDelegate {
    private int depth;
    private int elements;

    LimitedReader(XMLStreamReader parser) {
      super(parser);
    }

    @Override
    public int next() throws XMLStreamException {
      int event;
      try {
        event = super.next();
      } catch (RuntimeException e) {
        // The parser throws unchecked exceptions for some malformed documents.
        throw new XMLStreamException("malformed XML", e);
      }
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new NotAllowedException(
            "has a document type declaration or entity references, which are not allowed");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
          throw new NotAllowedException(
              "has more elements than allowed ("
                  + MAX_ELEMENTS
                  + ", nested "
                  + MAX_DEPTH
                  + " deep)");
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      return event;
    }

    /** As in the interface, but every event passes the limits. */
    @Override
    public String getElementText() throws XMLStreamException {
      StringBuilder text = new StringBuilder();
      for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
        switch (event) {
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text.append(getText());
          case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
          default -> throw new XMLStreamException("an element inside of text", getLocation());
        }
      }
      return text.toString();
    }

    @Override
    public int nextTag() {
      throw new UnsupportedOperationException("nextTag");
    }
  }
}
