package io.terralapse.geo;

import static io.terralapse.geo.ProjectionParameter.AZIMUTH;
import static io.terralapse.geo.ProjectionParameter.FALSE_EASTING;
import static io.terralapse.geo.ProjectionParameter.FALSE_NORTHING;
import static io.terralapse.geo.ProjectionParameter.GRID_ANGLE;
import static io.terralapse.geo.ProjectionParameter.LATITUDE;
import static io.terralapse.geo.ProjectionParameter.LONGITUDE;
import static io.terralapse.geo.ProjectionParameter.OPTION;
import static io.terralapse.geo.ProjectionParameter.PARALLEL_1;
import static io.terralapse.geo.ProjectionParameter.PARALLEL_2;
import static io.terralapse.geo.ProjectionParameter.X_SCALE;
import static io.terralapse.geo.ProjectionParameter.Y_SCALE;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates one projected system to WKT 1 for GeoTools. Used once; not thread-safe. */
final class WktProjected {
  private static final String PSEUDO_MERCATOR = "EPSG:3857";

  /** The values of GeoTools' parameter. */
  private static final double SWEEP_X = 0;

  private static final double SWEEP_Y = 1;
  private static final double SEMI_MAJOR_WGS84 = 6_378_137;

  /** Older definitions name a Mercator projection on the ellipsoid, and mean one on a sphere. */
  private static final Pattern WEB_MERCATOR = Pattern.compile("Pseudo.Mercator|Web.Mercator");

  /** GDAL writes here what WKT 1 cannot express. */
  private static final Pattern PROJ = Pattern.compile("\\+proj=([A-Za-z0-9_]{1,32})");

  private final WktNode root;
  private final WktGeographic base;
  private final double metresPerUnit;
  private final String projection;
  private final String extension;
  private final Map<ProjectionParameter, Double> values = new EnumMap<>(ProjectionParameter.class);
  private ProjectionMethod method;

  private WktProjected(WktNode root, WktGeographic base, OptionalDouble unit) {
    this.root = root;
    this.base = base;
    this.metresPerUnit = unit.orElse(findUnit(root).orElse(1));
    this.projection = projectionName(root);
    this.extension = root.find("EXTENSION").map(WktProjected::lastText).orElse("");
    this.method = findMethod();
  }

  /**
   * The same system for GeoTools: {@code EPSG:3857}, or WKT 1.
   *
   * @param root PROJCS, or its counterparts in WKT 2
   * @param bound parameters of TOWGS84 from outside of it; empty if there are none
   * @throws io.terralapse.model.UserError if the system is not supported
   * @throws IllegalArgumentException if a required part is missing
   */
  static String translate(WktNode root, List<Double> bound) {
    Optional<Integer> code = root.findEpsgCode();
    boolean abbreviated = root.find("PROJECTION", "CONVERSION").isEmpty();
    if (abbreviated && code.isEmpty()) {
      throw CrsRefusals.noProjection();
    }
    Optional<WktNode> conversion = ConversionTable.findSystem(projectionName(root));
    if (conversion.isPresent()) {
      return new WktProjected(conversion.get(), readBase(root, bound), metres(root)).translate();
    }
    if (!abbreviated) {
      return new WktProjected(root, readBase(root, bound), OptionalDouble.empty()).translate();
    }
    WktNode known = EpsgParts.system(code.get());
    List<Double> own = WktGeographic.shift(root).orElse(bound);
    WktGeographic coded = readBase(known, own);
    WktGeographic base =
        root.find("GEOGCS").map(other -> WktGeographic.read(other, own)).orElse(coded);
    if (base.meridianDegrees() != coded.meridianDegrees()) {
      throw CrsRefusals.primeMeridian(code.get(), base.meridian());
    }
    return new WktProjected(known, base.withToWgs84(own), findUnit(root)).translate();
  }

  private static WktGeographic readBase(WktNode root, List<Double> bound) {
    return WktGeographic.read(
        root.find("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS")
            .orElseThrow(() -> new IllegalArgumentException("the geographic system is missing")),
        bound);
  }

