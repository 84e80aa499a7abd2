package io.terralapse.geo;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.quantity.Length;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.NoSuchIdentifierException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.operation.Conversion;
import org.geotools.referencing.CRS;
import org.geotools.referencing.wkt.Parser;
import org.jspecify.annotations.Nullable;
import si.uom.SI;

/**
 * A two-dimensional coordinate reference system. The axis order is always x (easting or longitude)
 * before y. Immutable; thread-safe.
 */
public final class Crs {
  /** Longitude and latitude in degrees. */
  public static final String LON_LAT = "EPSG:4326";

  /**
   * The pixel coordinates of images without georeference, which are overlaid at their first pixel.
   * x is the column, y the negative row; the unit is a pixel. There is no transform to another
   * system.
   */
  public static final String PIXELS = "PIXELS";

  private static final Pattern CODE =
      Pattern.compile("(?:EPSG:|urn:ogc:def:crs:EPSG:[0-9.]*:)?([0-9]{1,9})");

  /** Semi-major axis of the ellipsoid Hughes 1980, metres. */
  private static final double HUGHES_AXIS = 6_378_273;

  /**
   * Methods that programs implement differently: Equal Earth on the sphere or on the ellipsoid
   * (GeoTools and PROJ differ by 26 km), and the rotation of the Belgian variant (750 m).
   */
  private static final Set<String> AMBIGUOUS =
      Set.of(
          "equal earth",
          "lambert conic conformal (2sp belgium)",
          "lambert conformal conic 2sp belgium");

  private static final String UNSUPPORTED =
      "which is not supported; reproject the data, for example with gdalwarp -t_srs EPSG:4326 IN OUT";

  private static final Map<String, Crs> KNOWN = new ConcurrentHashMap<>();

  /** Longer texts are not CRS definitions; protects the parser from hostile headers. */
  private static final int MAX_TEXT = 65_536;

  private final String text;
  private final String definition;
  private final boolean projected;
  private final boolean geographic;
  private final double metresPerUnit;

  /**
   * Null until it is needed: a job whose scenes and grid have the same {@link KnownCrs} starts half
   * a second sooner without GeoTools.
   */
  private volatile @Nullable CoordinateReferenceSystem system;

  /** Null until it is needed. */
  private volatile @Nullable DatumPosition datumPosition;

  /** A system of {@link KnownCrs}; their units are metres or degrees. */
  private Crs(String text, String definition, boolean geographic) {
    this.text = text;
    this.definition = definition;
    this.projected = !geographic;
    this.geographic = geographic;
    this.metresPerUnit = geographic ? Ellipsoid.EQUATOR_METRES_PER_DEGREE : 1;
  }

  /** Pixel coordinates. Settings in metres are taken as pixels. */
  private Crs() {
    this.text = PIXELS;
    this.definition = "";
    this.projected = true;
    this.geographic = false;
    this.metresPerUnit = 1;
  }

  /** A system for a step of a transform, which has no definition. */
  Crs(CoordinateReferenceSystem system) {
    this("", system);
  }

  private Crs(String text, CoordinateReferenceSystem system) {
    this.text = text;
    this.definition = text;
    this.system = system;
    this.projected = system instanceof ProjectedCRS;
    this.geographic = system instanceof GeographicCRS;
    this.metresPerUnit =
        projected
            ? system
                .getCoordinateSystem()
                .getAxis(0)
                .getUnit()
                .asType(Length.class)
                .getConverterTo(SI.METRE)
                .convert(1.0)
            : Ellipsoid.EQUATOR_METRES_PER_DEGREE;
  }

  /**
   * The system of a code or definition.
   *
   * @param epsgOrWkt {@code EPSG:n} (any case, or only the number), WKT 1 as of OGC, GDAL or Esri,
   *     WKT 2, or {@link #PIXELS}
   * @throws UserError (exit 2) with the text if it is none of these, unknown, or not a projected or
   *     geographic system of two axes
   */
  public static Crs of(String epsgOrWkt) {
    String key = epsgOrWkt.strip();
    Crs known = KNOWN.get(key);
    if (known == null) {
      known = read(key);
      KNOWN.put(key, known);
    }
    return known;
  }

  /** The system as in {@link #of}; empty if that refuses it. */
  public static Optional<Crs> find(String epsgOrWkt) {
    try {
      return Optional.of(of(epsgOrWkt));
    } catch (UserError refused) {
      return Optional.empty();
    }
  }

