package io.terralapse.raster.sidecar;

import io.terralapse.access.SecureXml;
import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.DataException;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.raster.colour.ColourTable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The content of GDAL's {@code .aux.xml} (PAM, persistent auxiliary metadata): SRS, GeoTransform,
 * metadata items, and of each band NoDataValue, Description, Scale, Offset and ColorInterp, and the
 * ColorTable of the first. Everything else (histograms, statistics) is ignored. Immutable once
 * read.
 */
final class PamDocument {
  /** Histograms and attribute tables can be long. */
  static final int MAX_BYTES = 4 << 20;

  /** Attributes of an entry of a colour table: red, green, blue, alpha. */
  private static final List<String> CHANNELS = List.of("c1", "c2", "c3", "c4");

  private static final int MAX_ITEMS = 1000;
  private static final int MAX_BANDS = 4096;

  private @Nullable String srs;
  private @Nullable GeoTransform transform;
  private GroundModel groundModel = GroundModel.NONE;
  private final Map<String, String> items = new HashMap<>();
  private final Map<Integer, Map<String, String>> bands = new HashMap<>();
  private final ByteArrayOutputStream colours = new ByteArrayOutputStream();

  /**
   * Reads a document.
   *
   * @param name for the message
   * @throws DataException if it is not well-formed, or one of its numbers is malformed
   */
  static PamDocument read(byte[] xml, String name) throws DataException {
    PamDocument document = new PamDocument();
    try {
      document.read(SecureXml.open(xml));
    } catch (XMLStreamException | RuntimeException e) {
      throw new DataException(
          name + " is damaged; delete it, or write it again with gdal_edit or gdal_translate", e);
    }
    return document;
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    // Names of the enclosing elements, the root first.
    List<String> open = new ArrayList<>();
    int band = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        open.remove(open.size() - 1);
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String element = reader.getLocalName();
        String path = String.join("/", open) + "/" + element;
        if (path.equals("PAMDataset/PAMRasterBand")) {
          band = number(reader.getAttributeValue(null, "band"));
        }
        if (!readElement(path, band, reader)) {
          open.add(element);
        }
      }
    }
  }

  /** Reads a supported element to its end; false if the element is not supported. */
  private boolean readElement(String path, int band, XMLStreamReader reader)
      throws XMLStreamException {
    switch (path) {
      // Esri writes the control points of a fitted transformation as metadata.
      case "PAMDataset/GCPList", "PAMDataset/Metadata/GeodataXform/SourceGCPs" -> {
        groundModel = GroundModel.CONTROL_POINTS;
        return false;
      }
      case "PAMDataset/Metadata" -> {
        if ("RPC".equals(reader.getAttributeValue(null, "domain"))
            && groundModel == GroundModel.NONE) {
          groundModel = GroundModel.RPC;
        }
        return false;
      }
      case "PAMDataset/SRS" -> srs = reader.getElementText().strip();
      case "PAMDataset/GeoTransform" -> transform = transform(reader.getElementText());
      case "PAMDataset/Metadata/MDI" -> {
        String key = reader.getAttributeValue(null, "key");
        String text = reader.getElementText();
        if (key != null && items.size() < MAX_ITEMS) {
          items.put(key, text);
        }
      }
      case "PAMDataset/PAMRasterBand/NoDataValue",
          "PAMDataset/PAMRasterBand/Description",
          "PAMDataset/PAMRasterBand/ColorInterp",
          "PAMDataset/PAMRasterBand/Scale",
          "PAMDataset/PAMRasterBand/Offset" -> {
        String name = reader.getLocalName();
        bands.computeIfAbsent(band, b -> new HashMap<>()).put(name, reader.getElementText());
      }
      case "PAMDataset/PAMRasterBand/ColorTable/Entry" -> {
        if (band == 1) {
          readColour(reader);
        }
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readColour(XMLStreamReader reader) {
    if (colours.size() == CHANNELS.size() * ColourTable.MAX_ENTRIES) {
      return;
    }
    for (String channel : CHANNELS) {
      String text = reader.getAttributeValue(null, channel);
      int value = text == null ? 255 : Integer.parseInt(text.strip());
      colours.write(Math.max(0, Math.min(255, value)));
    }
  }

  private static int number(@Nullable String band) {
    int index = band == null ? 0 : Integer.parseInt(band.strip());
    if (index < 1 || index > MAX_BANDS) {
      throw new IllegalArgumentException("band " + index);
    }
    return index;
  }

  private static GeoTransform transform(String text) {
    String[] words = text.strip().split("[\\s,]+", -1);
    double[] v = new double[6];
    if (words.length != 6) {
      throw new IllegalArgumentException("not six numbers");
    }
    for (int i = 0; i < 6; i++) {
      v[i] = Double.parseDouble(words[i]);
    }
    return new GeoTransform(v[0], v[1], v[2], v[3], v[4], v[5]);
  }

  /** The CRS, normally WKT. */
  Optional<String> findSrs() {
    return Optional.ofNullable(srs).filter(text -> !text.isEmpty());
  }

  /** What the file has if it has no geotransform. */
  GroundModel groundModel() {
    return groundModel;
  }

  /** Pixel to CRS. */
  Optional<GeoTransform> findTransform() {
    return Optional.ofNullable(transform);
  }

  /** Metadata items of the default domain, by key. */
  Map<String, String> items() {
    return items;
  }

  /** The colour table of the first band. */
  Optional<ColourTable> findColourTable() {
    return colours.size() == 0
        ? Optional.empty()
        : Optional.of(ColourTable.of(colours.toByteArray()));
  }

  /**
   * The nodata value of the first band that declares one.
   *
   * @throws NumberFormatException if it is not a number
   */
  OptionalDouble findNodata() {
    return bands.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().get("NoDataValue"))
        .filter(text -> text != null)
        .mapToDouble(PamDocument::nodata)
        .findFirst();
  }

  private static double nodata(String text) {
    return text.strip().equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text.strip());
  }

  /**
   * Overrides the header of a band by the values of this document.
   *
   * @param index of the band, from 0
   * @param own the header in the raster file
   * @throws NumberFormatException if a value is not a number
   */
  BandInfo complete(int index, BandInfo own) {
    Map<String, String> values = bands.getOrDefault(index + 1, Map.of());
    Optional<String> description =
        Optional.ofNullable(values.get("Description")).map(String::strip).filter(d -> !d.isEmpty());
    return new BandInfo(
        description.or(own::description),
        number(values.get("Scale"), own.scale()),
        number(values.get("Offset"), own.offset()),
        Optional.ofNullable(values.get("ColorInterp"))
            .map(ColourInterpretation::of)
            .orElse(own.colour()));
  }

  private static double number(@Nullable String text, double otherwise) {
    return text == null ? otherwise : Double.parseDouble(text.strip());
  }
}
