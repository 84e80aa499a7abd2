package io.terralapse.geo;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.quantity.Length;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.wkt.Parser;
import org.jspecify.annotations.Nullable;
import si.uom.SI;

/**
 * A two-dimensional coordinate reference system, x (easting or longitude) before y always.
 * Immutable; thread-safe.
 */
public final class Crs {
  /** Longitude and latitude in degrees. */
  public static final String LON_LAT = "EPSG:4326";

  private static final Pattern CODE =
      Pattern.compile("(?:EPSG:|urn:ogc:def:crs:EPSG:[0-9.]*:)?([0-9]{1,9})");

  private static final Pattern WEB_MERCATOR =
      Pattern.compile("^\\s*PROJCS\\[\"[^\"]*(?:Pseudo.Mercator|Web.Mercator)[^\"]*\"");

  private static final Map<String, Crs> KNOWN = new ConcurrentHashMap<>();

  /** Longer texts are not definitions anybody wrote; keeps hostile headers from the parser. */
  private static final int MAX_TEXT = 65_536;

  private final String text;
  private final CoordinateReferenceSystem system;

  private Crs(String text, CoordinateReferenceSystem system) {
    this.text = text;
    this.system = system;
  }

  /**
   * The system that a text names.
   *
   * @param epsgOrWkt {@code EPSG:n} (any case, or only the number) or WKT 1
   * @throws UserError (exit 2) naming the text if it is neither, unknown, or not a map or
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

  /** Longitude and latitude on WGS 84, {@link #LON_LAT}. */
  public static Crs lonLat() {
    return of(LON_LAT);
  }

  /**
   * The zone that a place is usually mapped in: UTM on WGS 84 ({@code EPSG:326xx} north, {@code
   * EPSG:327xx} south), and beyond its limits (84 north, 80 south) the Universal Polar
   * Stereographic pair {@code EPSG:5041} and {@code EPSG:5042}, which was made to carry on where
   * UTM ends. The widened zones of Norway and Svalbard are not used.
   *
   * @param lon degrees; any full turn may be added
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
    GeoToolsSetup.ensure();
    if (text.length() > MAX_TEXT) {
      throw refuse(text, "is too long to be a coordinate reference system", null);
    }
    Matcher code = CODE.matcher(text.regionMatches(true, 0, "epsg", 0, 4) ? upper(text) : text);
    try {
      Crs crs = code.matches() ? fromCode(Integer.parseInt(code.group(1))) : fromWkt(text);
      if (crs.system.getCoordinateSystem().getDimension() != 2
          || !(crs.isProjected() || crs.isGeographic())) {
        throw refuse(text, "is not a map or longitude/latitude system of two axes", null);
      }
      return crs;
    } catch (FactoryException | ParseException e) {
      throw refuse(text, "is not a coordinate reference system we know; give EPSG:n or WKT 1", e);
    }
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Crs fromCode(int epsg) throws FactoryException, ParseException {
    String text = "EPSG:" + epsg;
    Optional<String> wkt = KnownCrs.findWkt(epsg);
    if (wkt.isPresent()) {
      return new Crs(text, parse(wkt.get()));
    }
    GeoToolsSetup.prepareEpsgDatabase();
    return new Crs(text, CRS.decode(text, true));
  }

  private static Crs fromWkt(String wkt) throws FactoryException, ParseException {
    // WKT 1 cannot say that Web Mercator projects an ellipsoid's degrees as if on a sphere; each
    // vendor has words of its own for it, which the parser would take for a true Mercator.
    return WEB_MERCATOR.matcher(wkt).find() ? fromCode(3857) : new Crs(wkt, parse(wkt));
  }

  private static CoordinateReferenceSystem parse(String wkt) throws ParseException {
    try {
      return new Parser().parseCoordinateReferenceSystem(wkt);
    } catch (RuntimeException e) {
      // The parser lets some malformed texts through to a cast or index error.
      ParseException wrapped = new ParseException("malformed WKT", 0);
      wrapped.initCause(e);
      throw wrapped;
    }
  }

  private static UserError refuse(String text, String why, @Nullable Throwable cause) {
    String shown = text.length() > 80 ? text.substring(0, 77) + "..." : text;
    return new UserError(ExitCode.USAGE, "\"" + shown.replaceAll("\\s+", " ") + "\" " + why, cause);
  }

  /** True for a map projection. */
  public boolean isProjected() {
    return system instanceof ProjectedCRS;
  }

  /** True for longitude and latitude. */
  public boolean isGeographic() {
    return system instanceof GeographicCRS;
  }

  /**
   * Metres in one unit of the axes; for a geographic system the length of one degree along the
   * equator.
   */
  public double metresPerUnit() {
    var unit = system.getCoordinateSystem().getAxis(0).getUnit();
    if (isProjected()) {
      return unit.asType(Length.class).getConverterTo(SI.METRE).convert(1.0);
    }
    return Ellipsoid.EQUATOR_METRES_PER_DEGREE;
  }

  /** {@code EPSG:n} if it was named so, else the WKT it was read from. */
  public String text() {
    return text;
  }

  /** A short name for sentences: the code, or the name inside the WKT. */
  public String name() {
    return text.startsWith("EPSG:") ? text : system.getName().getCode();
  }

  /** True if coordinates mean the same in both, whatever the two are called. */
  public boolean sameAs(Crs other) {
    return text.equals(other.text) || CRS.equalsIgnoreMetadata(system, other.system);
  }

  /** True if latitudes are counted on a sphere, not on an ellipsoid. */
  boolean isSpherical() {
    var ellipsoid = CRS.getEllipsoid(system);
    return ellipsoid != null && ellipsoid.getSemiMajorAxis() == ellipsoid.getSemiMinorAxis();
  }

  CoordinateReferenceSystem system() {
    return system;
  }

  @Override
  public String toString() {
    return name();
  }
}
