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

  /**
   * No place on Earth: the pixels of pictures without georeference, laid on each other by their
   * first pixel. x is the column, y the row counted upwards, so that rows have negative y; the unit
   * is a pixel. Nothing leads from here to another system.
   */
  public static final String PIXELS = "PIXELS";

  private static final Pattern CODE =
      Pattern.compile("(?:EPSG:|urn:ogc:def:crs:EPSG:[0-9.]*:)?([0-9]{1,9})");

  private static final Pattern WEB_MERCATOR =
      Pattern.compile("^\\s*PROJCS\\[\"[^\"]*(?:Pseudo.Mercator|Web.Mercator)[^\"]*\"");

  private static final Map<String, Crs> KNOWN = new ConcurrentHashMap<>();

  /** Longer texts are not definitions anybody wrote; keeps hostile headers from the parser. */
  private static final int MAX_TEXT = 65_536;

  private final String text;
  private final String definition;
  private final boolean projected;
  private final boolean geographic;
  private final double metresPerUnit;

  /**
   * Null until a transform asks for it: a job whose scenes and grid share one of the {@link
   * KnownCrs} starts half a second sooner without GeoTools.
   */
  private volatile @Nullable CoordinateReferenceSystem system;

  /** A system written out in {@link KnownCrs}; they are all in metres or degrees. */
  private Crs(String text, String definition, boolean geographic) {
    this.text = text;
    this.definition = definition;
    this.projected = !geographic;
    this.geographic = geographic;
    this.metresPerUnit = geographic ? Ellipsoid.EQUATOR_METRES_PER_DEGREE : 1;
  }

  /** The pixels of pictures. A pixel counts as a metre where settings are in metres. */
  private Crs() {
    this.text = PIXELS;
    this.definition = "";
    this.projected = true;
    this.geographic = false;
    this.metresPerUnit = 1;
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
   * The system that a text names.
   *
   * @param epsgOrWkt {@code EPSG:n} (any case, or only the number), WKT 1 in the words of the OGC,
   *     GDAL or Esri, or {@link #PIXELS}
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
    if (text.equals(PIXELS)) {
      return new Crs();
    }
    if (text.length() > MAX_TEXT) {
      throw refuse(text, "is too long to be a coordinate reference system", null);
    }
    Matcher code = CODE.matcher(text.regionMatches(true, 0, "epsg", 0, 4) ? upper(text) : text);
    try {
      return code.matches() ? fromCode(Integer.parseInt(code.group(1))) : fromWkt(text);
    } catch (FactoryException | ParseException e) {
      throw refuse(text, "is not a coordinate reference system we know; give EPSG:n or WKT 1", e);
    }
  }

  /** Takes a system that GeoTools made, if it is of a kind that pictures can be in. */
  private static Crs checked(String text, CoordinateReferenceSystem system) {
    boolean map = system instanceof ProjectedCRS || system instanceof GeographicCRS;
    if (!map || system.getCoordinateSystem().getDimension() != 2) {
      throw refuse(text, "is not a map or longitude/latitude system of two axes", null);
    }
    return new Crs(text, system);
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
    return checked(text, CRS.decode(text, true));
  }

  private static Crs fromWkt(String wkt) throws FactoryException, ParseException {
    // WKT 1 cannot say that Web Mercator projects an ellipsoid's degrees as if on a sphere; each
    // vendor has words of its own for it, which the parser would take for a true Mercator.
    return WEB_MERCATOR.matcher(wkt).find()
        ? fromCode(3857)
        : checked(wkt, parse(GdalWkt.translate(wkt)));
  }

  private static CoordinateReferenceSystem parse(String wkt) throws ParseException {
    GeoToolsSetup.ensure();
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

  /** True for {@link #PIXELS}: nothing has a place or a size on the ground. */
  public boolean isPixels() {
    return text.equals(PIXELS);
  }

  /** True for a map projection, and for pixels, which are as flat. */
  public boolean isProjected() {
    return projected;
  }

  /** True for longitude and latitude. */
  public boolean isGeographic() {
    return geographic;
  }

  /**
   * Metres in one unit of the axes; for a geographic system the length of one degree along the
   * equator; 1 for pixels.
   */
  public double metresPerUnit() {
    return metresPerUnit;
  }

  /** {@code EPSG:n} if it was named so, else the WKT it was read from. */
  public String text() {
    return text;
  }

  /** A short name for sentences: the code, or the name inside the WKT. */
  public String name() {
    return text.startsWith("EPSG:") ? text : system().getName().getCode();
  }

  /** True if coordinates mean the same in both, whatever the two are called. */
  public boolean sameAs(Crs other) {
    if (text.equals(other.text)) {
      return true;
    }
    if (isPixels() || other.isPixels()) {
      return false;
    }
    // Of the systems written out here no two are the same.
    boolean bothKnown = isWrittenOut() && other.isWrittenOut();
    return !bothKnown && CRS.equalsIgnoreMetadata(system(), other.system());
  }

  private boolean isWrittenOut() {
    return !definition.equals(text);
  }

  /** True if latitudes are counted on a sphere, not on an ellipsoid. */
  boolean isSpherical() {
    var ellipsoid = CRS.getEllipsoid(system());
    return ellipsoid != null && ellipsoid.getSemiMajorAxis() == ellipsoid.getSemiMinorAxis();
  }

  CoordinateReferenceSystem system() {
    CoordinateReferenceSystem made = system;
    if (made == null) {
      try {
        made = parse(definition);
      } catch (ParseException e) {
        throw new IllegalStateException("our own definition of " + text + " is malformed", e);
      }
      system = made;
    }
    return made;
  }

  /**
   * True if this is a UTM zone and x not far outside it, so that map metres are ground metres
   * within 1 % without asking GeoTools: the scale of a transverse Mercator is 0.9996 (1 + d²/2R²),
   * d from the central meridian.
   */
  boolean isUtmNear(double x) {
    return isWrittenOut() && KnownCrs.isUtm(text) && Math.abs(x - 500_000) < 800_000;
  }

  @Override
  public String toString() {
    return name();
  }
}
