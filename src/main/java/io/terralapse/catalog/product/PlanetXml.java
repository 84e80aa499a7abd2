package io.terralapse.catalog.product;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The document that Planet delivers as {@code *_metadata.xml} beside its analytic images ("Planet
 * Imagery Product Specifications", analytic XML). Elements are known by their names alone, since
 * the namespaces changed. Document types and entities are refused.
 */
final class PlanetXml {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 20_000;
  private static final int MAX_TEXT = 4096;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,20}(?:\\.\\d{0,30})?(?:[eE][+-]?\\d{1,3})?");

  /** Texts of the elements that occur once, the first of each. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<Integer, Double> coefficients = new HashMap<>();
  private String band = "";
  private int depth;
  private int elements;

  private PlanetXml() {}

  /**
   * Reads a file.
   *
   * @throws IOException with a clause that continues "{file} ", if it is not well-formed
   */
  static PlanetFacts parse(byte[] bytes) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    PlanetXml document = new PlanetXml();
    try {
      // Given bytes, the parser writes to the error stream where they are not in its encoding.
      String text = new String(bytes, StandardCharsets.UTF_8);
      document.read(factory.createXMLStreamReader(new StringReader(text)));
    } catch (XMLStreamException | RuntimeException e) {
      // The parser answers some malformed documents with unchecked exceptions.
      throw new IOException("is not valid XML", e);
    }
    return document.facts();
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("document types are not read");
        case XMLStreamConstants.START_ELEMENT -> {
          text.setLength(0);
          if (++depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new XMLStreamException("more elements than a scene's metadata have");
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() + reader.getTextLength() <= MAX_TEXT) {
            text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          end(reader.getLocalName(), text.toString().strip());
          text.setLength(0);
        }
        default -> {
          // Comments and instructions say nothing about the scene.
        }
      }
    }
  }

  private void end(String element, String text) {
    switch (element) {
      case "bandNumber" -> band = text;
      case "bandSpecificMetadata" -> band = "";
      case "reflectanceCoefficient" -> {
        OptionalDouble value = number(text);
        if (band.matches("[1-9]") && value.isPresent() && value.getAsDouble() > 0) {
          coefficients.putIfAbsent(Integer.parseInt(band), value.getAsDouble());
        }
      }
      case "acquisitionDateTime",
          "acquisitionDate",
          "cloudCoverPercentage",
          "spaceCraftViewAngle",
          "illuminationElevationAngle" ->
          texts.putIfAbsent(element, text);
      default -> {
        // Not needed.
      }
    }
  }

  private PlanetFacts facts() {
    return PlanetFacts.of(
        texts.getOrDefault("acquisitionDateTime", texts.getOrDefault("acquisitionDate", "")),
        number(texts.getOrDefault("cloudCoverPercentage", "")),
        number(texts.getOrDefault("spaceCraftViewAngle", "")),
        number(texts.getOrDefault("illuminationElevationAngle", "")),
        coefficients);
  }

  private static OptionalDouble number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
