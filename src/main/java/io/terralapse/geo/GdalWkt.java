package io.terralapse.geo;

import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Converts well-known text of GDAL, Esri and OGC (WKT 1 and 2) to WKT 1 as GeoTools reads it.
 * Stateless.
 *
 * <p>Axis definitions are ignored: the axis order is always x first in this program, whatever the
 * definition says. Heights of a compound system are ignored. Definitions may be abbreviated: a
 * system or a part of it that has nothing but its EPSG code is completed from the EPSG Dataset, and
 * a projected system of a code may have another unit.
 */
final class GdalWkt {
  private static final String[] GEOGRAPHIC = {
    "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS"
  };

  private static final String[] PROJECTED = {"PROJCS", "PROJCRS", "PROJECTEDCRS"};

  private GdalWkt() {}

  /**
   * The same system for GeoTools: {@code EPSG:3857} for all definitions of Web Mercator, else WKT
   * 1.
   *
   * @throws ParseException if the text is malformed
   * @throws io.terralapse.model.UserError if it is a system that is not supported
   */
  static String translate(String wkt) throws ParseException {
    try {
      return translate(WktParser.parse(wkt), List.of());
    } catch (IllegalArgumentException e) {
      ParseException incomplete = new ParseException("incomplete WKT", 0);
      incomplete.initCause(e);
      throw incomplete;
    }
  }

  private static String translate(WktNode root, List<Double> bound) {
    if (root.isOneOf(PROJECTED)) {
      return WktProjected.translate(root, bound);
    }
    if (root.isOneOf(GEOGRAPHIC)) {
      return geographic(root, bound);
    }
    Optional<WktNode> part = findPart(root);
    if (part.isPresent()) {
      return translate(part.get(), shift(root, bound));
    }
    if (root.isOneOf("LOCAL_CS", "ENGCRS", "ENGINEERINGCRS")) {
      throw CrsRefusals.local(root.name());
    }
    if (root.isOneOf("GEOCCS")) {
      throw CrsRefusals.kind("geocentric", root.name());
    }
    if (root.isOneOf("FITTED_CS", "DERIVEDPROJCRS", "VERT_CS", "VERTCRS", "TIMECRS")) {
      throw CrsRefusals.kind("of the kind " + root.text(), root.name());
    }
    throw new IllegalArgumentException(root.text());
  }

  private static String geographic(WktNode root, List<Double> bound) {
    if (root.find("DERIVINGCONVERSION").isPresent() || root.find("BASEGEOGCRS").isPresent()) {
      throw CrsRefusals.kind("a derived geographic one (such as a rotated pole)", root.name());
    }
    boolean geocentric =
        root.find("CS").map(cs -> cs.children().get(0).text()).orElse("").equals("Cartesian");
    if (geocentric) {
      throw CrsRefusals.kind("geocentric", root.name());
    }
    return WktGeographic.read(root, bound).write();
  }

  /** The horizontal system inside a compound or bound one. */
  private static Optional<WktNode> findPart(WktNode root) {
    if (root.isOneOf("BOUNDCRS")) {
      return root.find("SOURCECRS").map(source -> source.children().get(0));
    }
    if (!root.isOneOf("COMPD_CS", "COMPOUNDCRS")) {
      return Optional.empty();
    }
    return root.children().stream()
        .filter(node -> node.kind() == WktNode.Kind.ELEMENT)
        .filter(node -> !node.isOneOf("VERT_CS", "VERTCRS", "AUTHORITY", "ID"))
        .findFirst();
  }

  /** The parameters of a bound system to WGS 84, in the order of TOWGS84. */
  private static List<Double> shift(WktNode root, List<Double> outer) {
    Optional<WktNode> transformation = root.find("ABRIDGEDTRANSFORMATION");
    if (transformation.isEmpty()) {
      return outer;
    }
    double[] values =
        transformation.get().list("PARAMETER").stream()
            .mapToDouble(parameter -> parameter.findNumber(0).orElse(0))
            .toArray();
    if (values.length == 7) {
      // WKT 2 has the scale as a factor, TOWGS84 in parts per million.
      values[6] = (values[6] - 1) * 1e6;
    }
    return values.length == 3 || values.length == 7
        ? Arrays.stream(values).boxed().toList()
        : outer;
  }
}
