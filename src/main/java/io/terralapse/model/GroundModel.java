package io.terralapse.model;

/** What a raster without a geotransform has instead. */
public enum GroundModel {
  NONE,

  /** Ground control points: positions of single pixels. */
  CONTROL_POINTS,

  /** Rational polynomial coefficients (RPC) of the sensor, which need heights of the terrain. */
  RPC
}
