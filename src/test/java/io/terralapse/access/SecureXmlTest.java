package io.terralapse.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecureXmlTest {
  private static void readAll(byte[] xml) throws XMLStreamException {
    XMLStreamReader reader = SecureXml.open(xml);
    while (reader.hasNext()) {
      reader.next();
    }
  }

  private static String rootText(byte[] xml) throws XMLStreamException {
    XMLStreamReader reader = SecureXml.open(xml);
    reader.next();
    return reader.getElementText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<a>&b;</a>"
      })
  void documentTypesAndEntityReferencesAreErrors(String xml) {
    assertThrows(XMLStreamException.class, () -> readAll(xml.getBytes(UTF_8)));
    assertThrows(XMLStreamException.class, () -> rootText(xml.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "<a>", "<a></b>", "<a b=\"1\" b=\"2\"/>", "<a>\u0001</a>"})
  void malformedDocumentsAreErrors(String xml) {
    assertThrows(XMLStreamException.class, () -> readAll(xml.getBytes(UTF_8)));
  }

  @Test
  void depthIsLimitedAlsoInsideOfText() {
    byte[] nested = ("<a>".repeat(65) + "</a>".repeat(65)).getBytes(UTF_8);
    assertThrows(SecureXml.NotAllowedException.class, () -> readAll(nested));
    byte[] element = "<a>b<c/></a>".getBytes(UTF_8);
    assertThrows(XMLStreamException.class, () -> rootText(element));
  }

  @Test
  void sizeAndNumberOfElementsAreLimited() {
    byte[] many = ("<a>" + "<b/>".repeat(500_000) + "</a>").getBytes(UTF_8);
    assertThrows(SecureXml.NotAllowedException.class, () -> readAll(many));
    byte[] large = new byte[SecureXml.MAX_BYTES + 1];
    assertThrows(SecureXml.NotAllowedException.class, () -> SecureXml.open(large));
  }

  @Test
  void everyDeclaredEncodingIsDecoded() throws XMLStreamException {
    String text = "<a>Zürich<!-- no text --> <![CDATA[&]]></a>";
    assertEquals("Zürich &", rootText(text.getBytes(UTF_8)));
    assertEquals("Zürich &", rootText(("\uFEFF" + text).getBytes(UTF_8)));
    assertEquals("Zürich &", rootText(text.getBytes(UTF_16)));
    String latin1 = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + text;
    assertEquals("Zürich &", rootText(latin1.getBytes(ISO_8859_1)));
    String unknown = "<?xml version=\"1.0\" encoding=\"no-such\"?>" + text;
    assertEquals("Zürich &", rootText(unknown.getBytes(UTF_8)));
  }
}