  /** Has the datum shifts of all systems found again, after other grids were installed. */
  static void forgetTransforms() {
    KNOWN.clear();
    Transforms.forget();
  }

  /** Longitude and latitude on WGS 84, {@link #LON_LAT}. */
  public static Crs lonLat() {
    return of(LON_LAT);
  }

  /**
   * The zone of a point: UTM on WGS 84 ({@code EPSG:326xx} north, {@code EPSG:327xx} south), and
   * beyond its limits (84 north, 80 south) Universal Polar Stereographic, {@code EPSG:5041} and
   * {@code EPSG:5042}. The exceptional zones of Norway and Svalbard are not used.
   *
   * @param lon degrees, modulo 360
   * @param lat degrees, -90 to 90
   */
  public static String utmZoneFor(double lon, double lat) {
    if (lat > 84) {
      return "EPSG:5041";
    }
    if (lat < -80) {
      return "EPSG:5042";
    }
    double turned = (lon + 180) - 360 * Math.floor((lon + 180) / 360);
    int zone = Math.min(60, (int) Math.floor(turned / 6) + 1);
    return "EPSG:" + ((lat >= 0 ? 32600 : 32700) + zone);
  }

  private static Crs read(String text) {
    if (text.equals(PIXELS)) {
      return new Crs();
    }
    if (text.length() > MAX_TEXT) {
      throw error(text, "is too long to be a coordinate reference system", null);
    }
    Matcher code = CODE.matcher(text.regionMatches(true, 0, "epsg", 0, 4) ? upper(text) : text);
    try {
      return code.matches() ? fromCode(Integer.parseInt(code.group(1))) : fromWkt(text);
    } catch (NoSuchIdentifierException e) {
      throw error(text, "has the projection \"" + e.getIdentifierCode() + "\", " + UNSUPPORTED, e);
    } catch (LinkageError e) {
      // Azimuthal Equidistant needs a library that the GeoTools bundle does not contain.
      throw error(text, "has an azimuthal equidistant projection, " + UNSUPPORTED, e);
    } catch (FactoryException | ParseException e) {
      throw error(text, "is not a known coordinate reference system; write EPSG:n or WKT 1", e);
    }
  }

  /** Rejects systems that are neither projected nor geographic. */
  private static Crs checked(String text, CoordinateReferenceSystem system) {
    boolean map = system instanceof ProjectedCRS || system instanceof GeographicCRS;
    if (!map || system.getCoordinateSystem().getDimension() != 2) {
      throw error(text, "is not a projected or geographic system of two axes", null);
    }
    if (system instanceof ProjectedCRS projected) {
      findUnsupported(projected.getConversionFromBase())
          .ifPresent(
              method -> {
                throw error(text, "has the projection \"" + method + "\", " + UNSUPPORTED, null);
              });
    }
    return new Crs(text, system);
  }

  /** The name of a method whose implementation in GeoTools cannot be trusted. */
  private static Optional<String> findUnsupported(Conversion conversion) {
    String method = conversion.getMethod().getName().getCode();
    String plain = method.toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean isAmbiguous = AMBIGUOUS.contains(plain);
    // GeoTools ignores the standard parallel, which stretches the map by its cosine.
    boolean isEqualArea =
        (plain.contains("cylindrical equal area") && !plain.startsWith("terralapse"))
            || plain.equals("behrmann");
    boolean ignoresParallel =
        isEqualArea
            && conversion.getParameterValues().values().stream()
                .filter(ParameterValue.class::isInstance)
                .map(ParameterValue.class::cast)
                .anyMatch(Crs::isParallelOffEquator);
    return isAmbiguous || ignoresParallel ? Optional.of(method) : Optional.empty();
  }

