package io.terralapse.geo;

import java.nio.file.Path;
import java.util.List;

/**
 * How positions are transformed.
 *
 * @param grids see {@link DatumGrids#install}
 */
public record GeoSettings(List<Path> grids) {
  /** No grid files. */
  public static final GeoSettings DEFAULTS = new GeoSettings(List.of());

  /** Copies the list. */
  public GeoSettings {
    grids = List.copyOf(grids);
  }
}
