package io.terralapse.geo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The geographic part of a definition, from WKT 1 or WKT 2. Parts that have nothing but an EPSG
 * code are completed from the EPSG Dataset. A value.
 *
 * @param name of the system
 * @param datum name of the geodetic datum; those of WGS 84 and NAD83 as in {@link KnownCrs}
 * @param datumCode EPSG code of the datum, if the definition has it
 * @param spheroid name of the ellipsoid
 * @param semiMajor metres
 * @param inverseFlattening 0 for a sphere
 * @param toWgs84 the parameters of TOWGS84; empty if there are none
 * @param meridian name of the prime meridian
 * @param meridianDegrees its longitude from Greenwich
 * @param degreesPerUnit the size of the angular unit
 */
record WktGeographic(
    String name,
    String datum,
    OptionalInt datumCode,
    String spheroid,
    double semiMajor,
    double inverseFlattening,
    List<Double> toWgs84,
    String meridian,
    double meridianDegrees,
    double degreesPerUnit) {

  private static final String WGS84 = "WGS_1984";
  private static final String NAD83 = "North_American_Datum_1983";

  private static final Map<String, String> DATUMS =
      Map.of(
          "wgs1984", WGS84,
          "dwgs1984", WGS84,
          "wgs84", WGS84,
          "worldgeodeticsystem1984", WGS84,
          "worldgeodeticsystem1984ensemble", WGS84,
          "northamericandatum1983", NAD83,
          "dnorthamerican1983", NAD83,
          "nad83", NAD83);

  /** In grads; Greenwich to Paris. */
  private static final double PARIS_GRADS = 2.5969213;

  private static final double DEGREES_PER_GRAD = 0.9;

  /**
   * Reads the part.
   *
   * @param node GEOGCS, or its counterparts in WKT 2
   * @param bound parameters of TOWGS84 from outside of it; empty if there are none
   * @throws io.terralapse.model.UserError if an EPSG code in it is not known
   * @throws IllegalArgumentException if a required part is missing
   */
  static WktGeographic read(WktNode node, List<Double> bound) {
    Optional<WktNode> datum = node.find("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF");
    Optional<Integer> code = node.findEpsgCode();
    List<Double> own = shift(node).orElse(bound);
    if (datum.isEmpty() && code.isPresent()) {
      WktGeographic known = read(EpsgParts.system(code.get()), own).withToWgs84(own);
      double unit = degreesPerUnit(node).orElse(known.degreesPerUnit);
      return known.withUnit(unit);
    }
    return read(node, datum.orElseThrow(() -> missing("datum")), own);
  }

  private static WktGeographic read(WktNode node, WktNode datum, List<Double> bound) {
    Optional<Integer> code =
        datum.find("SPHEROID", "ELLIPSOID").isEmpty() ? datum.findEpsgCode() : Optional.empty();
    WktNode complete = code.isPresent() ? EpsgParts.datum(code.get()) : datum;
    WktNode spheroid =
        complete.find("SPHEROID", "ELLIPSOID").orElseThrow(() -> missing("ellipsoid"));
    if (spheroid.numbers().length < 2 && spheroid.findEpsgCode().isPresent()) {
      spheroid = EpsgParts.ellipsoid(spheroid.findEpsgCode().get());
    }
    double degrees = degreesPerUnit(node).orElse(1.0);
    Optional<WktNode> meridian = node.find("PRIMEM", "PRIMEMERIDIAN").map(WktGeographic::complete);
    double metres = spheroid.find("LENGTHUNIT", "UNIT").map(WktGeographic::factor).orElse(1.0);
    return new WktGeographic(
        node.name().isEmpty() ? "unknown" : node.name(),
        datumName(complete.name()),
        complete.findEpsgCode().map(OptionalInt::of).orElse(OptionalInt.empty()),
        spheroid.name().isEmpty() ? "unknown" : spheroid.name(),
        metres * spheroid.findNumber(0).orElseThrow(() -> missing("semi-major axis")),
        spheroid.findNumber(1).orElse(0),
        // That of the EPSG Dataset is left out: it has several, of which one is chosen later.
        shift(datum).orElse(bound),
        meridian.map(WktNode::name).orElse("Greenwich"),
        meridian.map(m -> meridianDegrees(m, degrees)).orElse(0.0),
        degrees);
  }

  /** The parameters of TOWGS84 inside an element. */
  static Optional<List<Double>> shift(WktNode node) {
    return node.find("TOWGS84").map(found -> Arrays.stream(found.numbers()).boxed().toList());
  }

  private static WktNode complete(WktNode meridian) {
    return meridian.numbers().length == 0 && meridian.findEpsgCode().isPresent()
        ? EpsgParts.primeMeridian(meridian.findEpsgCode().get())
        : meridian;
  }

  /** WKT 1 of GDAL and Esri has degrees whatever the unit of the system; WKT 2 names the unit. */
  private static double meridianDegrees(WktNode meridian, double degreesPerUnit) {
    double value = meridian.findNumber(0).orElse(0);
    Optional<WktNode> unit = meridian.find("ANGLEUNIT", "UNIT");
    if (unit.isPresent()) {
      return value * Math.toDegrees(factor(unit.get()));
    }
    boolean grads = Math.abs(degreesPerUnit - DEGREES_PER_GRAD) < 1e-9;
    return grads && Math.abs(value - PARIS_GRADS) < 1e-6 ? value * DEGREES_PER_GRAD : value;
  }

  private static Optional<Double> degreesPerUnit(WktNode node) {
    Optional<WktNode> unit = node.find("UNIT", "ANGLEUNIT");
    if (unit.isEmpty()) {
      unit =
          node.list("AXIS").stream()
              .flatMap(axis -> axis.find("ANGLEUNIT", "UNIT").stream())
              .findFirst();
    }
    return unit.map(WktGeographic::factor).map(WktGeographic::roundedDegrees);
  }

  /** A degree is often written with nine to fifteen digits of its size in radians. */
  private static double roundedDegrees(double radians) {
    double degrees = Math.toDegrees(radians);
    for (double exact : new double[] {1, DEGREES_PER_GRAD}) {
      if (Math.abs(degrees / exact - 1) < 1e-8) {
        return exact;
      }
    }
    return degrees;
  }

  /** The size of a unit in the base unit. */
  static double factor(WktNode unit) {
    if (unit.findNumber(0).isEmpty() && unit.findEpsgCode().isPresent()) {
      throw CrsRefusals.unit(unit.findEpsgCode().get());
    }
    double factor = unit.findNumber(0).orElse(0);
    if (factor <= 0) {
      throw missing("size of a unit");
    }
    return factor;
  }

  private static IllegalArgumentException missing(String part) {
    return new IllegalArgumentException("the " + part + " is missing");
  }

  private static String datumName(String written) {
    String name = written.isEmpty() ? "unknown" : written;
    return DATUMS.getOrDefault(WktNode.normalized(name), name);
  }

  WktGeographic withToWgs84(List<Double> own) {
    return new WktGeographic(
        name,
        datum,
        datumCode,
        spheroid,
        semiMajor,
        inverseFlattening,
        own,
        meridian,
        meridianDegrees,
        degreesPerUnit);
  }

  private WktGeographic withUnit(double degrees) {
    return new WktGeographic(
        name,
        datum,
        datumCode,
        spheroid,
        semiMajor,
        inverseFlattening,
        toWgs84,
        meridian,
        meridianDegrees,
        degrees);
  }

  boolean isWgs84() {
    return datum.equals(WGS84) && meridianDegrees == 0;
  }

  boolean isSphere() {
    return inverseFlattening == 0;
  }

  /**
   * The radius of a sphere of the same surface, metres (J. P. Snyder, Map Projections: A Working
   * Manual, USGS Professional Paper 1395, equation 3-13).
   */
  double authalicRadius() {
    if (isSphere()) {
      return semiMajor;
    }
    double f = 1 / inverseFlattening;
    double e = Math.sqrt(f * (2 - f));
    double polar = 1 - (1 - e * e) / (2 * e) * Math.log((1 - e) / (1 + e));
    return semiMajor * Math.sqrt(polar / 2);
  }

  /** As WKT 1 for GeoTools, whose prime meridian is in the unit of the system. */
  String write() {
    return write(degreesPerUnit);
  }

  /** As {@link #write}, in degrees: for the base of a projected system. */
  String writeInDegrees() {
    return write(1);
  }

  private String write(double degrees) {
    String shift =
        toWgs84.isEmpty()
            ? ""
            : ",TOWGS84["
                + IntStream.range(0, 7)
                    .mapToObj(i -> Double.toString(i < toWgs84.size() ? toWgs84.get(i) : 0))
                    .collect(Collectors.joining(","))
                + "]";
    String authority =
        datumCode.isEmpty() ? "" : ",AUTHORITY[\"EPSG\",\"" + datumCode.getAsInt() + "\"]";
    return "GEOGCS[%s,DATUM[%s,SPHEROID[%s,%s,%s]%s%s],PRIMEM[%s,%s],UNIT[%s,%s]]"
        .formatted(
            quoted(name),
            quoted(datum),
            quoted(spheroid),
            semiMajor,
            inverseFlattening,
            shift,
            authority,
            quoted(meridian),
            meridianDegrees / degrees,
            quoted(degrees == 1 ? "degree" : "unit"),
            Math.toRadians(degrees));
  }

  static String quoted(String name) {
    return '"' + name.replace('"', ' ') + '"';
  }
}