  private static boolean isParallelOffEquator(ParameterValue<?> value) {
    String name = value.getDescriptor().getName().getCode().toLowerCase(Locale.ROOT);
    return name.contains("parallel") && value.doubleValue() != 0;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Crs fromCode(int epsg) throws FactoryException, ParseException {
    String text = "EPSG:" + epsg;
    Optional<String> wkt = KnownCrs.findWkt(epsg);
    if (wkt.isPresent()) {
      return new Crs(text, wkt.get(), KnownCrs.isGeographic(epsg));
    }
    GeoToolsSetup.ensure();
    GeoToolsSetup.prepareEpsgDatabase();
    CoordinateReferenceSystem system = CRS.decode(text, false);
    // Southing before westing (Krovak) stays as it is, as in GDAL; GeoTools would swap them.
    boolean isKrovak =
        system.getCoordinateSystem().getAxis(0).getDirection().equals(AxisDirection.SOUTH);
    return checked(text, isKrovak ? system : CRS.decode(text, true));
  }

  private static Crs fromWkt(String wkt) throws FactoryException, ParseException {
    String translated = GdalWkt.translate(wkt);
    Matcher code = CODE.matcher(translated);
    return code.matches()
        ? fromCode(Integer.parseInt(code.group(1)))
        : checked(wkt, parse(translated));
  }

  private static CoordinateReferenceSystem parse(String wkt) throws ParseException {
    GeoToolsSetup.ensure();
    try {
      return new Parser().parseCoordinateReferenceSystem(wkt);
    } catch (RuntimeException e) {
      // The parser throws unchecked exceptions for some malformed texts.
      ParseException wrapped = new ParseException("malformed WKT", 0);
      wrapped.initCause(e);
      throw wrapped;
    }
  }

  private static UserError error(String text, String why, @Nullable Throwable cause) {
    String shown = text.length() > 80 ? text.substring(0, 77) + "..." : text;
    return new UserError(ExitCode.USAGE, "\"" + shown.replaceAll("\\s+", " ") + "\" " + why, cause);
  }

  /** True for {@link #PIXELS}, which has neither position nor size on the ground. */
  public boolean isPixels() {
    return text.equals(PIXELS);
  }

  /** True for a projected system and for {@link #PIXELS}. */
  public boolean isProjected() {
    return projected;
  }

  /** True for longitude and latitude. */
  public boolean isGeographic() {
    return geographic;
  }

  /**
   * Length of one unit of the axes in metres; of one degree along the equator for a geographic
   * system; 1 for pixels.
   */
  public double metresPerUnit() {
    return metresPerUnit;
  }

  /** {@code EPSG:n} if it was created by code, else the WKT. */
  public String text() {
    return text;
  }

  /** A short name for messages: the code, or the name in the WKT. */
  public String name() {
    return text.startsWith("EPSG:") ? text : system().getName().getCode();
  }

  /** True if both are the same system, also if their texts differ. */
  public boolean sameAs(Crs other) {
    if (text.equals(other.text)) {
      return true;
    }
    if (isPixels() || other.isPixels()) {
      return false;
    }
    // No two systems of KnownCrs are the same.
    boolean bothKnown = isPredefined() && other.isPredefined();
    return !bothKnown && CRS.equalsIgnoreMetadata(system(), other.system());
  }

  /** True if the definition is that of an EPSG code, not a text of the user's or the file's. */
  boolean isDefinedByCode() {
    return text.startsWith("EPSG:");
  }

  /** The position of its datum relative to WGS 84. */
  DatumPosition datumPosition() {
    DatumPosition found = datumPosition;
    if (found == null) {
      found = DatumPosition.of(this);
      datumPosition = found;
    }
    return found;
  }

  boolean isPredefined() {
    return !definition.equals(text);
  }

  /**
   * True if longitude and latitude are taken as those of WGS 84 whatever the ellipsoid: on a
   * sphere, and on Hughes 1980 of the sea ice grids of NSIDC, for which no datum is defined.
   */
  boolean keepsDegrees() {
    var ellipsoid = CRS.getEllipsoid(system());
    return ellipsoid != null
        && (ellipsoid.getSemiMajorAxis() == ellipsoid.getSemiMinorAxis()
            || ellipsoid.getSemiMajorAxis() == HUGHES_AXIS);
  }

  CoordinateReferenceSystem system() {
    CoordinateReferenceSystem made = system;
    if (made == null) {
      try {
        made = parse(definition);
      } catch (ParseException e) {
        throw new IllegalStateException("the predefined WKT of " + text + " is malformed", e);
      }
      system = made;
    }
    return made;
  }

  /**
   * True if this is a UTM zone and x is not far outside of it, so that map and ground distances
   * differ by less than 1 %: the scale factor of UTM is 0.9996 (1 + d²/2R²), d the distance from
   * the central meridian.
   */
  boolean isUtmNear(double x) {
    return isPredefined() && KnownCrs.isUtm(text) && Math.abs(x - 500_000) < 800_000;
  }

  @Override
  public String toString() {
    return name();
  }
}
