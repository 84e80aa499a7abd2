package io.terralapse.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitXmlTest {
  @TempDir Path folder = Path.of("");

  private static Document read(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Path.of("src/test/resources/ci/junit.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Element only(Document document, String name) {
    assertEquals(1, document.getElementsByTagName(name).getLength(), name);
    return (Element) document.getElementsByTagName(name).item(0);
  }

  @Test
  void everySceneIsATestCase() throws Exception {
    RunReport report =
        Reports.rendered(
            folder,
            Optional.empty(),
            Reports.used("one"),
            Reports.dropped("two", "two has 80 % cloud."),
            Reports.failed("three.tif", "three.tif cannot be read."));
    Document document = read(JunitXml.text(report));
    Element suite = only(document, "testsuite");
    assertEquals("terralapse.job", suite.getAttribute("name"));
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("skipped"));
    assertEquals("0", suite.getAttribute("errors"));
    assertEquals(4, document.getElementsByTagName("testcase").getLength());
    Element skipped = only(document, "skipped");
    assertEquals("two has 80 % cloud.", skipped.getAttribute("message"));
    assertEquals("cloud", skipped.getAttribute("type"));
    assertEquals("2024-05-02 two", ((Element) skipped.getParentNode()).getAttribute("name"));
    Element failure = only(document, "failure");
    assertEquals("three.tif cannot be read.", failure.getTextContent());
    assertEquals("three.tif", ((Element) failure.getParentNode()).getAttribute("name"));
  }

  @Test
  void aFailedRunIsAnError() throws Exception {
    Document document =
        read(JunitXml.text(Reports.refused(folder, "No date is left.", Reports.dropped("a", "b"))));
    Element error = only(document, "error");
    assertEquals("No date is left.", error.getAttribute("message"));
    assertEquals("exit-3", error.getAttribute("type"));
    assertEquals("1", only(document, "testsuite").getAttribute("errors"));
  }

  @Test
  void hostileNamesReadBackAsFarAsXmlHasThem() throws Exception {
    RunReport report =
        Reports.rendered(
            folder, Optional.empty(), Reports.failed(Reports.HOSTILE, Reports.HOSTILE));
    Document document = read(JunitXml.text(report));
    String expected = Reports.HOSTILE.replace('\u0000', '\uFFFD').replace('\ud800', '\uFFFD');
    assertEquals(expected, only(document, "failure").getAttribute("message"));
    assertEquals(expected, only(document, "failure").getTextContent());
  }

  @Test
  void theSchemaRefusesWhatIsNoReport() {
    String xml = JunitXml.text(Reports.rendered(folder, Optional.empty(), Reports.used("one")));
    assertThrows(SAXException.class, () -> read(xml.replace("classname=", "class=")));
    assertThrows(SAXException.class, () -> read(xml.replace("time=\"0\"", "time=\"soon\"")));
  }

  @Test
  void aFileIsReplacedAsAWholeAndHasTheSameBytesEachTime() throws IOException {
    Path file = Files.writeString(folder.resolve("junit.xml"), "old");
    RunReport report = Reports.rendered(folder, Optional.empty(), Reports.used("one"));
    JunitXml.write(report, file);
    String first = Files.readString(file);
    JunitXml.write(report, file);
    assertEquals(first, Files.readString(file));
    assertTrue(first.startsWith("<?xml"), first);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    assertFalse(first.contains("timestamp"), first);
  }
}
