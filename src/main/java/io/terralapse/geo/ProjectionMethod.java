package io.terralapse.geo;

import static io.terralapse.geo.ProjectionParameter.AZIMUTH;
import static io.terralapse.geo.ProjectionParameter.FALSE_EASTING;
import static io.terralapse.geo.ProjectionParameter.FALSE_NORTHING;
import static io.terralapse.geo.ProjectionParameter.GRID_ANGLE;
import static io.terralapse.geo.ProjectionParameter.HEIGHT;
import static io.terralapse.geo.ProjectionParameter.LATITUDE;
import static io.terralapse.geo.ProjectionParameter.LONGITUDE;
import static io.terralapse.geo.ProjectionParameter.OPTION;
import static io.terralapse.geo.ProjectionParameter.PARALLEL_1;
import static io.terralapse.geo.ProjectionParameter.PARALLEL_2;
import static io.terralapse.geo.ProjectionParameter.PSEUDO_PARALLEL;
import static io.terralapse.geo.ProjectionParameter.SCALE;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map projection whose positions agree with those of PROJ, and its names: in WKT 1 of GDAL, in
 * Esri's definitions, and in the EPSG Dataset, which WKT 2 uses.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are immutable copies
enum ProjectionMethod {
  TRANSVERSE_MERCATOR(
      "Transverse_Mercator",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "transverse_mercator",
      "transverse_mercator_complex",
      "gauss_kruger",
      "gauss-kruger"),
  TRANSVERSE_MERCATOR_SOUTH(
      "Transverse_Mercator",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "transverse_mercator_south_orientated",
      "transverse mercator (south orientated)"),
  MERCATOR_1SP(
      "Mercator_1SP",
      Set.of(LONGITUDE, SCALE),
      "mercator_1sp",
      "mercator (variant a)",
      "mercator (1sp)"),
  MERCATOR_2SP(
      "Mercator_2SP",
      Set.of(LONGITUDE, PARALLEL_1),
      "mercator_2sp",
      "mercator (variant b)",
      "mercator (2sp)",
      "mercator"),
  PSEUDO_MERCATOR(
      "Popular Visualisation Pseudo Mercator",
      Set.of(LONGITUDE, PARALLEL_1, OPTION, LATITUDE),
      "popular visualisation pseudo mercator",
      "mercator_auxiliary_sphere"),
  LAMBERT_CONFORMAL_1SP(
      "Lambert_Conformal_Conic_1SP",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "lambert_conformal_conic_1sp",
      "lambert conic conformal (1sp)"),
  LAMBERT_CONFORMAL_2SP(
      "Lambert_Conformal_Conic_2SP",
      Set.of(LATITUDE, LONGITUDE, PARALLEL_1, PARALLEL_2),
      "lambert_conformal_conic_2sp",
      "lambert conic conformal (2sp)",
      "lambert_conformal_conic"),
  LAMBERT_CONFORMAL_BELGIUM(
      "Lambert_Conformal_Conic_2SP_Belgium",
      Set.of(LATITUDE, LONGITUDE, PARALLEL_1, PARALLEL_2),
      "lambert_conformal_conic_2sp_belgium",
      "lambert conic conformal (2sp belgium)"),
  ALBERS(
      "Albers_Conic_Equal_Area",
      Set.of(LATITUDE, LONGITUDE, PARALLEL_1, PARALLEL_2),
      "albers_conic_equal_area",
      "albers equal area",
      "albers"),
  LAMBERT_AZIMUTHAL(
      "Lambert_Azimuthal_Equal_Area",
      Set.of(LATITUDE, LONGITUDE),
      "lambert_azimuthal_equal_area",
      "lambert azimuthal equal area (spherical)"),
  AZIMUTHAL_EQUIDISTANT(
      "Terralapse_Azimuthal_Equidistant",
      Set.of(LATITUDE, LONGITUDE),
      "azimuthal_equidistant",
      "modified azimuthal equidistant"),
  EQUIDISTANT_CONIC(
      "CT_Equidistant_Conic",
      Set.of(LATITUDE, LONGITUDE, PARALLEL_1, PARALLEL_2),
      "equidistant_conic"),
  STEREOGRAPHIC("Stereographic", Set.of(LATITUDE, LONGITUDE, SCALE), "stereographic"),
  OBLIQUE_STEREOGRAPHIC(
      "Oblique_Stereographic",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "oblique_stereographic",
      "double_stereographic"),
  POLAR_STEREOGRAPHIC_A(
      "Polar_Stereographic",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "polar_stereographic",
      "polar stereographic (variant a)"),
  POLAR_STEREOGRAPHIC_B(
      "Polar Stereographic (variant B)",
      Set.of(LONGITUDE, PARALLEL_1),
      "polar stereographic (variant b)",
      "stereographic_north_pole",
      "stereographic_south_pole"),
  EQUIRECTANGULAR(
      "Equidistant Cylindrical (Spherical)",
      Set.of(LATITUDE, LONGITUDE, PARALLEL_1),
      "equirectangular",
      "equidistant_cylindrical",
      "equidistant cylindrical (spherical)",
      "plate_carree"),
  CASSINI(
      "Cassini_Soldner",
      Set.of(LATITUDE, LONGITUDE),
      "cassini_soldner",
      "cassini-soldner",
      "cassini"),
  GNOMONIC("Gnomonic", Set.of(LATITUDE, LONGITUDE), "gnomonic"),
  MILLER("Terralapse_Miller", Set.of(LONGITUDE), "miller_cylindrical"),
  ORTHOGRAPHIC("Terralapse_Orthographic", Set.of(LATITUDE, LONGITUDE), "orthographic"),
  POLYCONIC("Polyconic", Set.of(LATITUDE, LONGITUDE), "polyconic", "american polyconic"),
  SINUSOIDAL("Sinusoidal", Set.of(LONGITUDE), "sinusoidal"),
  VAN_DER_GRINTEN(
      "World_Van_der_Grinten_I",
      Set.of(LONGITUDE),
      "vandergrinten",
      "van der grinten",
      "van_der_grinten_i"),
  NEW_ZEALAND(
      "New_Zealand_Map_Grid",
      Set.of(LATITUDE, LONGITUDE),
      "new_zealand_map_grid",
      "new zealand map grid"),
  CYLINDRICAL_EQUAL_AREA(
      "Terralapse_Cylindrical_Equal_Area",
      Set.of(LONGITUDE, PARALLEL_1),
      "cylindrical_equal_area",
      "lambert cylindrical equal area",
      "lambert cylindrical equal area (spherical)",
      "lambert cylindrical equal area (ellipsoidal)",
      "behrmann"),
  HOTINE(
      "Hotine_Oblique_Mercator",
      Set.of(LATITUDE, LONGITUDE, AZIMUTH, GRID_ANGLE, SCALE),
      "hotine_oblique_mercator",
      "hotine oblique mercator (variant a)",
      "hotine_oblique_mercator_azimuth_natural_origin",
      "rectified_skew_orthomorphic_natural_origin"),
  HOTINE_CENTER(
      "Oblique_Mercator",
      Set.of(LATITUDE, LONGITUDE, AZIMUTH, GRID_ANGLE, SCALE),
      "oblique_mercator",
      "hotine oblique mercator (variant b)",
      "hotine_oblique_mercator_azimuth_center",
      "rectified_skew_orthomorphic_center"),
  SWISS_OBLIQUE(
      "Oblique_Mercator",
      Set.of(LATITUDE, LONGITUDE, SCALE),
      "swiss_oblique_cylindrical",
      "swiss_oblique_mercator"),
  KROVAK(
      "Krovak",
      Set.of(LATITUDE, LONGITUDE, AZIMUTH, PSEUDO_PARALLEL, SCALE),
      "krovak",
      "krovak (north orientated)"),
  GEOSTATIONARY(
      "Geostationary_Satellite",
      Set.of(LONGITUDE, HEIGHT, OPTION),
      "geostationary_satellite",
      "geostationary satellite (sweep x)",
      "geostationary satellite (sweep y)"),
  MOLLWEIDE("Mollweide", Set.of(LONGITUDE), "mollweide"),
  GOODE("Goode_Homolosine", Set.of(LONGITUDE), "interrupted_goode_homolosine"),
  EQUAL_EARTH("Terralapse_Equal_Earth", Set.of(LONGITUDE), "equal_earth");

