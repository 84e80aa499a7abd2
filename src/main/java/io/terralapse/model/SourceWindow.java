package io.terralapse.model;

import java.io.IOException;

/**
 * The native pixels of one scene over the area the job needs. Reading is positional: any row, any
 * number of times, from several threads at once.
 */
public interface SourceWindow {

  /** Id of the scene. */
  String sceneId();

  /** CRS of {@link #transform()}, an {@code EPSG:n} code or WKT. */
  String crs();

  /** Window pixel to CRS. */
  GeoTransform transform();

  /** Columns. */
  int width();

  /** Rows. */
  int height();

  /** Number of bands; they are in the requested order. */
  int bandCount();

  /**
   * Reads whole rows of one band as physical values (scale and offset applied).
   *
   * @param out receives {@code rows * width()} values from index 0, row by row; no-data pixels hold
   *     an arbitrary finite value
   */
  void readRows(int band, int row, int rows, float[] out) throws IOException;

  /** Reads the flag bytes (see {@link Flags}) of whole rows into {@code out} from index 0. */
  void readFlags(int row, int rows, byte[] out) throws IOException;
}