  private static OptionalDouble findUnit(WktNode root) {
    Optional<WktNode> unit = root.find("UNIT", "LENGTHUNIT");
    if (unit.isEmpty()) {
      unit =
          root.list("AXIS").stream()
              .flatMap(axis -> axis.find("LENGTHUNIT", "UNIT").stream())
              .findFirst();
    }
    return unit.map(WktGeographic::factor).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** The unit, metres if there is none. */
  private static OptionalDouble metres(WktNode root) {
    return OptionalDouble.of(findUnit(root).orElse(1));
  }

  private static String projectionName(WktNode root) {
    return root.find("PROJECTION")
        .or(
            () ->
                root.find("CONVERSION")
                    .flatMap(conversion -> conversion.find("METHOD", "PROJECTION")))
        .map(WktNode::name)
        .orElse("");
  }

  private static String lastText(WktNode node) {
    return node.children().isEmpty() ? "" : node.children().get(node.children().size() - 1).text();
  }

  private ProjectionMethod findMethod() {
    Matcher proj = PROJ.matcher(extension);
    String extended = proj.find() ? proj.group(1) : "";
    if (extended.equals("merc") && extension.contains("+nadgrids=@null")) {
      return ProjectionMethod.PSEUDO_MERCATOR;
    }
    Optional<ProjectionMethod> named = ProjectionMethod.find(projection);
    boolean mercator =
        named.isPresent()
            && (named.get() == ProjectionMethod.MERCATOR_1SP
                || named.get() == ProjectionMethod.MERCATOR_2SP);
    if (mercator && base.isWgs84() && WEB_MERCATOR.matcher(root.name()).find()) {
      return ProjectionMethod.PSEUDO_MERCATOR;
    }
    return named.orElseThrow(
        () ->
            CrsRefusals.projection(
                projection.equals("custom_proj4") || projection.isEmpty() ? extended : projection));
  }

  private String translate() {
    readParameters();
    choose();
    checkParallels();
    for (Map.Entry<ProjectionParameter, Double> entry : values.entrySet()) {
      ProjectionParameter parameter = entry.getKey();
      double value = entry.getValue();
      if (!method.has(parameter) && value != parameter.neutral()) {
        throw CrsRefusals.parameter(projection, parameter.name().toLowerCase(Locale.ROOT), value);
      }
    }
    return isWebMercator() ? PSEUDO_MERCATOR : write();
  }

  private void readParameters() {
    WktNode parent = root.find("CONVERSION").orElse(root);
    for (WktNode node : parent.list("PARAMETER")) {
      double value =
          node.findNumber(0)
              .orElseThrow(() -> new IllegalArgumentException("a parameter has no value"));
      Optional<ProjectionParameter> parameter = ProjectionParameter.find(node.name());
      if (parameter.isPresent()) {
        double read = converted(node, parameter.get(), value);
        values.put(parameter.get(), parameter.get() == LONGITUDE ? wrapped(read) : read);
      } else if (value != 0 && !node.name().startsWith("semi_")) {
        throw CrsRefusals.parameter(projection, node.name(), value);
      }
    }
  }

  /** Angles in degrees, lengths in the unit of the system. */
  private double converted(WktNode node, ProjectionParameter parameter, double value) {
    Optional<WktNode> unit = node.find("ANGLEUNIT", "LENGTHUNIT", "SCALEUNIT", "UNIT");
    return switch (parameter.kind()) {
      case ANGLE ->
          unit.isPresent()
              ? degrees(value, WktGeographic.factor(unit.get()))
              : value * base.degreesPerUnit();
      case LENGTH -> {
        double metres = unit.map(WktGeographic::factor).orElse(findUnit(root).orElse(1));
        yield metres == metresPerUnit ? value : value * metres / metresPerUnit;
      }
      case RATIO -> unit.isPresent() ? value * WktGeographic.factor(unit.get()) : value;
    };
  }

  /** Weather models count longitudes from 0 to 360, which GeoTools does not accept. */
  private static double wrapped(double longitude) {
    return Math.abs(longitude) <= 180 ? longitude : Math.IEEEremainder(longitude, 360);
  }

  private static double degrees(double value, double radiansPerUnit) {
    double degrees = Math.toDegrees(radiansPerUnit);
    return Math.abs(degrees - 1) < 1e-8 ? value : value * degrees;
  }

  private double value(ProjectionParameter parameter) {
    return values.getOrDefault(parameter, parameter.neutral());
  }

  /** Finds the variant of a projection whose name has several. */
  private void choose() {
    switch (method) {
      case MERCATOR_2SP -> {
        if (!values.containsKey(PARALLEL_1)) {
          method = ProjectionMethod.MERCATOR_1SP;
        }
      }
      case LAMBERT_CONFORMAL_2SP -> chooseLambert();
      case STEREOGRAPHIC -> {
        if (isPole(value(LATITUDE))) {
          method = ProjectionMethod.POLAR_STEREOGRAPHIC_A;
        }
      }
      case POLAR_STEREOGRAPHIC_A -> {
        // Unless it is a pole, the latitude of origin is the standard parallel: EPSG method 9829.
        if (!isPole(value(LATITUDE))) {
          method = ProjectionMethod.POLAR_STEREOGRAPHIC_B;
          values.put(PARALLEL_1, value(LATITUDE));
          values.remove(LATITUDE);
        }
      }
      case POLAR_STEREOGRAPHIC_B -> {
        if (isPole(value(LATITUDE))) {
          values.remove(LATITUDE);
        }
      }
      case TRANSVERSE_MERCATOR, TRANSVERSE_MERCATOR_SOUTH -> checkTransverseMercator();
      case SWISS_OBLIQUE -> {
        method = ProjectionMethod.HOTINE_CENTER;
        values.put(AZIMUTH, 90.0);
        values.put(GRID_ANGLE, 90.0);
      }
      case KROVAK -> checkKrovak();
      case GEOSTATIONARY -> values.put(OPTION, sweepsAlongX() ? SWEEP_X : SWEEP_Y);
      case EQUIRECTANGULAR -> moveOrigin();
      case NEW_ZEALAND -> {
        // The polynomial is that of New Zealand; PROJ ignores any other origin.
        require("latitude of origin", LATITUDE, value(LATITUDE) == -41);
        require("central meridian", LONGITUDE, value(LONGITUDE) == 173);
      }
      default -> {}
    }
  }

  private void require(String name, ProjectionParameter parameter, boolean isSupported) {
    if (!isSupported) {
      throw CrsRefusals.parameter(projection, name, value(parameter));
    }
  }

  /** A cone or cylinder with a standard parallel at a pole is none: nothing of it is defined. */
  private void checkParallels() {
    boolean conformal =
        method == ProjectionMethod.LAMBERT_CONFORMAL_1SP
            || method == ProjectionMethod.LAMBERT_CONFORMAL_2SP;
    boolean cylindrical =
        method == ProjectionMethod.CYLINDRICAL_EQUAL_AREA
            || method == ProjectionMethod.EQUIRECTANGULAR
            || method == ProjectionMethod.MERCATOR_2SP;
    if (conformal || cylindrical) {
      require("standard parallel", PARALLEL_1, !isPole(value(PARALLEL_1)));
      require("standard parallel", PARALLEL_2, !isPole(value(PARALLEL_2)));
    }
    if (method == ProjectionMethod.LAMBERT_CONFORMAL_1SP) {
      require("latitude of origin", LATITUDE, !isPole(value(LATITUDE)) && value(LATITUDE) != 0);
    }
    if (method == ProjectionMethod.LAMBERT_CONFORMAL_2SP) {
      require("standard parallel", PARALLEL_2, value(PARALLEL_1) != -value(PARALLEL_2));
    }
  }

  /** GeoTools is inaccurate at the poles; PROJ negates the false origin of the southern variant. */
  private void checkTransverseMercator() {
    boolean south = method == ProjectionMethod.TRANSVERSE_MERCATOR_SOUTH;
    if (isPole(value(LATITUDE))) {
      throw CrsRefusals.parameter(projection, "latitude of origin", value(LATITUDE));
    }
    if (south && (value(FALSE_EASTING) != 0 || value(FALSE_NORTHING) != 0)) {
      throw CrsRefusals.projection(projection + " with a false origin");
    }
  }

  private static boolean isPole(double latitude) {
    return Math.abs(Math.abs(latitude) - 90) < 1e-9;
  }

  /** Esri has one name for the projections with one and with two standard parallels. */
  private void chooseLambert() {
    if (values.containsKey(PARALLEL_2)) {
      return;
    }
    double parallel = value(PARALLEL_1);
    if (!values.containsKey(PARALLEL_1) || parallel == value(LATITUDE)) {
      method = ProjectionMethod.LAMBERT_CONFORMAL_1SP;
      values.remove(PARALLEL_1);
    } else {
      values.put(PARALLEL_2, parallel);
    }
  }

  /** Esri describes the axes by a rotation and two scales, of which one combination is common. */
  private void checkKrovak() {
    boolean southWest =
        root.list("AXIS").stream().anyMatch(axis -> lastText(axis).equalsIgnoreCase("SOUTH"));
    boolean plain = !values.containsKey(X_SCALE);
    boolean eastNorth = value(X_SCALE) == -1 && value(Y_SCALE) == 1 && value(GRID_ANGLE) == 90;
    if (southWest || (!plain && !eastNorth)) {
      throw CrsRefusals.projection("Krovak with axes to the south and west");
    }
    values.remove(X_SCALE);
    values.remove(Y_SCALE);
    values.remove(GRID_ANGLE);
  }

  /** GeoTools ignores the latitude of origin of this projection, which only moves the northings. */
  private void moveOrigin() {
    double moved = base.semiMajor() * Math.toRadians(value(LATITUDE)) / metresPerUnit;
    values.put(FALSE_NORTHING, value(FALSE_NORTHING) - moved);
    values.remove(LATITUDE);
  }

  /** The axis around which the instrument scans: x on GOES, y on Meteosat. */
  private boolean sweepsAlongX() {
    return extension.contains("+sweep=x")
        || WktNode.normalized(projection).endsWith("sweepx")
        || value(OPTION) == 1;
  }

  private boolean isWebMercator() {
    boolean onSphere =
        base.isSphere()
            && base.semiMajor() == SEMI_MAJOR_WGS84
            && (method == ProjectionMethod.MERCATOR_1SP || method == ProjectionMethod.MERCATOR_2SP);
    boolean pseudo = method == ProjectionMethod.PSEUDO_MERCATOR && base.isWgs84();
    return (onSphere || pseudo)
        && metresPerUnit == 1
        && base.meridianDegrees() == 0
        && values.entrySet().stream().allMatch(e -> e.getValue() == e.getKey().neutral());
  }

  private String write() {
    StringBuilder wkt = new StringBuilder("PROJCS[");
    wkt.append(WktGeographic.quoted(root.name().isEmpty() ? "unknown" : root.name()));
    wkt.append(',').append(base.writeInDegrees());
    wkt.append(",PROJECTION[").append(WktGeographic.quoted(method.geoToolsName())).append(']');
    values.forEach(
        (parameter, value) -> {
          if (method.has(parameter)) {
            append(wkt, method.geoToolsName(parameter), value);
          }
        });
    if (method.isSpherical()) {
      double radius = method.hasAuthalicRadius() ? base.authalicRadius() : base.semiMajor();
      append(wkt, "semi_major", radius / metresPerUnit);
      append(wkt, "semi_minor", radius / metresPerUnit);
    }
    wkt.append(",UNIT[").append(metresPerUnit == 1 ? "\"m\",1" : "\"unit\"," + metresPerUnit);
    wkt.append(']');
    if (method == ProjectionMethod.TRANSVERSE_MERCATOR_SOUTH) {
      wkt.append(",AXIS[\"Westing\",WEST],AXIS[\"Southing\",SOUTH]");
    }
    return wkt.append(']').toString();
  }

  private static void append(StringBuilder wkt, String name, double value) {
    wkt.append(",PARAMETER[\"").append(name).append("\",").append(value).append(']');
  }
}