  private static final Map<String, ProjectionMethod> BY_NAME = new HashMap<>();

  static {
    for (ProjectionMethod method : values()) {
      method.names.forEach(name -> BY_NAME.put(WktNode.normalized(name), method));
      if (method.geoToolsName.startsWith("Terralapse")) {
        BY_NAME.put(WktNode.normalized(method.geoToolsName), method);
      }
    }
  }

  private static final Set<ProjectionParameter> FALSE_ORIGIN =
      Set.of(FALSE_EASTING, FALSE_NORTHING);

  private final String geoToolsName;
  private final Set<ProjectionParameter> parameters;
  private final List<String> names;

  ProjectionMethod(String geoToolsName, Set<ProjectionParameter> parameters, String... names) {
    this.geoToolsName = geoToolsName;
    this.parameters = parameters;
    this.names = List.of(names);
  }

  /** The projection of a name, in any case and with any separators. */
  static Optional<ProjectionMethod> find(String name) {
    return Optional.ofNullable(BY_NAME.get(WktNode.normalized(name)));
  }

  /** Its name in GeoTools. */
  String geoToolsName() {
    return geoToolsName;
  }

  /** True for the parameters that it has, of which those of the false origin are common to all. */
  boolean has(ProjectionParameter parameter) {
    return parameters.contains(parameter) || FALSE_ORIGIN.contains(parameter);
  }

  /** True if latitudes are taken as those on a sphere also if the datum has an ellipsoid. */
  boolean isSpherical() {
    return this == PSEUDO_MERCATOR || this == GNOMONIC || hasAuthalicRadius();
  }

  /** True if that sphere has the surface of the ellipsoid, as in PROJ; else its equator. */
  boolean hasAuthalicRadius() {
    return this == VAN_DER_GRINTEN || this == MILLER;
  }

  /** The name of a parameter that it has in GeoTools. */
  String geoToolsName(ProjectionParameter parameter) {
    boolean centred =
        this == LAMBERT_AZIMUTHAL
            || this == GNOMONIC
            || this == HOTINE
            || this == HOTINE_CENTER
            || this == SWISS_OBLIQUE
            || this == KROVAK;
    return switch (parameter) {
      case LATITUDE -> centred ? "latitude_of_center" : "latitude_of_origin";
      case LONGITUDE -> centred ? "longitude_of_center" : "central_meridian";
      case PARALLEL_1 -> "standard_parallel_1";
      case PARALLEL_2 -> "standard_parallel_2";
      case SCALE -> "scale_factor";
      case AZIMUTH -> "azimuth";
      case GRID_ANGLE -> "rectified_grid_angle";
      case PSEUDO_PARALLEL -> "pseudo_standard_parallel_1";
      case HEIGHT -> "satellite_height";
      case OPTION -> this == GEOSTATIONARY ? "sweep" : "Auxiliary_sphere_type";
      default -> parameter.name().toLowerCase(Locale.ROOT);
    };
  }
}
