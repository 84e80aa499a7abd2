package io.terralapse.raster.tiff;

import io.terralapse.access.SecureXml;
import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The items of GDAL's metadata tag (42112), a small XML document. Items after the first error in
 * the XML are ignored, as in GDAL.
 */
final class GdalMetadata {
  private static final int MAX_ITEMS = 1000;

  private final Map<String, String> items = new TreeMap<>();
  private final Map<String, String> bandItems = new TreeMap<>();

  GdalMetadata(String xml) {
    if (xml.isEmpty()) {
      return;
    }
    try {
      XMLStreamReader reader = SecureXml.open(xml);
      while (reader.hasNext() && items.size() + bandItems.size() < MAX_ITEMS) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")) {
          add(reader);
        }
      }
    } catch (XMLStreamException e) {
      return;
    }
  }

  private void add(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getAttributeValue(null, "name");
    String sample = reader.getAttributeValue(null, "sample");
    String role = reader.getAttributeValue(null, "role");
    String domain = reader.getAttributeValue(null, "domain");
    String text = reader.getElementText();
    if (name == null) {
      return;
    } else if (sample == null && domain == null) {
      items.put(name, unescape(text));
    } else if (sample != null && role != null) {
      bandItems.put(role + ":" + sample, unescape(text).trim());
    }
  }

  /** GDAL escapes the text before it writes the XML, which escapes it again. */
  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  /** Items of the file, by name. */
  Map<String, String> items() {
    return items;
  }

  /**
   * Description, scale, offset and colour of each band.
   *
   * @param colours what the other tags say of each band as a colour
   */
  List<BandInfo> bands(List<ColourInterpretation> colours) {
    List<BandInfo> bands = new ArrayList<>(colours.size());
    for (int i = 0; i < colours.size(); i++) {
      Optional<String> description =
          Optional.ofNullable(bandItems.get("description:" + i)).filter(d -> !d.isEmpty());
      bands.add(
          new BandInfo(
              description,
              number("scale:" + i, 1),
              number("offset:" + i, 0),
              colour(i, colours.get(i))));
    }
    return bands;
  }

  /** As in GDAL, a colour table counts whatever the metadata say. */
  private ColourInterpretation colour(int band, ColourInterpretation tags) {
    String text = bandItems.get("colorinterp:" + band);
    return text == null || tags == ColourInterpretation.PALETTE
        ? tags
        : ColourInterpretation.of(text);
  }

  private double number(String key, double otherwise) {
    String text = bandItems.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
