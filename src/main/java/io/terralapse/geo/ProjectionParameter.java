package io.terralapse.geo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parameter of a map projection, by all its names in WKT 1, WKT 2 and Esri's definitions. */
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are immutable copies
enum ProjectionParameter {
  LATITUDE(
      Kind.ANGLE,
      0,
      "latitude_of_origin",
      "latitude_of_center",
      "latitude of natural origin",
      "latitude of false origin",
      "latitude of projection centre",
      "spherical latitude of origin"),
  LONGITUDE(
      Kind.ANGLE,
      0,
      "central_meridian",
      "longitude_of_center",
      "longitude_of_origin",
      "longitude of natural origin",
      "longitude of false origin",
      "longitude of projection centre",
      "straight_vertical_longitude_from_pole",
      "spherical longitude of origin"),
  PARALLEL_1(
      Kind.ANGLE,
      0,
      "standard_parallel_1",
      "standard_parallel",
      "latitude of 1st standard parallel",
      "latitude of standard parallel"),
  PARALLEL_2(Kind.ANGLE, 0, "standard_parallel_2", "latitude of 2nd standard parallel"),
  SCALE(
      Kind.RATIO,
      1,
      "scale_factor",
      "scale factor at natural origin",
      "scale factor on initial line",
      "scale factor at projection centre",
      "scale factor on pseudo standard parallel"),
  FALSE_EASTING(
      Kind.LENGTH, 0, "false_easting", "easting at false origin", "easting at projection centre"),
  FALSE_NORTHING(
      Kind.LENGTH,
      0,
      "false_northing",
      "northing at false origin",
      "northing at projection centre"),
  AZIMUTH(
      Kind.ANGLE,
      0,
      "azimuth",
      "azimuth of initial line",
      "azimuth at projection centre",
      "co-latitude of cone axis"),
  GRID_ANGLE(
      Kind.ANGLE,
      0,
      "rectified_grid_angle",
      "xy_plane_rotation",
      "angle from rectified to skew grid"),
  PSEUDO_PARALLEL(
      Kind.ANGLE, 0, "pseudo_standard_parallel_1", "latitude of pseudo standard parallel"),
  HEIGHT(Kind.LENGTH, 0, "satellite_height", "satellite height", "height"),
  OPTION(Kind.RATIO, 0, "option", "auxiliary_sphere_type", "sweep"),
  X_SCALE(Kind.RATIO, 1, "x_scale"),
  Y_SCALE(Kind.RATIO, 1, "y_scale");

  /** What a parameter measures. */
  enum Kind {
    /** In degrees, once it is read. */
    ANGLE,
    /** In the unit of the projected system. */
    LENGTH,
    RATIO
  }

  private static final Map<String, ProjectionParameter> BY_NAME = new HashMap<>();

  static {
    for (ProjectionParameter parameter : values()) {
      parameter.names.forEach(name -> BY_NAME.put(WktNode.normalized(name), parameter));
    }
  }

  private final Kind kind;
  private final double neutral;
  private final List<String> names;

  ProjectionParameter(Kind kind, double neutral, String... names) {
    this.kind = kind;
    this.neutral = neutral;
    this.names = List.of(names);
  }

  /** The parameter of a name, in any case and with any separators. */
  static Optional<ProjectionParameter> find(String name) {
    return Optional.ofNullable(BY_NAME.get(WktNode.normalized(name)));
  }

  Kind kind() {
    return kind;
  }

  /** The value that is the same as its absence. */
  double neutral() {
    return neutral;
  }
}
