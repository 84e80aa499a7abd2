package io.terralapse.raster.jp2;

import io.terralapse.access.SecureXml;
import io.terralapse.model.DataException;
import io.terralapse.model.GeoTransform;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.RasterInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The rectified grid of a GMLJP2 coverage (OGC 05-047r3 and 08-085r4): the centre of the first
 * pixel, and the offset vectors along columns and rows.
 *
 * <p>The axis order depends on the CRS, whose definition is not available here. It is derived from
 * the offset vectors: along a row of an image that is rotated by less than 45 degrees, the larger
 * component is the easting. Axis names in the file take precedence.
 */
final class GmlCoverage {
  private static final Pattern EPSG =
      Pattern.compile("epsg(?:\\.xml)?[:/#]+(?:[0-9.]*[:/])?([0-9]{3,6})$");

  private final List<double[]> offsets = new ArrayList<>();
  private final List<String> axes = new ArrayList<>();
  private double[] origin = {};
  private String name = "";
  private String outerName = "";

  private GmlCoverage() {}

  /**
   * Reads a document.
   *
   * @return empty if it is not a coverage, not well-formed, or has no georeference
   * @throws DataException if it has a document type, or exceeds a limit of {@link SecureXml}
   */
  static Optional<Georeference> find(RasterInput input, byte[] xml) throws DataException {
    GmlCoverage coverage = new GmlCoverage();
    try {
      XMLStreamReader reader = SecureXml.open(withoutZeros(xml));
      boolean inside = false;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          inside |= reader.getLocalName().equals("RectifiedGrid");
          coverage.start(reader, inside);
        } else if (event == XMLStreamConstants.END_ELEMENT
            && reader.getLocalName().equals("RectifiedGrid")) {
          return coverage.findGeoreference();
        }
      }
    } catch (SecureXml.NotAllowedException e) {
      throw input.damaged("its GML " + e.getMessage(), e);
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Some writers pad attributes with zero bytes, which XML forbids; GDAL reads them as blanks. */
  private static byte[] withoutZeros(byte[] xml) {
    byte[] clean = xml.clone();
    for (int i = 0; i < clean.length; i++) {
      if (clean[i] == 0) {
        clean[i] = ' ';
      }
    }
    return clean;
  }

  private void start(XMLStreamReader reader, boolean inside) throws XMLStreamException {
    String srs = reader.getAttributeValue(null, "srsName");
    String element = reader.getLocalName();
    if (srs != null && inside && (name.isEmpty() || element.equals("Point"))) {
      name = srs;
    } else if (srs != null && !inside) {
      outerName = srs;
    }
    if (!inside) {
      return;
    }
    switch (element) {
      case "pos", "coordinates" -> {
        if (origin.length == 0) {
          origin = numbers(reader.getElementText());
        }
      }
      case "offsetVector" -> offsets.add(numbers(reader.getElementText()));
      case "axisName" -> axes.add(reader.getElementText().trim().toLowerCase(Locale.ROOT));
      default -> {}
    }
  }

  private static double[] numbers(String text) {
    List<Double> found = new ArrayList<>();
    for (String part : text.trim().split("[\\s,]+", 16)) {
      try {
        found.add(Double.parseDouble(part));
      } catch (NumberFormatException e) {
        return new double[0];
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Optional<Georeference> findGeoreference() {
    Matcher code = EPSG.matcher((name.isEmpty() ? outerName : name).toLowerCase(Locale.ROOT));
    Optional<String> crs = code.find() ? Optional.of("EPSG:" + code.group(1)) : Optional.empty();
    Optional<GeoTransform> transform = findTransform();
    return crs.isPresent() || transform.isPresent()
        ? Optional.of(new Georeference(transform, crs))
        : Optional.empty();
  }

  private Optional<GeoTransform> findTransform() {
    if (origin.length < 2 || offsets.size() < 2) {
      return Optional.empty();
    }
    double[] column = offsets.get(0);
    double[] row = offsets.get(1);
    if (column.length < 2 || row.length < 2) {
      return Optional.empty();
    }
    if (eastNamedFirst()) {
      return findTransform(origin, column, row);
    }
    if (Math.abs(column[0]) < Math.abs(column[1]) && Math.abs(row[1]) < Math.abs(row[0])) {
      return findTransform(swapped(origin), swapped(column), swapped(row));
    }
    // GDAL before 1.11 wrote the offset vector of the northing axis first.
    if (column[0] < 0 && column[1] == 0 && row[0] == 0 && row[1] > 0) {
      return findTransform(swapped(origin), swapped(row), swapped(column));
    }
    return findTransform(origin, column, row);
  }

  private boolean eastNamedFirst() {
    return axes.size() >= 2 && axes.get(0).startsWith("easting");
  }

  private static double[] swapped(double[] xy) {
    return new double[] {xy[1], xy[0]};
  }

  private static Optional<GeoTransform> findTransform(
      double[] origin, double[] column, double[] row) {
    GeoTransform centre =
        new GeoTransform(origin[0], column[0], row[0], origin[1], column[1], row[1]);
    GeoTransform corner = centre.shifted(-0.5, -0.5);
    return Optional.of(corner).filter(GeoTransform::isInvertible);
  }
}
